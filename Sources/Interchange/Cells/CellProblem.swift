import Ecosystem
import Localization

/// A cell whose text does not fit its column.
public struct CellProblem: Error, Sendable, Hashable {
  /// The text that would fit.
  public enum Wanted: Error, Sendable, Hashable {
    case wholeNumber(DecimalMark?)
    case number(DecimalMark?)
    case amount(DecimalMark?)
    /// The ISO 4217 code of a currency.
    case currency
    /// The same currency as the row's other column.
    case sameCurrency(String)
    case truth
    case date(DateOrder?)
    case instant(DateOrder?)
    /// A local time, whose zone is unknown.
    case zone
    /// A local time that the clocks of the zone skip.
    case skippedTime(zone: String)
    /// A local time that the clocks of the zone show twice.
    case repeatedTime(zone: String)
    case json(JSONProblem)
    /// One of several codes that the word may stand for.
    case oneOf([String])
    /// A term of a vocabulary, with the nearest code or label.
    case term(vocabulary: String, nearest: String?, isEmpty: Bool)
    /// A number of a register, with an example of its form.
    case identifier(LocalizedText)
    /// A value in place of a formula's error.
    case formulaValue
    /// The value of a formula, which the file does not hold.
    case storedFormulaValue
  }

  /// The header of the column.
  public var column: String
  public var found: String
  public var wanted: Wanted

  public init(column: String, found: String, wanted: Wanted) {
    self.column = column
    self.found = found
    self.wanted = wanted
  }

  /// The problem without the text of the cell, for personal data.
  public var withheld: CellProblem { CellProblem(column: column, found: Problem.withheld, wanted: wanted) }

  /// The maximum number of characters of the cell that a message shows.
  private static let foundMax = 200

  /// Returns the reason, without the column.
  public func reason(in language: Language) -> String {
    if wanted == .storedFormulaValue { return sentence(language) }
    let shown = found.utf8.count > Self.foundMax * 4 ? found.prefix(Self.foundMax) + "…" : found
    return Message("cells.problem.the-file-says", ["problem": sentence(language), "found": shown]).text(in: language)
  }

  private func sentence(_ language: Language) -> String {
    switch wanted {
    case .wholeNumber(let mark): Message("cells.problem.whole-number-\(Self.name(mark))").text(in: language)
    case .number(let mark): Message("cells.problem.number-\(Self.name(mark))").text(in: language)
    case .amount(let mark): Message("cells.problem.amount-\(Self.name(mark))").text(in: language)
    case .currency: Message("cells.problem.currency").text(in: language)
    case .sameCurrency(let other): Message("cells.problem.same-currency", ["other": other]).text(in: language)
    case .truth: Message("cells.problem.truth").text(in: language)
    case .date(let order): Message("cells.problem.date-\(Self.name(order))").text(in: language)
    case .instant(let order): Message("cells.problem.instant-\(Self.name(order))").text(in: language)
    case .zone: Message("cells.problem.zone").text(in: language)
    case .skippedTime(let zone): Message("cells.problem.skipped-time", ["zone": zone]).text(in: language)
    case .repeatedTime(let zone): Message("cells.problem.repeated-time", ["zone": zone]).text(in: language)
    case .json(let error): error.message(in: language, of: found)
    case .oneOf(let codes): Message("cells.problem.one-of", ["codes": codes.joined(separator: ", ")]).text(in: language)
    case .term(let vocabulary, let nearest, let isEmpty): Self.term(vocabulary, nearest: nearest, isEmpty: isEmpty).text(in: language)
    case .identifier(let wanted): Message("cells.problem.wanted", ["wanted": wanted]).text(in: language)
    case .formulaValue: Message("cells.problem.formula-value").text(in: language)
    case .storedFormulaValue: Message("cells.problem.stored-formula-value").text(in: language)
    }
  }

  private static func term(_ vocabulary: String, nearest: String?, isEmpty: Bool) -> Message {
    if isEmpty { return Message("cells.problem.empty-vocabulary", ["vocabulary": vocabulary]) }
    guard let nearest else { return Message("cells.problem.no-term", ["vocabulary": vocabulary]) }
    return Message("cells.problem.near-term", ["vocabulary": vocabulary, "nearest": nearest])
  }

  /// Returns the last part of the message's id for the convention of the column.
  private static func name<Convention: RawRepresentable<String>>(_ convention: Convention?) -> String {
    convention?.rawValue ?? "any"
  }
}
