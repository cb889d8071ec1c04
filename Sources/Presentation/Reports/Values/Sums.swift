/// Adds up the columns of a table.
struct Sums: Sendable {
  private enum Sum: Sendable {
    case none
    case integer(Int64)
    case number(Double)
    case money(Int64, String)
    /// Amounts in several currencies, or a sum of more than 64 bits: no sum is shown.
    case impossible
  }

  private var sums: [Sum]
  private let columns: [ResolvedColumn]
  private(set) var rowCount = 0

  init(over columns: [ResolvedColumn]) {
    self.columns = columns
    self.sums = columns.map { _ in .none }
  }

  /// Adds a row, one cell a column.
  mutating func add(_ row: [Cell]) {
    rowCount += 1
    for index in columns.indices where columns[index].isSummed { sums[index] = Self.add(row[index], to: sums[index]) }
  }

  /// The row of sums; the first column that is not summed, if it is the first of all, carries the label.
  func row(labelled label: String) -> [Cell] {
    columns.indices.map { index in
      if index == 0, !columns[0].isSummed { return .text(label) }
      return Self.cell(sums[index])
    }
  }

  private static func add(_ cell: Cell, to sum: Sum) -> Sum {
    switch (cell, sum) {
    case (_, .impossible): .impossible
    case (.integer(let value), .none): .integer(value)
    case (.integer(let value), .integer(let sum)): checked(sum, value).map(Sum.integer) ?? .impossible
    case (.integer(let value), .number(let sum)): .number(sum + Double(value))
    case (.number(let value), .none): .number(value)
    case (.number(let value), .integer(let sum)): .number(Double(sum) + value)
    case (.number(let value), .number(let sum)): .number(sum + value)
    case (.money(let cents, let currency), .none): .money(cents, currency)
    case (.money(let cents, let currency), .money(let sum, let other)):
      currency == other ? checked(sum, cents).map { .money($0, other) } ?? .impossible : .impossible
    case (.money, _), (.integer, .money), (.number, .money): .impossible
    case (.empty, _), (.text, _), (.date, _), (.boolean, _), (.link, _): sum
    }
  }

  private static func checked(_ sum: Int64, _ value: Int64) -> Int64? {
    let (result, overflow) = sum.addingReportingOverflow(value)
    return overflow ? nil : result
  }

  private static func cell(_ sum: Sum) -> Cell {
    switch sum {
    case .none, .impossible: .empty
    case .integer(let value): .integer(value)
    case .number(let value): .number(value)
    case .money(let cents, let currency): .money(cents: cents, currency: currency)
    }
  }
}
