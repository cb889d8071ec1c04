import Ecosystem

/// The facts of many applicants, one column a fact: the input of compiled rules.
///
/// Equal values share a code, so that a rule is evaluated once for each different value and not once for each applicant.
public struct FactColumns: Sendable {
  /// One fact of all applicants.
  struct Column: Sendable {
    /// The code of each applicant's value, an index into `values`; 0 where it is unknown.
    var codes: [Int32]
    /// The different values; the first is the unknown value.
    var values: [FieldValue]
    /// The numbers, when all known values are numbers of one currency or of none; NaN where unknown.
    var numbers: [Double]?
    /// The currency of the numbers.
    var currency: String?
  }

  /// Number of applicants.
  public let count: Int
  let columns: ExactDictionary<Column>

  /// The columns of the given facts, each with a value for every applicant; null where it is unknown.
  ///
  /// - Parameter count: the number of applicants. A column of another length is a bug of the caller and traps.
  public init(count: Int, _ columns: ExactDictionary<[FieldValue]>) {
    precondition(columns.values.allSatisfy { $0.count == count }, "every column needs a value for each applicant")
    self.count = count
    self.columns = columns.mapValues(Column.init)
  }

  /// The columns of the facts that `ruleSets` read.
  public init(_ applicants: [Facts], for ruleSets: [RuleSet]) {
    let names = ruleSets.flatMap(\.conditions).flatMap(\.factsOfAllParts)
    var columns: ExactDictionary<[FieldValue]> = [:]
    for name in names where columns[name] == nil { columns[name] = applicants.map { $0[name]?.value ?? .null } }
    self.init(count: applicants.count, columns)
  }

  /// The facts of one applicant among those of `names`.
  func facts(of applicant: Int, _ names: [String]) -> Facts {
    var facts = Facts()
    for name in names {
      guard let column = columns[name] else { continue }
      facts[name] = Fact(column.values[Int(column.codes[applicant])], source: "")
    }
    return facts
  }
}

extension FactColumns.Column {
  init(_ column: [FieldValue]) {
    var known: [FieldValue: Int32] = [.null: 0]
    values = [.null]
    codes = []
    codes.reserveCapacity(column.count)
    for value in column {
      if let code = known[value] {
        codes.append(code)
      } else {
        known[value] = Int32(values.count)
        codes.append(Int32(values.count))
        values.append(value)
      }
    }
    let quantities = values.dropFirst().map { Quantity($0) }
    currency = quantities.first.flatMap { $0?.currency }
    guard quantities.allSatisfy({ $0 != nil && $0?.currency == currency }) else { return }
    let numbers = [Double.nan] + quantities.map { $0?.value ?? .nan }
    self.numbers = codes.map { numbers[Int($0)] }
  }
}

extension Condition {
  /// The facts that it and its parts read.
  var factsOfAllParts: [String] { facts + parts.flatMap(\.factsOfAllParts) }
}
