import Calendar
import Cells
import Ecosystem
import Encodings

/// The choice for a row that duplicates an existing record.
public enum DuplicateChoice: String, Sendable, CaseIterable {
  /// The record takes the row's values where they differ.
  case update
  /// The row is skipped.
  case skip
  /// The row becomes a new record, unless its id or its number identifies the existing one.
  case add
  /// The row is refused.
  case refuse
}

/// The input format of a file.
public struct ImportReading: Sendable {
  /// The delimiter of CSV; nil to detect it.
  public var delimiter: UInt8?
  /// The encoding; nil to detect it.
  public var encoding: TextEncoding?
  /// The decimal mark of all columns; nil to decide it for each from its cells.
  public var decimalMark: DecimalMark?
  /// The order of day and month of all columns; nil to decide it for each from its cells.
  public var dateOrder: DateOrder?
  /// The name or number of the sheet to read from a spreadsheet; nil for the first that holds data.
  public var sheet: String?
  /// The clock of local times in rows that name no time zone.
  public var zone: WallClock?
  /// The format of the file where its name does not tell it; nil to go by the name.
  public var feed: FeedFormat?

  public init(delimiter: UInt8? = nil, encoding: TextEncoding? = nil) {
    self.delimiter = delimiter
    self.encoding = encoding
  }
}

/// The options of an import, beside the file and the entity.
public struct ImportOptions: Sendable {
  public var reading = ImportReading()
  /// Fields or columns of the entity by the headers of the file, for headers that do not match a field.
  public var columns: ExactDictionary<String> = [:]
  /// The texts of columns that the file does not have, the same in each row, by their header.
  public var constants: ExactDictionary<String> = [:]
  /// Whether a record is added for a name to which a row refers and which is not known.
  public var createsMissing = false
  /// Whether columns that are no field are ignored.
  public var ignoresUnknownColumns = false
  /// The choice for all duplicates. Nil is the cautious default: a row whose `id` is known updates that record, a duplicate
  /// found by any other criterion is refused.
  public var duplicates: DuplicateChoice?
  /// The choices for single duplicates, by line; they take precedence over `duplicates`.
  public var decisions: [Int: DuplicateChoice] = [:]
  /// Whether valid rows are imported though others are refused; those are written to a file.
  public var keepsGood = false
  /// The file for refused rows; nil for one beside the input.
  public var refusedFile: String?
  /// The number of rows of a batch, which is one commit; nil to import all rows or none. With batches, refused rows are always
  /// written to a file.
  public var batchRows: Int?
  /// Whether a stopped import in batches is resumed; nil refuses to restart it without an explicit choice.
  public var resumes: Bool?
  /// Whether the import is a dry run: everything is tried and rolled back.
  public var isDryRun = false
  /// Whether the changes are filed as proposals instead of written; not together with batches.
  public var proposes = false
  /// The name of the source of a feed; nil for the name of the file with that which the publisher gives it.
  public var source: String?

  public init() {}

  /// Whether refused rows are written to a file instead of ending the import.
  var setsAside: Bool { keepsGood || batchRows != nil }

  /// The options on which the result of an import depends, in a form to be compared when it is resumed.
  var fingerprint: String {
    let set = constants.sortedByKey.map { FieldValue.text("\($0.key)=\($0.value)") }
    let map = columns.sortedByKey.map { FieldValue.text("\($0.key)=\($0.value)") }
    return FieldValue.map([
      "delimiter": reading.delimiter.map { .integer(Int64($0)) } ?? .null,
      "encoding": reading.encoding.map { .text($0.rawValue) } ?? .null, "map": .list(map), "set": .list(set),
      "ignore_unknown": .boolean(ignoresUnknownColumns), "create_missing": .boolean(createsMissing),
      "duplicates": duplicates.map { .text($0.rawValue) } ?? .null,
      "refused": refusedFile.map { .text($0) } ?? .null, "decimal": reading.decimalMark.map { .text($0.rawValue) } ?? .null,
      "dates": reading.dateOrder.map { .text($0.rawValue) } ?? .null, "zone": reading.zone.map { .text($0.zone) } ?? .null,
      "sheet": reading.sheet.map { .text($0) } ?? .null, "format": reading.feed.map { .text($0.rawValue) } ?? .null,
    ]).json
  }
}
