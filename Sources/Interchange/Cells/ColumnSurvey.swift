import Ecosystem

/// Collects the cells of one column and decides the column's convention from all of them.
///
/// A cell that can be read in one way only is evidence; one that can be read in two ways with different results is not. Cells that
/// contradict each other, and a column without evidence, are for a person to decide.
///
///     var survey = ColumnSurvey(.value(.anyNumber))
///     survey.take("1.250", line: 2)
///     survey.take("1.250,5", line: 3)
///     try survey.convention().decimalMark   // .comma
public struct ColumnSurvey: Sendable {
  private let content: CellContent
  private var marks = Evidence<DecimalMark>()
  private var orders = Evidence<DateOrder>()

  /// The first evidence of each convention, and the first cell that fits both with different results.
  private struct Evidence<Convention: Hashable & Sendable>: Sendable {
    var found: [(convention: Convention, sample: ConventionProblem.Sample)] = []
    var ambiguous: ConventionProblem.Sample?

    mutating func take(_ readings: CellReadings<Convention>, line: Int, text: String) {
      switch readings {
      case .only(let convention):
        if found.contains(where: { $0.convention == convention }) { return }
        found.append((convention, ConventionProblem.Sample(line: line, text: text)))
      case .different:
        if ambiguous == nil { ambiguous = ConventionProblem.Sample(line: line, text: text) }
      case .equal, .none: break
      }
    }

    func decide(
      _ subject: ConventionProblem.Subject, wish: Convention?, else fallback: (ConventionProblem.Sample) -> Convention?
    ) throws(ConventionProblem) -> Convention? {
      if let wish { return found.isEmpty && ambiguous == nil ? nil : wish }
      if found.count > 1 { throw ConventionProblem(subject: subject, samples: found.map(\.sample)) }
      if let found = found.first { return found.convention }
      guard let ambiguous else { return nil }
      if let convention = fallback(ambiguous) { return convention }
      throw ConventionProblem(subject: subject, samples: [ambiguous])
    }
  }

  public init(_ content: CellContent) { self.content = content }

  /// Takes a cell that is not empty.
  /// - Parameter line: its line in the file, for messages.
  public mutating func take(_ text: String, line: Int) {
    switch content {
    case .value(.integer), .value(.number), .amount, .cents:
      marks.take(NumberText.readings(text, content), line: line, text: text)
    case .value(.date), .value(.instant), .momentOrDay: orders.take(DateText.readings(text, content), line: line, text: text)
    case .value, .currency: break
    }
  }

  /// Decides the convention.
  ///
  /// - Parameters:
  ///   - decimalMark: the mark that a person stated; nil to decide from the cells.
  ///   - dateOrder: likewise the order of day and month.
  ///   - isMachineMade: whether the file separates columns by commas, as programs do, so that a point whose meaning is open is a
  ///     decimal point.
  /// - Throws: `ConventionProblem` when the cells contradict each other or all are ambiguous.
  public func convention(
    decimalMark: DecimalMark? = nil, dateOrder: DateOrder? = nil, isMachineMade: Bool = false
  ) throws(ConventionProblem) -> ColumnConvention {
    let mark = try marks.decide(
      .decimalMark, wish: decimalMark, else: { isMachineMade && !$0.text.utf8.contains(UInt8(ascii: ",")) ? .point : nil })
    let order = try orders.decide(.dateOrder, wish: dateOrder, else: { _ in nil })
    return ColumnConvention(decimalMark: mark, dateOrder: order)
  }
}

/// The possible readings of a cell under two conventions.
enum CellReadings<Convention> {
  /// It fits one convention only.
  case only(Convention)
  /// It fits both with the same result.
  case equal
  /// It fits both with different results.
  case different
  /// It fits neither.
  case none
}
