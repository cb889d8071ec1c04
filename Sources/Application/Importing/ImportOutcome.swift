import Ecosystem
import Encodings

/// The result of an import, or of its dry run.
public struct ImportOutcome: Sendable {
  public var added = 0
  public var updated = 0
  /// Number of rows equal to their record.
  public var unchanged = 0
  /// Number of duplicates that were skipped.
  public var skipped = 0
  /// Number of rows that were refused.
  public var refused = 0
  /// The first of the refused rows, at most `listedMax`.
  public var refusedRows: [RefusedRow] = []
  /// The first duplicates without a choice, at most `duplicatesMax`.
  public var undecided: [Duplicate] = []
  /// Number of duplicates without a choice; they count as refused too.
  public var undecidedCount = 0
  /// The first changes to existing records, at most `listedMax`.
  public var changes: [ImportedRowChange] = []
  /// The first of the records that were added since rows refer to them, at most `listedMax`, and their number.
  public var created: [CreatedRecord] = []
  public var createdCount = 0
  /// The file with the refused rows; nil when none was written.
  public var refusedFile: String?
  /// The format in which the file was read.
  public var format = ImportedFormat()
  /// The columns whose reading depends on a convention, and those with money.
  public var columns: [ImportedColumn] = []
  /// The line after which an earlier import in batches was resumed.
  public var resumedAfterLine: Int?
  /// Number of proposals that were filed; nil when the rows were written.
  public var filed: Int?
  /// Number of records whose proposal is pending or was rejected before.
  public var knownProposals = 0
  /// The name of the source of a feed; nil for other files, and where the changes are proposed.
  public var source: String?
  /// Number of records of a feed of which changes wait as a proposal, since they were changed here as well, and of events to be cancelled.
  public var conflicts = 0
  /// Number of objects that a feed no longer holds.
  public var withdrawn = 0
  /// Whether an earlier import in batches had finished the file, so that there was nothing to do.
  public var wasFinished = false

  /// The maximum number of refused rows and of changes listed; the rest is counted.
  public static let listedMax = 20
  /// The maximum number of duplicates held at once for the caller to choose.
  public static let duplicatesMax = 1_000

  public init() {}

  mutating func refuse(_ row: RefusedRow) {
    refused += 1
    if refusedRows.count < Self.listedMax { refusedRows.append(row) }
  }

  mutating func note(_ change: ImportedRowChange) {
    updated += 1
    if changes.count < Self.listedMax { changes.append(change) }
  }
}

/// The format of a read file: detected, or given as an option.
public struct ImportedFormat: Sendable, Hashable {
  public var encoding = TextEncoding.utf8
  /// Nil for JSON and spreadsheets.
  public var delimiter: UInt8?
  /// The name of the sheet that was read, of a spreadsheet.
  public var sheet: String?
  /// The row of the sheet's header, from 1.
  public var headerRow = 1
  /// The other sheets that hold data, when the sheet was not chosen by an option.
  public var otherSheets: [String] = []

  public init() {}

  /// The displayed name of the delimiter.
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

/// The changes of a row to a record.
public struct ImportedRowChange: Sendable, Hashable {
  public var line: Int
  public var id: String
  /// The title of the record; empty where it is personal data.
  public var title: String
  public var fields: [RowFieldChange]

  /// The title with the id, for messages.
  public var name: String { title.isEmpty ? id : "\(title) (\(id))" }
}

/// A row that matches an existing record.
public struct Duplicate: Sendable, Hashable {
  /// The criterion of the match.
  public enum Criterion: Sendable, Hashable {
    case id
    /// A number in a register.
    case number(scheme: String, value: String)
    /// Fields of a unique key.
    case key([String])
    /// The name, and the place if both have one.
    case name
  }

  public var criterion: Criterion
  /// The changes of the row to the record; no fields when they are equal.
  public var change: ImportedRowChange

  /// The line of the row.
  public var line: Int { change.line }
}
