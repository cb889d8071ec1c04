import Ecosystem
import Engine
import Localization

/// One finding of `grappe check` in a plugin's folder.
public struct CheckFinding: Sendable, Hashable {
  public enum Severity: String, Sendable { case problem, note }

  /// A stable name of the kind of finding, such as `permission.not-asked`.
  public var code: String
  public var severity: Severity
  /// The file, relative to the folder; nil for a finding about the whole folder.
  public var file: String?
  /// The line, counted from 1.
  public var line: Int?
  /// The problem and its remedy.
  public var text: LocalizedText
  /// The text of that line.
  public var source: String?

  /// `FILE:LINE`, `FILE`, or nil.
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

  /// An unknown name, with the nearest known name or else all of them.
  ///
  /// - Parameters:
  ///   - what: the name with its parent: `grappe.actor`.
  ///   - prefix: the text before the right name: `grappe.`.
  init(
    unknown what: LocalizedText, _ written: String, among known: [String], prefix: String = "", code: String,
    file: String, line: Int?
  ) {
    let nearest = NearestName.suggest(written, among: known)
    let text =
      nearest.map { LocalizedText("engine.check-finding.near", ["what": what, "nearest": prefix + $0]) }
      ?? LocalizedText("engine.check-finding.does-not-exist", ["what": what, "names": known.sorted()])
    self.init(code: code, severity: .problem, file: file, line: line, text: text)
  }
}
