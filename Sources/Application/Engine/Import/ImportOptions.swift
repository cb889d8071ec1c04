import Ecosystem
import Encodings

/// What is done with a row that is a record which is there already.
public enum DuplicateChoice: String, Sendable, CaseIterable {
  /// The record takes over what the row says and the record does not.
  case update
  /// The row is left out.
  case skip
  /// The row becomes a record of its own, unless its id or its number says that it is the same.
  case add
  /// The row is refused.
  case refuse
}

/// How a file is read.
public struct ImportReading: Sendable {
  /// What separates the fields of CSV; nil to find it in the file.
  public var delimiter: UInt8?
  /// Nil to find it in the file.
  public var encoding: TextEncoding?

  public init(delimiter: UInt8? = nil, encoding: TextEncoding? = nil) {
    self.delimiter = delimiter
    self.encoding = encoding
  }
}

/// How an import is done, beside the file and the entity.
public struct ImportOptions: Sendable {
  public var reading = ImportReading()
  /// Fields or columns of the entity by the headers of the file, where the headers do not say it themselves.
  public var columns: ExactDictionary<String> = [:]
  /// Whether columns that are no field are read past.
  public var ignoresUnknownColumns = false
  /// What is done with duplicates. Nil is the cautious way: a row whose `id` is known updates that record, one that is
  /// recognised by anything else is refused.
  public var duplicates: DuplicateChoice?
  /// What was decided about single duplicates, by line; it comes before `duplicates`.
  public var decisions: [Int: DuplicateChoice] = [:]
  /// Whether good rows are written though others are refused; those go to a file.
  public var keepsGood = false
  /// The file for refused rows; nil for one beside the input.
  public var refusedFile: String?
  /// After how many rows is committed; nil for whole or nothing. What is refused is then always set aside.
  public var batchRows: Int?
  /// Whether an import in batches that was stopped goes on; nil refuses to begin it anew unsaid.
  public var resumes: Bool?
  /// Whether everything is tried and nothing kept.
  public var isDryRun = false

  public init() {}

  /// Whether refused rows go to a file rather than ending the import.
  var setsAside: Bool { keepsGood || batchRows != nil }

  /// What makes two runs over one file do the same, in a form to be compared.
  var fingerprint: String {
    let map = columns.sortedByKey.map { FieldValue.text("\($0.key)=\($0.value)") }
    return FieldValue.map([
      "delimiter": reading.delimiter.map { .integer(Int64($0)) } ?? .null,
      "encoding": reading.encoding.map { .text($0.rawValue) } ?? .null, "map": .list(map),
      "ignore_unknown": .boolean(ignoresUnknownColumns), "duplicates": duplicates.map { .text($0.rawValue) } ?? .null,
      "refused": refusedFile.map { .text($0) } ?? .null,
    ]).json
  }
}
