import Ecosystem
import Feeds
import Store

extension FeedRows.Context {
  /// Looks up in a transaction: records by the words of others, own records by their identifiers, the terms of vocabularies.
  ///
  /// - Throws: errors of the store.
  init(_ entity: EntityDescription, _ transaction: StoreTransaction) throws {
    let workspace = try transaction.journal.identity().id
    let finder = KeptFinder(RecordFinder(transaction), try VocabularyWords(entity, transaction))
    reference = { words in
      for word in words {
        let found = try finder.finder.records(knownAs: word, among: ["actor"])
        if found.count == 1 { return found[0].id }
      }
      return nil
    }
    ownID = { event in
      guard let id = event.text(of: "X-GRAPPE-ID"), event.uid == FeedContext.uuid("event", id, in: workspace) else { return nil }
      return id
    }
    resume = { finder.finder.transaction = $0 }
    term = { word, name in
      guard let field = entity.field(name) else { return nil }
      return finder.words.term(word, of: field).map { .text($0) }
    }
  }
}

/// The indexes that a feed's reading fills while it goes on.
private final class KeptFinder {
  var finder: RecordFinder
  var words: VocabularyWords

  init(_ finder: RecordFinder, _ words: VocabularyWords) { (self.finder, self.words) = (finder, words) }
}
