import Ecosystem
import Localization
import Store

/// A deviation found in a workspace: its kind, its place and its remedy.
public struct DoctorFinding: Sendable, Hashable {
  /// A stable name of the kind, for scripts.
  public var code: String
  /// Whether it makes answers wrong; false for information.
  public var isDamage: Bool
  public var what: LocalizedText
  /// The table, plugin, file or record.
  public var place: String
  /// Number of rows or files.
  public var count: Int
  /// Some of the rows or files.
  public var examples: [String]
  public var remedy: LocalizedText

  /// A finding of files, rows or settings, of which at most `ContentFinding.examplesMax` are named.
  package init(
    _ code: String, isDamage: Bool = true, _ rows: [String], at place: String, what: LocalizedText, remedy: LocalizedText
  ) {
    self.init(
      code: code, isDamage: isDamage, what: what, place: place, count: rows.count,
      examples: Array(rows.prefix(ContentFinding.examplesMax)), remedy: remedy)
  }

  init(
    code: String, isDamage: Bool, what: LocalizedText, place: String, count: Int, examples: [String], remedy: LocalizedText
  ) {
    (self.code, self.isDamage, self.what, self.place) = (code, isDamage, what, place)
    (self.count, self.examples, self.remedy) = (count, examples, remedy)
  }

  public var json: FieldValue {
    .map([
      "code": .text(code), "damage": .boolean(isDamage), "what": .text(what[.en]), "where": .text(place),
      "count": .integer(Int64(count)), "examples": .list(examples.map(FieldValue.text)), "remedy": .text(remedy[.en]),
    ])
  }

  /// The finding and its place, in one line: `Words missing from the index (actor, 2): kikk, tec`.
  public func line(in language: Language) -> String {
    let more = count > examples.count ? "…" : ""
    let finding = "\(what[language]) (\(place)\(count > 1 ? ", \(count)" : ""))"
    guard !examples.isEmpty else { return finding }
    let list = examples.joined(separator: ", ") + more
    return Message("engine.doctor-finding.examples", ["finding": finding, "examples": list]).text(in: language)
  }
}
