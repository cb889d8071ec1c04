import Ecosystem

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

  /// `FILE:LINE`, `FILE`, or nothing.
  public var place: String? { file.map { name in line.map { "\(name):\($0)" } ?? name } }
}
