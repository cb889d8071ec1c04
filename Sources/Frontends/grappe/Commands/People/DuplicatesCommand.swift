import ArgumentParser
import Duplicates
import Ecosystem
import Importing
import TextLayout

/// `grappe duplicates`: lists records that may be one.
struct DuplicatesCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "duplicates",
      abstract: wording("grappe.duplicates.lists-records-that-may-be-one"),
      discussion: wording("grappe.duplicates.how-compared") + "\n\n" + example("grappe duplicates actor --score 0.9"))
  }

  @OptionGroup var options: GlobalOptions

  @Argument(help: ArgumentHelp(wording("grappe.duplicates.entity"), valueName: "entity"))
  var entity: String

  @Option(help: ArgumentHelp(wording("grappe.duplicates.score"), valueName: "0…1"))
  var score = DuplicateFinder.scoreMinDefault

  @Option(help: ArgumentHelp(wording("grappe.duplicates.limit"), valueName: "n"))
  var limit: Int?

  func validate() throws {
    guard (0...1).contains(score), limit ?? 1 > 0 else { throw ValidationError(wording("grappe.duplicates.numbers")) }
  }

  mutating func run() async throws {
    let found = try options.openHost().duplicates(entity, scoreMin: score)
    let pairs = Array(found.prefix(limit ?? .max))
    if options.json { return Output.json(.list(pairs.map(\.json))) }
    if pairs.isEmpty { return Output.line(wording("grappe.duplicates.none")) }
    Output.table(Self.table(pairs))
    if pairs.count < found.count { Output.line(wording("grappe.duplicates.more", ["count": found.count - pairs.count])) }
    Output.line(wording("grappe.duplicates.then-merge", ["kept": pairs[0].first.id, "dropped": pairs[0].second.id]))
  }

  private static func table(_ pairs: [RecordPair]) -> TextTable {
    var table = TextTable(columns: [
      TextTable.Column(wording("grappe.duplicates.column-score"), .right, overflow: .keep),
      TextTable.Column(wording("grappe.duplicates.column-first")), TextTable.Column(wording("grappe.duplicates.column-second")),
      TextTable.Column(wording("grappe.duplicates.column-reasons")),
    ])
    for pair in pairs {
      let reasons = pair.reasons.map(text).joined(separator: ", ")
      table.add([.init(score(pair.score)), .init(side(pair.first)), .init(side(pair.second)), .init(reasons)])
    }
    return table
  }

  private static func text(_ reason: DuplicateReason) -> String {
    switch reason {
    case .number: wording("grappe.duplicates.reason-number")
    case .email: wording("grappe.duplicates.reason-email")
    case .phone: wording("grappe.duplicates.reason-phone")
    case .domain: wording("grappe.duplicates.reason-domain")
    case .name: wording("grappe.duplicates.reason-name")
    case .similarName: wording("grappe.duplicates.reason-similar-name")
    case .city: wording("grappe.duplicates.reason-city")
    case .nearby: wording("grappe.duplicates.reason-nearby")
    }
  }

  private static func side(_ side: RecordPair.Side) -> String { "\(side.name) (\(side.id))" }

  /// Writes a score in percent, never as certain.
  private static func score(_ score: Double) -> String { "\(min(99, Int(score * 100))) %" }
}
