import Bundles
import CSV
import Ecosystem
import Funding
import Gettext
import Localization

/// The check of what a reader says when it refuses an input: a sentence for people, in every language.
enum RefusalText {
  /// The longest message, in bytes: what is quoted from the input is cut, and a list of names has its length.
  static let bytesMax = 20_000

  /// Pieces of text by which an error shows itself that was never put into words.
  private static let marks = [
    "Optional(", "The operation could not be completed", "The operation couldn", "Error Domain=", "NSCocoaErrorDomain",
    "Swift.", "Bundles.", "Ecosystem.", "Store.", "Engine.", "Funding.", "Gettext.", "HostAPI.", "Localization.", "Foundation.",
    "BundleError(", "TOMLError(", "StoreError(", "EngineError(", "FundingError(", "ScheduleProblem(", "CSVError(", "JSONProblem(",
    "FieldValue", "ExactDictionary", "LocalizedText(", "Substring(", "ArraySlice", "fatal error",
  ]

  /// The value that a reader makes of an input; nil when it refuses it in words.
  static func accepted<Value>(_ input: [UInt8], _ read: () throws -> Value) throws -> Value? {
    do { return try read() } catch {
      try check(error, of: input)
      return nil
    }
  }

  /// Checks the text of a refusal.
  ///
  /// - Parameters:
  ///   - error: the reader's refusal.
  ///   - input: what was read: a mark that stands in it may be quoted.
  /// - Throws: ``Finding`` for an error without words, an empty or overlong sentence, and a name of Swift's in it.
  static func check(_ error: any Error, of input: [UInt8]) throws {
    if let finding = error as? Finding { throw finding }
    try check(texts: try texts(error), of: input)
  }

  /// Checks the sentences of a refusal.
  static func check(texts messages: [String], of input: [UInt8]) throws {
    let text = String(decoding: input, as: UTF8.self)
    for message in messages {
      try Finding.unless(!message.isEmpty, "a refusal without a sentence")
      try Finding.unless(message.utf8.count <= bytesMax, "a refusal of \(message.utf8.count) bytes: \(message.prefix(200))")
      for mark in marks where message.contains(mark) && !text.contains(mark) {
        throw Finding("a refusal that shows \(mark): \(message.prefix(500))")
      }
    }
  }

  private static func texts(_ error: any Error) throws -> [String] {
    switch error {
    case let error as BundleError: Language.all.map { error.message(in: $0) }
    case let error as any Explainable: Language.all.map { error.message(in: $0) }
    case let error as CSVError: Language.all.map { error.message(in: $0) }
    case let error as ScheduleProblem: Language.all.map { error.message(in: $0) }
    // Developers read these at build time, in English.
    case let error as CatalogueError: [error.description]
    default: throw Finding("an error that has no words for people: \(type(of: error))")
    }
  }
}
