import Engine
import Ecosystem
import Localization

/// Something `grappe check` found in a plugin's folder.
public struct CheckFinding: Sendable, Hashable {
  public enum Severity: String, Sendable { case problem, note }

  /// A stable name of the kind of finding, such as `permission.not-asked`.
  public var code: String
  public var severity: Severity
  /// The file, relative to the folder; nil for the whole.
  public var file: String?
  /// The line, counted from 1.
  public var line: Int?
  /// What is wrong and what to do.
  public var text: LocalizedText
  /// The line of the file as it stands there.
  public var source: String?

  /// `FILE:LINE`, `FILE`, or nothing.
  public var place: String? { file.map { name in line.map { "\(name):\($0)" } ?? name } }

  init(
    code: String, severity: Severity, file: String?, line: Int? = nil, text: LocalizedText
  ) {
    self.code = code
    self.severity = severity
    self.file = file
    self.line = line
    self.text = text
  }

  /// A name that is none of those known, with the nearest right one where there is one, else all of them.
  ///
  /// - Parameters:
  ///   - what: the name with what it belongs to: `grappe.actor`.
  ///   - prefix: what stands before the right name: `grappe.`.
  init(
    unknown what: LocalizedText, _ written: String, among known: [String], prefix: String = "", code: String,
    file: String, line: Int?
  ) {
    let nearest = NearestName.suggest(written, among: known)
    let names = known.sorted().joined(separator: ", ")
    let (french, english) =
      nearest.map { ("vouliez-vous dire \(prefix)\($0) ?", "did you mean \(prefix)\($0)?") }
      ?? ("il y a : \(names)", "there are: \(names)")
    self.init(
      code: code, severity: .problem, file: file, line: line,
      text: LocalizedText("engine.check-finding.does-not-exist", ["what": what, "english": LocalizedText([.fr: french, .en: english])]))
  }
}
