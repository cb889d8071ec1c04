import Ecosystem

/// One condition compiled for the columns it reads.
indirect enum ConditionProgram: Sendable {
  /// The verdict of each code of a column.
  case lookup(codes: [Int32], verdicts: [UInt8])
  /// Numbers between bounds.
  case range(numbers: [Double], min: Double, max: Double)
  /// The numbers of one column as a share of those of another.
  case ratio(parts: [Double], wholes: [Double], min: Double, max: Double)
  /// The same verdict for all applicants.
  case constant(UInt8)
  /// The minimum, or the maximum, of the verdicts of the parts.
  case all([ConditionProgram])
  case any([ConditionProgram])
  case not(ConditionProgram)
  /// Evaluated for each applicant separately: conditions over several columns that no faster form fits.
  case each(Condition, FactColumns)

  init(_ condition: Condition, _ columns: FactColumns) {
    let facts = condition.facts.map { columns.columns[$0] }
    switch condition.test {
    case .all: self = .all(condition.parts.map { Self($0, columns) })
    case .any: self = .any(condition.parts.map { Self($0, columns) })
    case .not(let part): self = .not(Self(part, columns))
    case .between(_, let min, let max):
      guard let column = facts[0], let numbers = column.numbers,
        [min, max].allSatisfy({ $0 == nil || $0?.currency == column.currency })
      else {
        self = Self.lookup(condition, columns)
        return
      }
      self = .range(numbers: numbers, min: min?.value ?? -.infinity, max: max?.value ?? .infinity)
    case .ratio(_, _, let min, let max):
      guard let parts = facts[0]?.numbers, let wholes = facts[1]?.numbers, facts[0]?.currency == facts[1]?.currency
      else {
        self = .each(condition, columns)
        return
      }
      self = .ratio(parts: parts, wholes: wholes, min: min ?? -.infinity, max: max ?? .infinity)
    case .custom: self = .each(condition, columns)
    default: self = Self.lookup(condition, columns)
    }
  }

  /// Evaluates a condition that reads one fact once for each different value.
  private static func lookup(_ condition: Condition, _ columns: FactColumns) -> Self {
    guard let fact = condition.facts.first, let column = columns.columns[fact] else {
      return .constant(condition.verdict(Facts()).rawValue)
    }
    let verdicts = column.values.map { condition.verdict(Facts([fact: Fact($0, source: "")])).rawValue }
    return .lookup(codes: column.codes, verdicts: verdicts)
  }

  /// Writes the verdicts of the applicants in `range` to the beginning of `verdicts`.
  func run(_ range: Range<Int>, into verdicts: UnsafeMutableBufferPointer<UInt8>) {
    switch self {
    case .lookup(let codes, let table): Self.look(range, codes, table: table, verdicts: verdicts)
    case .range(let numbers, let min, let max): Self.compare(range, numbers, min: min, max: max, verdicts: verdicts)
    case .ratio(let parts, let wholes, let min, let max): Self.divide(range, parts, wholes: wholes, min: min, max: max, verdicts: verdicts)
    case .constant(let verdict): for index in 0..<range.count { verdicts[index] = verdict }
    case .all(let parts): Self.combine(parts, range, from: Verdict.met, into: verdicts) { Swift.min($0, $1) }
    case .any(let parts): Self.combine(parts, range, from: Verdict.unmet, into: verdicts) { Swift.max($0, $1) }
    case .not(let part):
      part.run(range, into: verdicts)
      for index in 0..<range.count { verdicts[index] = 2 - verdicts[index] }
    case .each(let condition, let columns):
      let names = condition.facts
      for (index, applicant) in range.enumerated() {
        verdicts[index] = condition.verdict(columns.facts(of: applicant, names)).rawValue
      }
    }
  }

  private static func look(
    _ range: Range<Int>, _ codes: [Int32], table: [UInt8], verdicts: UnsafeMutableBufferPointer<UInt8>
  ) {
    codes.withUnsafeBufferPointer { codes in
      table.withUnsafeBufferPointer { table in
        for index in 0..<range.count { verdicts[index] = table[Int(codes[range.lowerBound &+ index])] }
      }
    }
  }

  /// Compares values with bounds; a value that is no number compares as false with every bound, and is unknown.
  private static func compare(
    _ range: Range<Int>, _ numbers: [Double], min: Double, max: Double,
    verdicts: UnsafeMutableBufferPointer<UInt8>
  ) {
    numbers.withUnsafeBufferPointer { numbers in
      for index in 0..<range.count {
        let number = numbers[range.lowerBound &+ index]
        let isMet: UInt8 = (number >= min ? 1 : 0) & (number <= max ? 1 : 0)
        verdicts[index] = number == number ? isMet &* 2 : 1
      }
    }
  }

  private static func divide(
    _ range: Range<Int>, _ parts: [Double], wholes: [Double], min: Double, max: Double,
    verdicts: UnsafeMutableBufferPointer<UInt8>
  ) {
    parts.withUnsafeBufferPointer { parts in
      wholes.withUnsafeBufferPointer { wholes in
        for index in 0..<range.count {
          let (part, whole) = (parts[range.lowerBound &+ index], wholes[range.lowerBound &+ index])
          let isKnown = part == part && whole > 0
          let isMet = isKnown && isWithin(part, whole, min: min, max: max)
          verdicts[index] = isKnown ? (isMet ? 2 : 0) : 1
        }
      }
    }
  }

  /// Whether a part lies between two shares of a whole.
  private static func isWithin(_ part: Double, _ whole: Double, min: Double, max: Double) -> Bool {
    (min == -.infinity || DecimalShare.compare(part, with: min, of: whole) >= 0)
      && (max == .infinity || DecimalShare.compare(part, with: max, of: whole) <= 0)
  }

  private static func combine(
    _ parts: [ConditionProgram], _ range: Range<Int>, from neutral: Verdict,
    into verdicts: UnsafeMutableBufferPointer<UInt8>, connective: (UInt8, UInt8) -> UInt8
  ) {
    for index in 0..<range.count { verdicts[index] = neutral.rawValue }
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: range.count) { part in
      for program in parts {
        program.run(range, into: part)
        for index in 0..<range.count { verdicts[index] = connective(verdicts[index], part[index]) }
      }
    }
  }
}
