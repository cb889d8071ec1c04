import ArgumentParser
import Ecosystem
import Engine
import Localization
import Reports

/// The options for the readers of an output: it holds only the records and fields that they may see.
struct ScopeOptions: ParsableArguments {
  @Option(
    name: .reserved(.audience),
    help: ArgumentHelp(wording("grappe.scope-options.readers-of-output"), valueName: ScopeOptions.names))
  var audience: String?

  @Flag(name: .reserved(.examples), help: ArgumentHelp(wording("grappe.scope-options.include-examples")))
  var examples = false

  /// The audiences that can be named; without one it is the admin.
  private static let names = Audience.allCases.filter { $0 < .admin }.map(\.rawValue).joined(separator: "|")

  /// The scope of the reads.
  var scope: ReadScope {
    ReadScope(audience.flatMap(Audience.init(rawValue:)) ?? .admin, includesExamples: examples)
  }

  /// Says on standard error that an output for these readers holds personal data, with the option that leaves it out.
  func notePersonalData(_ isPersonal: Bool) {
    if isPersonal, scope.audience > .public { Output.errorLine(wording("grappe.scope-options.personal-data")) }
  }

  /// Checks a document that was written, and says when it holds personal data.
  func notePersonalData(in document: Document, _ host: PluginHost) throws {
    if scope.audience == .public { return }
    var check = PersonalDataCheck(host, for: scope)
    notePersonalData(try check.isPersonal(document))
  }

  /// Checks values that were written, and says when they hold personal data.
  func notePersonalData(in values: [FieldValue], _ host: PluginHost) throws {
    if scope.audience == .public { return }
    var check = PersonalDataCheck(host, for: scope)
    notePersonalData(try check.isPersonal(values))
  }

  func validate() throws {
    guard let audience, Audience(rawValue: audience).map({ $0 < .admin }) != true else { return }
    throw ValidationError(
      wording("grappe.scope-options.audience-unknown", ["audience": audience, "known": Self.names.replacing("|", with: ", ")]))
  }
}
