import Ecosystem
import Engine
import Localization
import Store

/// Caches what the pages of a publication share: they are made one after the other, in one transaction. One thread.
final class PublicationCache {
  private let transaction: StoreTransaction
  private var texts: [Language: RecordTexts] = [:]
  private var menus: [Language: [MenuItem]] = [:]
  /// The id of the record whose page was made last: its pages in the other languages follow.
  private var target = ""
  private var referring: [String: [Record]] = [:]

  init(_ transaction: StoreTransaction) { self.transaction = transaction }

  /// Returns the words of records in a language. They keep what they have read.
  func texts(in language: Language) -> RecordTexts {
    if let known = texts[language] { return known }
    let new = RecordTexts(transaction, language)
    texts[language] = new
    return new
  }

  /// Returns the items of plugins in the menu, read by `read` the first time.
  /// - Throws: the errors of `read`.
  func menu(in language: Language, _ read: () throws -> [MenuItem]) rethrows -> [MenuItem] {
    if let known = menus[language] { return known }
    let items = try read()
    menus[language] = items
    return items
  }

  /// Returns the records that refer to a record by a field, read by `read` the first time; those of one record are kept.
  /// - Throws: the errors of `read`.
  func records(referringTo id: String, by key: String, _ read: () throws -> [Record]) rethrows -> [Record] {
    if target != id { (target, referring) = (id, [:]) }
    if let known = referring[key] { return known }
    let records = try read()
    referring[key] = records
    return records
  }
}
