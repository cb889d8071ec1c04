import Ecosystem
import Store
import StoreTestSupport
import Testing

@Suite("Search finds words, whatever their case and accents")
struct SearchTests {
  private func filled() throws -> TemporaryStore {
    let temporary = try TemporaryStore()
    try temporary.write { transaction throws in
      try transaction.addConcept("actor-kind", "company")
      try transaction.addActor("la-grand-poste", ["name": "La Grand Poste", "city": "Liège"])
      try transaction.addActor("liege-creative", ["name": "Liège Créative", "aliases": ["LC", "Créa-Liège"]])
      try transaction.addActor(
        "kikk", ["name": "KIKK", "city": "Namur", "description": "Festival des cultures numériques"])
      try transaction.add(
        "concept", ["scheme": "skill", "code": "xr", "label": ["fr": "Réalité étendue", "en": "Extended reality"]])
    }
    return temporary
  }

  @Test(
    "without accents one finds words with, in every search field",
    arguments: [
      ("liege", ["liege-creative", "la-grand-poste"]), ("LIÈGE creative", ["liege-creative"]), ("numerique", ["kikk"]),
      ("cult num", []), ("cultures num", ["kikk"]), ("lc", ["liege-creative"]), ("namur kikk", ["kikk"]),
      ("nam", ["kikk"]), ("kik* namur", ["kikk"]), ("ki*nam", ["kikk"]), ("kik namur", []), ("***", []),
      ("", []), ("--", []), ("\" OR *", []), ("kikk NOT x", []), ("name:kikk", []), ("fr", []),
      // A quotation mark or star before a combining mark is still one.
      ("kikk\"\u{301} OR \"\u{301}liege", []), ("ki*\u{301} nam", ["kikk"]), ("*\u{301}", []), ("\u{301}", []),
      // Words are natural text: both encodings of an accent are equal.
      ("lie\u{300}ge", ["liege-creative", "la-grand-poste"]), ("\u{212A}I\u{212A}\u{212A}", ["kikk"]),
    ])
  func words(text: String, found: [String]) throws {
    try filled().read { transaction throws in #expect(try transaction.search("actor", text).map(\.id) == found) }
  }

  @Test("texts in several languages are found in each")
  func localized() throws {
    try filled().read { transaction throws in
      #expect(try transaction.search("concept", "realite").map(\.id) == ["skill:xr"])
      #expect(try transaction.search("concept", "extended").map(\.id) == ["skill:xr"])
      #expect(try transaction.search("concept", "fr").isEmpty)
    }
  }

  @Test("a filter, an order and a limit apply")
  func withQuery() throws {
    try filled().read { transaction throws in
      let inCity = try Query(["city": "Liège"], for: .actor)
      #expect(try transaction.search("actor", "liege", query: inCity).map(\.id) == ["la-grand-poste"])
      let ordered = try Query(.null, options: ["order": "name", "limit": 1, "fields": ["name"]], for: .actor)
      #expect(
        try transaction.search("actor", "liege", query: ordered) == [["id": "la-grand-poste", "name": "La Grand Poste"]])
    }
  }

  @Test("a beginning of each length is found, also of one letter", arguments: ["c", "cr", "cre", "crea", "creativ"])
  func beginnings(text: String) throws {
    try filled().read { transaction throws in
      #expect(try transaction.search("actor", text).map(\.id).contains("liege-creative"))
    }
  }

  /// Makes 1,200 actors with the word, a few of them in the name; a limit asks for the best.
  private func crowded() throws -> TemporaryStore {
    let temporary = try filled()
    try temporary.write { transaction throws in
      for number in 0..<1_200 {
        try transaction.addActor("m\(number)", ["name": .text("Maker \(number)"), "description": "Atelier ouvert"])
      }
      try transaction.addActor("grand-atelier", ["name": "Le grand atelier de Mons", "city": "Mons"])
      try transaction.addActor("atelier", ["name": "Atelier M"])
    }
    return temporary
  }

  @Test("of a word that very many have, those come first that have it in the name, the fewest words first")
  func crowd() throws {
    try crowded().read { transaction throws in
      let best = try Query(.null, options: ["limit": 4], for: .actor)
      #expect(try transaction.search("actor", "atelier", query: best).map(\.id) == ["atelier", "grand-atelier", "m0", "m1"])
      let next = try Query(.null, options: ["limit": 2, "offset": 2], for: .actor)
      #expect(try transaction.search("actor", "atel", query: next).map(\.id) == ["m0", "m1"])
      let inMons = try Query(["city": "Mons"], options: ["limit": 4], for: .actor)
      #expect(try transaction.search("actor", "atelier", query: inMons).map(\.id) == ["grand-atelier"])
      #expect(try transaction.search("actor", "atelier").count == 1_202)
      let all = try Query(["name": ["like": "maker 119%"]], options: ["limit": 20], for: .actor)
      #expect(try transaction.search("actor", "atelier ouvert", query: all).count == 11)
    }
  }

  @Test("changed and deleted records are found by what they say now")
  func followsChanges() throws {
    let temporary = try filled()
    try temporary.write { transaction throws in
      try transaction.update(
        "actor", "kikk", changes: ["name": "Festival Kikk", "description": nil, "aliases": ["Kikkoff"]],
        now: TemporaryStore.later)
      try transaction.delete("actor", "la-grand-poste")
    }
    try temporary.read { transaction throws in
      #expect(try transaction.search("actor", "numeriques").isEmpty)
      #expect(try transaction.search("actor", "kikkoff").map(\.id) == ["kikk"])
      #expect(try transaction.search("actor", "poste").isEmpty)
      #expect(try transaction.search("actor", "liege").map(\.id) == ["liege-creative"])
    }
  }

  @Test("records are found in the transaction that writes them, however often they change")
  func whileWriting() throws {
    let temporary = try filled()
    try temporary.write { transaction throws in
      try transaction.addActor("tec", ["name": "Transports"])
      try transaction.update("actor", "tec", changes: ["name": "Tramways"], now: TemporaryStore.later)
      #expect(try transaction.search("actor", "transports").isEmpty)
      #expect(try transaction.search("actor", "tramways").map(\.id) == ["tec"])
      try transaction.update("actor", "tec", changes: ["name": "Bus"], now: TemporaryStore.later)
      try transaction.update("actor", "tec", changes: ["name": "Trains"], now: TemporaryStore.later)
      try transaction.addActor("gone", ["name": "Trains de nuit"])
      try transaction.delete("actor", "gone")
    }
    try temporary.read { transaction throws in
      #expect(try transaction.search("actor", "trains").map(\.id) == ["tec"])
      for former in ["transports", "tramways", "bus", "nuit"] {
        #expect(try transaction.search("actor", former).isEmpty)
      }
    }
  }

  @Test("an entity without search fields says which have some")
  func notSearchable() throws {
    let error = storeError { try filled().read { _ = try $0.search("identifier", "x") } }
    #expect(error?.kind == .badArgument && error?.wanted?.contains("actor") == true)
  }
}
