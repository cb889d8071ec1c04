import Ecosystem
import Localization
import Store
import StoreTestSupport
import Testing

@Suite("What plugins bring, and how it goes")
struct PluginTests {
  private let label = PluginField(
    plugin: "wallonia", name: "label", entity: "actor", type: .boolean,
    label: LocalizedText([.fr: "Label wake!", .en: "wake! label"]),
    isIndexed: true)

  @Test("a declared field is kept, filtered, changed, and known to a store opened again")
  func field() throws {
    let temporary = try TemporaryStore()
    try temporary.write { transaction throws in
      try transaction.addConcept("actor-kind", "company")
      try transaction.registrations.declareField(label)
      try transaction.addActor("kikk", ["wallonia.label": true])
      try transaction.addActor("tec", ["wallonia.label": false])
      try transaction.addActor("awt")
    }
    temporary.store.close()
    let again = try Store.open(at: temporary.path)
    #expect(again.schema.entity("actor")?.field("wallonia.label")?.label == label.label)
    let transaction = try again.begin(.write, for: .admin)
    #expect(try transaction.registrations.pluginFields() == [label])
    #expect(try transaction.get("actor", "kikk")?["wallonia.label"] == true)
    #expect(try transaction.ids("actor", ["wallonia.label": true]) == ["kikk"])
    #expect(try transaction.ids("actor", ["wallonia.label": ["present": false]]) == ["awt"])
    try transaction.update("actor", "kikk", changes: ["wallonia.label": nil], now: TemporaryStore.later)
    #expect(try transaction.get("actor", "kikk")?["wallonia.label"] == .null)
    #expect(
      modelError { try transaction.update("actor", "kikk", changes: ["wallonia.label": "yes"], now: TemporaryStore.later) }?
        .problems.first?.field == "wallonia.label")
    #expect(
      modelError { try transaction.update("actor", "kikk", changes: ["wallonia.lable": true], now: TemporaryStore.later) }?
        .problems.first?.suggestion == "wallonia.label")
  }

  @Test("declaring the same again changes nothing, even for a reader")
  func declaredAgain() throws {
    let temporary = try TemporaryStore()
    try temporary.write { try $0.registrations.declareField(label) }
    try temporary.read { try $0.registrations.declareField(label) }
    var other = label
    other.type = .text
    let transaction = try temporary.store.begin(.write, for: .admin)
    #expect(modelError { try transaction.registrations.declareField(other) }?.problems.first?.code == .changedType)
    #expect(
      storeError {
        try temporary.read { try $0.registrations.declareField(PluginField(plugin: "p", name: "n", entity: "actor", type: .text)) }
      }?.kind == .readOnly)
  }

  @Test("a field declared in a transaction that is rolled back is gone, and others keep their view of the model")
  func rolledBack() throws {
    let temporary = try TemporaryStore()
    let before = try temporary.store.begin(.read, for: .admin)
    let transaction = try temporary.store.begin(.write, for: .admin)
    try transaction.registrations.declareField(label)
    #expect(transaction.schema.entity("actor")?.field("wallonia.label") != nil)
    transaction.rollback()
    #expect(temporary.store.schema.entity("actor")?.field("wallonia.label") == nil)
    try temporary.write { try $0.registrations.declareField(label) }
    #expect(before.schema.entity("actor")?.field("wallonia.label") == nil)
    #expect(try before.count("actor") == 0)
    #expect(temporary.store.schema.entity("actor")?.field("wallonia.label") != nil)
  }

  @Test("a word that a plugin's field uses must be in its vocabulary")
  func reference() throws {
    let temporary = try TemporaryStore()
    let transaction = try temporary.store.begin(.write, for: .admin)
    try transaction.addConcept("actor-kind", "company")
    try transaction.registrations.declareField(
      PluginField(plugin: "paca", name: "family", entity: "actor", type: .list(.concept(scheme: "paca.family"))))
    let error = storeError { try transaction.addActor("kikk", ["paca.family": ["arts"]]) }
    #expect(error?.kind == .missingReference && error?.field == "paca.family" && error?.found == "paca.family:arts")
    try transaction.addConcept("paca.family", "arts")
    try transaction.addActor("kikk", ["paca.family": ["arts"]])
    try transaction.commit()
  }

  @Test("the rows of a plugin go in one step, and those of others stay")
  func purge() throws {
    let temporary = try TemporaryStore()
    try temporary.write { transaction throws in
      try transaction.addConcept("actor-kind", "company", owner: "europe")
      try transaction.addConcept("relation-type", "funds", owner: "wallonia")
      try transaction.addConcept("sector", "music", owner: "wallonia")
      try transaction.addActor("kikk", ["sectors": ["music"]], owner: "wallonia")
      try transaction.addActor("eu", owner: "europe")
      try transaction.add("relation", ["from": "eu", "type": "funds", "to": "kikk"], owner: "wallonia")
    }
    let transaction = try temporary.store.begin(.write, for: .admin)
    #expect(try transaction.registrations.removePluginRows(owner: "wallonia") == ["actor": 1, "concept": 2, "relation": 1])
    try transaction.commit()
    try temporary.read { transaction throws in
      #expect(try transaction.find("actor").map(\.id) == ["eu"])
      #expect(try transaction.search("actor", "kikk").isEmpty)
      #expect(try transaction.count("concept") == 1)
    }
  }

  @Test(
    "rows that others refer to stay, and the first that does is named",
    arguments: [
      ("actor", ["id": "x", "name": "X", "kind": "company", "sectors": ["music"]], "sectors", "sector:music"),
      ("actor", ["id": "x", "name": "X", "kind": "old"], "kind", "actor-kind:old"),
      ("event", ["id": "x", "name": "X", "kind": "festival", "organiser": "kikk"], "organiser", "kikk"),
      ("relation", ["id": "x", "from": "eu", "type": "funds", "to": "kikk"], "to", "kikk"),
      ("actor", ["id": "x", "name": "X", "kind": "company", "paca.host": "kikk"], "paca.host", "kikk"),
      ("actor", ["id": "x", "name": "X", "kind": "company", "paca.themes": ["music"]], "paca.themes", "sector:music"),
    ] as [(String, Record, String, String)])
  func refusedPurge(entity: String, record: Record, field: String, target: String) throws {
    let temporary = try TemporaryStore()
    try temporary.write { transaction throws in
      try transaction.registrations.declareField(
        PluginField(plugin: "paca", name: "host", entity: "actor", type: .reference(["actor"])))
      try transaction.registrations.declareField(
        PluginField(plugin: "paca", name: "themes", entity: "actor", type: .list(.concept(scheme: "sector"))))
      for (scheme, code) in [("actor-kind", "company"), ("event-kind", "festival"), ("relation-type", "funds")] {
        try transaction.addConcept(scheme, code, owner: "europe")
      }
      try transaction.addActor("eu", owner: "europe")
      try transaction.addConcept("sector", "music", owner: "wallonia")
      try transaction.addConcept("actor-kind", "old", owner: "wallonia")
      try transaction.addActor("kikk", owner: "wallonia")
      try transaction.add(entity, record, owner: "paca")
    }
    let transaction = try temporary.store.begin(.write, for: .admin)
    let error = storeError { _ = try transaction.registrations.removePluginRows(owner: "wallonia") }
    #expect(
      error?.kind == .stillReferenced && error?.entity == entity && error?.id == "x" && error?.field == field
        && error?.found == target)
    #expect(error?.message(in: .fr).contains("paca") == true)
    #expect(try transaction.get("actor", "kikk") != nil)
  }

  @Test("forgetting a plugin takes its fields out of every record")
  func forget() throws {
    let temporary = try TemporaryStore()
    try temporary.write { transaction throws in
      try transaction.addConcept("actor-kind", "company")
      try transaction.registrations.declareField(label)
      try transaction.registrations.declareField(PluginField(plugin: "paca", name: "label", entity: "actor", type: .text))
      try transaction.addActor("a", ["wallonia.label": true])
      try transaction.addActor("b", ["wallonia.label": true, "paca.label": "x"])
      try transaction.registrations.setPluginData("wallonia", dataVersion: 3)
      try transaction.registrations.storage("wallonia").set("k", 1)
      try transaction.registrations.setSetting("wallonia", "year", 2023)
    }
    try temporary.write { try $0.registrations.removePluginData("wallonia") }
    try temporary.read { transaction throws in
      #expect(transaction.schema.entity("actor")?.field("wallonia.label") == nil)
      #expect(try transaction.get("actor", "b")?["paca.label"] == "x")
      #expect(try transaction.get("actor", "b")?.fields["wallonia.label"] == nil)
      #expect(try transaction.registrations.pluginData("wallonia") == nil)
      #expect(try transaction.registrations.storage("wallonia").keys().isEmpty)
      #expect(try transaction.registrations.settings("wallonia").isEmpty)
      #expect(try transaction.rows(sql: "SELECT * FROM actors").columns.contains("wallonia.label") == false)
    }
    // Declared again, the field has no values.
    try temporary.write { try $0.registrations.declareField(label) }
    try temporary.read { transaction throws in
      #expect(try transaction.ids("actor", ["wallonia.label": ["present": true]]) == [])
    }
  }
}
