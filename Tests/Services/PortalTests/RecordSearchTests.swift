import Ecosystem
import Engine
import Foundation
import Store
import StoreTestSupport
import Testing

@testable import Portal

/// The search of the directory.
@Suite struct RecordSearchTests {
  private static func transaction() throws -> (StoreTransaction, EntityDescription) {
    let workspace = try Workspace.create(at: try TemporaryStore.makeFolder())
    let transaction = try workspace.store.begin(.write, for: .admin)
    let concepts: [(String, String, FieldValue)] = [
      ("actor-kind", "company", ["fr": "Entreprise", "en": "Company"]), ("actor-kind", "museum", ["fr": "Musée", "en": "Museum"]),
      ("sector", "games", ["fr": "Jeu vidéo", "en": "Video games", "de": "Videospiele"]), ("sector", "music", ["fr": "Musique"]),
      ("skill", "sound-design", ["fr": "Conception sonore", "en": "Sound design"]),
    ]
    for (scheme, code, label) in concepts {
      try transaction.add("concept", ["scheme": .text(scheme), "code": .text(code), "label": label, "visibility": "public"])
    }
    let actors: [Record] = [
      ["id": "pixel", "name": "Pixel", "kind": "company", "city": "Namur", "sectors": .list(["games"]), "skills": .list(["sound-design"])],
      ["id": "lutin", "name": "Lutin", "kind": "company", "city": "Mons", "sectors": .list(["games", "music"])],
      ["id": "jeu-de-paume", "name": "Jeu de paume vidéo", "kind": "museum", "city": "Namur"],
    ]
    for actor in actors {
      var actor = actor
      actor["visibility"] = "public"
      try transaction.add("actor", actor)
    }
    return (transaction, try transaction.schema.requireEntity("actor"))
  }

  @Test(
    "words find records by the names of their concepts, in any language, as plurals, and together with words of their own",
    arguments: [
      ("jeu vidéo", ["jeu-de-paume", "lutin", "pixel"]), ("jeux vidéos", ["lutin", "pixel"]), ("video games", ["lutin", "pixel"]),
      ("videospiele", ["lutin", "pixel"]), ("jeu video namur", ["jeu-de-paume", "pixel"]), ("Namur jeu vidéo", ["jeu-de-paume", "pixel"]),
      ("entreprise Mons", ["lutin"]), ("museum", ["jeu-de-paume"]), ("sound design", ["pixel"]), ("musique", ["lutin"]),
      ("games sound design", ["pixel"]), ("games Liège", []), ("", []), ("a b c d e f g h", []),
    ])
  func found(words: String, ids: [String]) throws {
    let (transaction, actor) = try Self.transaction()
    defer { transaction.rollback() }
    #expect(try RecordSearch(transaction, actor, filter: .everything).ids(words, limit: 100).sorted() == ids)
  }

  @Test("what stands in the name of a record comes before what stands in the names of its concepts; the limit holds")
  func order() throws {
    let (transaction, actor) = try Self.transaction()
    defer { transaction.rollback() }
    let search = RecordSearch(transaction, actor, filter: .everything)
    #expect(try search.ids("jeu vidéo", limit: 100).first == "jeu-de-paume")
    #expect(try search.ids("jeu vidéo", limit: 2).count == 2)
  }
}
