import Ecosystem
import Localization
import StoreTestSupport
import Testing

@testable import Store

@Suite("What an invocation did to the data is undone")
struct UndoTests {
  /// Makes a store with a vocabulary and the actor `kikk`.
  private func sample() throws -> TemporaryStore {
    let temporary = try TemporaryStore()
    try temporary.invoke("start") { transaction in
      try transaction.addConcept("actor-kind", "company")
      try transaction.addActor("kikk")
    }
    return temporary
  }

  private func undo(_ id: String, _ temporary: TemporaryStore, as undoing: String) throws {
    try temporary.invoke(undoing) { try $0.journal.undo(id) }
  }

  private func refusal(_ id: String, _ temporary: TemporaryStore) throws -> StoreError? {
    let before = try temporary.content()
    let transaction = try temporary.store.begin(.write, for: .admin)
    let error = storeError { try transaction.journal.undo(id) }
    transaction.rollback()
    #expect(try temporary.content() == before)
    for language in Language.all { #expect(error?.message(in: language).isEmpty == false) }
    return error
  }

  /// Changes, deletes and adds records of every entity; skips random values that the model refuses.
  private func churn(_ transaction: StoreTransaction, _ generator: inout RecordGenerator) throws {
    for entity in transaction.schema.entities {
      let ids = try transaction.ids(entity.id, .map([:]), options: ["order": "id"])
      for (index, id) in ids.enumerated() where index % 3 == 1 {
        let changes = generator.record(entity, id: id).fields.filter {
          entity.field($0.key)?.isWritable == true && $0.key != "id"
        }
        _ = try? transaction.update(entity.id, id, changes: changes, now: TemporaryStore.later)
      }
      for (index, id) in ids.enumerated() where index % 3 == 0 { try? transaction.delete(entity.id, id) }
      for index in 0..<30 {
        // A statement that fails half way, here for an id in use, must leave no operation in the journal.
        let id = index % 10 == 0 ? ids.last ?? "x" : "\(entity.id.replacing("_", with: "-"))-new-\(index)"
        _ = try? transaction.add(entity.id, generator.record(entity, id: id))
      }
    }
  }

  @Test("records that were added together go again, and those of a statement that failed leave no trace")
  func together() throws {
    let temporary = try sample()
    let before = try temporary.content()
    func records(_ last: String) -> [Ecosystem.Record] {
      ((2...16).map { "a\($0)" } + [last]).map {
        ["id": .text($0), "name": "Name", "kind": "company", "aliases": ["x"], "lat": 50, "lon": 4]
      }
    }
    try temporary.invoke("together") { transaction in
      #expect(throws: StoreError.self) {
        try transaction.insert("actor", together: records("kikk"), owner: "demo", now: TemporaryStore.now)
      }
      try transaction.insert("actor", together: records("a1"), owner: "demo", now: TemporaryStore.now)
    }
    let near: FieldValue = ["near": ["lat": 50, "lon": 4, "km": 1]]
    try temporary.read { transaction throws in #expect(try transaction.ids("actor", near).count == 16) }
    try undo("together", temporary, as: "undo")
    #expect(try temporary.content() == before)
    try temporary.read { transaction throws in #expect(try transaction.ids("actor", near).isEmpty) }
  }

  @Test("to the row and its number, after random changes to every entity", arguments: [1, 2, 3, 4, 5] as [UInt64])
  func exact(seed: UInt64) throws {
    let temporary = try TemporaryStore()
    var generator = RecordGenerator(seed: seed)
    try temporary.invoke("start") { try generator.fill($0, count: 60) }
    let before = try temporary.content()
    // References that random deletions break do not matter here: all is undone in the same transaction.
    let transaction = try temporary.store.begin(.write, for: .admin)
    try churn(transaction, &generator)
    try transaction.attribute("churn")
    #expect(try transaction.journal.change(of: "churn")?.summary.rows ?? 0 > 100)
    try transaction.journal.undo("churn")
    try transaction.attribute("undo")
    try transaction.commit()
    let after = try temporary.content()
    #expect(after.count == before.count)
    for (one, other) in zip(after, before) where one != other {
      Issue.record("\(other) became \(one)")
      break
    }
    #expect(try temporary.damage() == [])
  }

  @Test("An undo is undone like any change, as often as one likes")
  func redo() throws {
    let temporary = try sample()
    let first = try temporary.content()
    try temporary.invoke("a") { transaction in
      try transaction.update("actor", "kikk", changes: ["city": "Namur", "aliases": ["festival"]], now: TemporaryStore.later)
      try transaction.addActor("stereolux")
    }
    let second = try temporary.content()
    try undo("a", temporary, as: "b")
    #expect(try temporary.content() == first)
    #expect(try temporary.read { try $0.journal.change(of: "a")?.undoneBy } == "b")
    #expect(try refusal("a", temporary)?.kind == .alreadyUndone)
    try undo("b", temporary, as: "c")
    #expect(try temporary.content() == second)
    #expect(try temporary.read { try $0.journal.change(of: "a")?.undoneBy } == nil)
    try undo("a", temporary, as: "d")
    #expect(try temporary.content() == first)
    #expect(try temporary.damage() == [])
  }

  @Test("A row that moved on is named, with the fields and the invocation that changed it")
  func conflict() throws {
    let temporary = try sample()
    try temporary.invoke("a") {
      try $0.update("actor", "kikk", changes: ["name": "KIKK", "city": "Namur"], now: TemporaryStore.later)
    }
    try temporary.invoke("b") { try $0.update("actor", "kikk", changes: ["city": "Liège"], now: TemporaryStore.later) }
    let error = try refusal("a", temporary)
    #expect(error?.kind == .conflict && error?.id == "kikk" && error?.found == "city" && error?.invocation == "b")
    #expect(error?.message(in: .en).contains("grappe undo b") == true)
    try undo("b", temporary, as: "c")
    try undo("a", temporary, as: "d")
    #expect(try temporary.read { try $0.get("actor", "kikk")?["name"] } == "kikk")
  }

  @Test("A new record that was changed, a deleted one that is back, one that is gone: each is named")
  func moves() throws {
    let temporary = try sample()
    try temporary.invoke("a") { try $0.addActor("a") }
    try temporary.invoke("b") { try $0.update("actor", "a", changes: ["city": "Namur"], now: TemporaryStore.later) }
    #expect(try refusal("a", temporary)?.invocation == "b")
    try temporary.invoke("c") { try $0.delete("actor", "a") }
    #expect(try refusal("a", temporary)?.invocation == "c")
    #expect(try refusal("b", temporary)?.wanted == RowConflict.gone.rawValue)
    try temporary.invoke("d") { try $0.addActor("a") }
    let back = try refusal("c", temporary)
    #expect(back?.wanted == RowConflict.back.rawValue && back?.invocation == "d")
    try temporary.invoke("e") { transaction in
      try transaction.delete("actor", "a")
      try transaction.addConcept("actor-kind", "hub")
    }
    try temporary.invoke("f") { try $0.add("call", ["id": "a", "name": "a", "instrument": ["grant"]]) }
    #expect(try refusal("e", temporary)?.kind == .idTaken)
  }

  @Test("A change of other fields of the same row, and of other plugins' fields, stands")
  func others() throws {
    let temporary = try sample()
    try temporary.invoke("fields") { transaction in
      for plugin in ["one", "two"] {
        try transaction.registrations.declareField(
          PluginField(plugin: plugin, name: "mark", entity: "actor", type: .text, label: LocalizedText(verbatim: "m")))
      }
    }
    try temporary.invoke("a") {
      try $0.update("actor", "kikk", changes: ["city": "Namur", "one.mark": "1"], now: TemporaryStore.later)
    }
    try temporary.invoke("b") {
      try $0.update("actor", "kikk", changes: ["name": "KIKK", "two.mark": "2"], now: "2026-03-03T03:03:03Z")
    }
    try undo("a", temporary, as: "c")
    let record = try temporary.read { try $0.get("actor", "kikk") }
    #expect(record?["name"] == "KIKK" && record?["two.mark"] == "2" && record?["city"].isNull == true)
    #expect(record?["one.mark"].isNull == true && record?["updated_at"] == "2026-03-03T03:03:03Z")
  }

  @Test("What refers to a record that would go, keeps it")
  func references() throws {
    let temporary = try sample()
    try temporary.invoke("a") { try $0.addActor("a") }
    try temporary.invoke("b") { try $0.add("identifier", ["actor": "a", "scheme": "WIKIDATA", "value": "Q42"]) }
    let transaction = try temporary.store.begin(.write, for: .admin)
    try transaction.journal.undo("a")
    try transaction.attribute("c")
    let error = storeError { try transaction.commit() }
    #expect(error?.kind == .stillReferenced && error?.found == "a")
  }

  @Test("Private values, settings and fields of plugins come back")
  func plugins() throws {
    let temporary = try sample()
    try temporary.invoke("before") { transaction in
      try transaction.registrations.storage("one").set("kept", 1)
      try transaction.registrations.storage("one").set("gone", ["a": [1, 2]])
      try transaction.registrations.setSetting("one", "colour", "red")
    }
    let before = try temporary.content()
    try temporary.invoke("a") { transaction in
      try transaction.registrations.storage("one").set("kept", 2)
      try transaction.registrations.storage("one").delete("gone")
      try transaction.registrations.storage("two").set("new", true)
      try transaction.registrations.setSetting("one", "colour", .null)
      try transaction.registrations.setPluginData("one", dataVersion: 3)
      try transaction.registrations.declareField(
        PluginField(
          plugin: "one", name: "rank", entity: "actor", type: .anyInteger, label: LocalizedText(verbatim: "r"),
          isIndexed: true))
      try transaction.update("actor", "kikk", changes: ["one.rank": 4], now: TemporaryStore.later)
    }
    try undo("a", temporary, as: "b")
    #expect(try temporary.content() == before)
    #expect(try temporary.read { $0.schema.entity("actor")?.field("one.rank") } == nil)
    try undo("b", temporary, as: "c")
    #expect(try temporary.read { try $0.ids("actor", ["one.rank": 4]) } == ["kikk"])
  }

  @Test("Search and lists follow")
  func derived() throws {
    let temporary = try sample()
    try temporary.invoke("a") { transaction in
      try transaction.delete("actor", "kikk")
      try transaction.addActor("festival", ["aliases": ["one"]])
    }
    try undo("a", temporary, as: "b")
    func found(_ word: String) throws -> [String] {
      try temporary.read {
        try $0.search("actor", word, query: try Query(.map([:]), options: .null, for: $0.schema.requireEntity("actor"))).map(
          \.id)
      }
    }
    #expect(try found("kikk") == ["kikk"] && found("festival") == [])
    #expect(try temporary.read { try $0.ids("actor", ["aliases": ["has": "one"]]) } == [])
  }

  @Test("What changed nothing, or nobody did, cannot be undone")
  func nothing() throws {
    let temporary = try sample()
    try temporary.invoke("empty") { _ in }
    for id in ["empty", "unknown"] { #expect(try refusal(id, temporary)?.kind == .notUndoable) }
    try temporary.write { try $0.addActor("mine") }
    let direct = try temporary.read { try $0.invocations.latest().first { $0.kind == "write" } }
    try undo(try #require(direct).id, temporary, as: "b")
    #expect(try temporary.read { try $0.ids("actor", .map([:])) } == ["kikk"])
  }
}
