import Ecosystem
import Encodings

/// What an import did, or would do.
public struct ImportOutcome: Sendable {
  public var added = 0
  public var updated = 0
  /// Rows that say what their record says.
  public var unchanged = 0
  /// Duplicates that were left out.
  public var skipped = 0
  /// Rows that were refused.
  public var refused = 0
  /// The first of the refused rows, at most `listedMax`.
  public var refusedRows: [RefusedRow] = []
  /// The first of the duplicates nothing was decided about, at most `duplicatesMax`.
  public var undecided: [Duplicate] = []
  /// Duplicates nothing was decided about; they count as refused too.
  public var undecidedCount = 0
  /// The first of the changes to records that are there, at most `listedMax`.
  public var changes: [RowChange] = []
  /// The file with the refused rows, where there are any and they were set aside.
  public var refusedFile: String?
  /// How the file was read.
  public var format = ImportedFormat()
  /// The line after which it went on, where an earlier import in batches was stopped.
  public var resumedAfterLine: Int?
  /// Whether there was nothing to do, since an earlier import in batches had done it all.
  public var wasFinished = false

  /// At most so many refused rows and changes are listed; the rest is counted.
  public static let listedMax = 20
  /// At most so many undecided duplicates are held to be asked about at once.
  public static let duplicatesMax = 1_000

  public init() {}

  mutating func refuse(_ row: RefusedRow) {
    refused += 1
    if refusedRows.count < Self.listedMax { refusedRows.append(row) }
  }

  mutating func note(_ change: RowChange) {
    updated += 1
    if changes.count < Self.listedMax { changes.append(change) }
  }
}

/// How a file was read: what was found, or what was asked for.
public struct ImportedFormat: Sendable, Hashable {
  public var encoding = TextEncoding.utf8
  /// Nil for JSON Lines.
  public var delimiter: UInt8?

  public init() {}

  /// The delimiter as people name it.
  public var delimiterName: String? {
    delimiter.map { $0 == UInt8(ascii: "\t") ? "tab" : String(Unicode.Scalar($0)) }
  }
}

/// One field that a row changes in a record.
public struct RowFieldChange: Sendable, Hashable {
  public var field: String
  public var before: FieldValue
  public var after: FieldValue
}

/// What a row changes in a record.
public struct RowChange: Sendable, Hashable {
  public var line: Int
  public var id: String
  /// The name of the record.
  public var title: String
  public var fields: [RowFieldChange]
}

/// A row that is a record which is there already.
public struct Duplicate: Sendable, Hashable {
  /// By what it was recognised.
  public enum Sign: Sendable, Hashable {
    case id
    /// A number in a register.
    case number(scheme: String, value: String)
    /// Fields that together are unique.
    case key([String])
    /// The name, and the place where both tell it.
    case name
  }

  public var sign: Sign
  /// What the row would change; empty fields when it says the same.
  public var change: RowChange

  /// The line of the row.
  public var line: Int { change.line }
}
