/// The conventions of one column: the decimal mark of its numbers, the order of day and month in its dates.
public struct ColumnConvention: Sendable, Hashable {
  /// Nil when no number of the column depends on it.
  public var decimalMark: DecimalMark?
  /// Nil when no date of the column depends on it.
  public var dateOrder: DateOrder?

  public init(decimalMark: DecimalMark? = nil, dateOrder: DateOrder? = nil) {
    self.decimalMark = decimalMark
    self.dateOrder = dateOrder
  }
}

/// The reason why the convention of a column cannot be decided from its cells.
public struct ConventionProblem: Error, Sendable, Hashable {
  /// A convention that a person can state instead.
  public enum Subject: Sendable, Hashable {
    case decimalMark, dateOrder
  }

  /// A cell and its line.
  public struct Sample: Sendable, Hashable {
    public var line: Int
    public var text: String

    public init(line: Int, text: String) {
      self.line = line
      self.text = text
    }
  }

  public var subject: Subject
  /// One cell for a column that may be read in two ways throughout; two for cells that follow different conventions.
  public var samples: [Sample]

  public init(subject: Subject, samples: [Sample]) {
    self.subject = subject
    self.samples = samples
  }
}
