import Ecosystem
import Localization

/// An error in a CSV text, with its line.
public struct CSVError: Explainable, Hashable {
  /// The kinds of errors.
  public enum Problem: Sendable, Hashable {
    /// A field opens a double quote that is never closed.
    case openQuote
    /// Text other than a separator follows a closing quote.
    case textAfterQuote
    /// The field's bytes are not UTF-8.
    case notUTF8
    /// The row has another number of fields than the header.
    case fieldCount(found: Int, expected: Int)
    /// The row has more fields than the reader accepts.
    case tooManyFields(maximum: Int)
    /// The header names a column twice.
    case repeatedColumn(String)
    /// There is no header line.
    case noHeader
    /// Reading the bytes failed, with the system's message.
    case unreadable(String)
  }

  /// The line, counted from 1.
  public var line: Int
  public var problem: Problem

  public init(line: Int, problem: Problem) {
    self.line = line
    self.problem = problem
  }

  public var code: String { "csv.malformed" }

  /// Returns the error as one sentence, with the line.
  public func message(in language: Language) -> String {
    if problem == .noHeader { return reason(in: language) }
    return (Message("ecosystem.csv-error.line", ["line": line]).text(in: language)) + reason(in: language)
  }

  /// Whether reading ends; after any other problem the next line can be read.
  public var isFinal: Bool {
    switch problem {
    case .noHeader, .repeatedColumn, .unreadable: true
    case .openQuote, .textAfterQuote, .notUTF8, .fieldCount, .tooManyFields: false
    }
  }

  /// Returns the error as one sentence, without the line.
  public func reason(in language: Language) -> String {
    switch problem {
    case .openQuote: Message("ecosystem.csv-error.double-quote-opened-never").text(in: language)
    case .textAfterQuote: Message("ecosystem.csv-error.text-follows-closing-quote").text(in: language)
    case .notUTF8: Message("ecosystem.csv-error.some-bytes-mean-nothing").text(in: language)
    case .fieldCount(let found, let expected):
      Message("ecosystem.csv-error.other-number-of-fields", ["count": found, "expected": expected]).text(in: language)
    case .tooManyFields(let maximum): Message("ecosystem.csv-error.more-than-fields", ["maximum": maximum]).text(in: language)
    case .repeatedColumn(let name): Message("ecosystem.csv-error.column-appears-twice-header", ["name": name]).text(in: language)
    case .unreadable(let reason): Message("ecosystem.csv-error.what-follows-cannot-read", ["reason": reason]).text(in: language)
    case .noHeader: Message("ecosystem.csv-error.file-empty-needs-header").text(in: language)
    }
  }
}
