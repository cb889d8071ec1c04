import Ecosystem
import Localization
import StoreTestSupport
import Testing

@testable import Store

@Suite("The history of a record tells who did what, before and after")
struct HistoryTests {
  private func sample() throws -> TemporaryStore {
    let temporary = try TemporaryStore()
    try temporary.invoke("start") { try $0.addConcept("actor-kind", "company") }
    return temporary
  }

  private func fields(_ step: HistoryStep?) -> [String: [FieldValue]] {
    Dictionary(uniqueKeysWithValues: (step?.change.fields ?? []).map { ($0.field, [$0.before, $0.after]) })
  }

  @Test("from the newest step to the oldest, each field with what it was, and of a new record what it began with")
  func steps() throws {
    let temporary = try sample()
    try temporary.invoke("a") { try $0.addActor("kikk", ["city": "Liège", "aliases": ["one"]]) }
    try temporary.invoke("b") {
      try $0.update("actor", "kikk", changes: ["city": "Namur", "email": "x@example.org"], now: TemporaryStore.later)
    }
    try temporary.invoke("c") {
      try $0.update("actor", "kikk", changes: ["city": .null, "aliases": ["one", "two"]], now: TemporaryStore.later)
    }
    let steps = try temporary.read { try $0.journal.history("actor", "kikk") }
    #expect(steps.map(\.invocation.id) == ["c", "b", "a"])
    #expect(steps.map(\.change.what) == [.changed, .changed, .added])
    #expect(fields(steps[0]) == ["city": ["Namur", .null], "aliases": [["one"], ["one", "two"]]])
    #expect(fields(steps[1]) == ["city": ["Liège", "Namur"], "email": [.null, "x@example.org"]])
    #expect(steps[1].change.fields.filter(\.isForStaff).map(\.field) == ["email"])
    #expect(fields(steps[2])["city"] == [.null, "Liège"] && fields(steps[2])["aliases"] == [.null, ["one"]])
    #expect(fields(steps[2])["email"] == nil)
  }

  @Test("of a record that is gone, and of one that came back")
  func deleted() throws {
    let temporary = try sample()
    try temporary.invoke("a") { try $0.addActor("kikk", ["city": "Liège"]) }
    try temporary.invoke("b") { try $0.delete("actor", "kikk") }
    let gone = try temporary.read { try $0.journal.history("actor", "kikk") }
    #expect(gone.map(\.change.what) == [.deleted, .added])
    #expect(fields(gone[0])["city"] == ["Liège", .null])
    try temporary.invoke("c") { try $0.journal.undo("b") }
    let back = try temporary.read { try $0.journal.history("actor", "kikk") }
    #expect(back.map(\.change.what) == [.added, .deleted, .added])
    #expect(back[0].undoes == ["b"] && back[1].undoneBy == "c")
  }

  @Test("Several writes of one invocation are one step; what leads nowhere is none")
  func net() throws {
    let temporary = try sample()
    try temporary.invoke("a") { transaction in
      try transaction.addActor("kikk")
      try transaction.update("actor", "kikk", changes: ["city": "Namur"], now: TemporaryStore.later)
      try transaction.addActor("brief")
      try transaction.delete("actor", "brief")
    }
    try temporary.invoke("b") { transaction in
      try transaction.update("actor", "kikk", changes: ["city": "Liège"], now: TemporaryStore.later)
      try transaction.update("actor", "kikk", changes: ["city": "Namur"], now: TemporaryStore.later)
    }
    let steps = try temporary.read { try $0.journal.history("actor", "kikk") }
    #expect(steps.map(\.invocation.id) == ["a"])
    #expect(fields(steps[0])["city"] == [.null, "Namur"])
    #expect(storeError { _ = try temporary.read { try $0.journal.history("actor", "kik") } }?.suggestion == "kikk")
  }

  @Test("Money, private fields of plugins and numbers are told as the model knows them")
  func types() throws {
    let temporary = try sample()
    try temporary.invoke("a") { transaction in
      try transaction.registrations.declareField(
        PluginField(plugin: "one", name: "mark", entity: "actor", type: .text, label: LocalizedText(verbatim: "m")))
      try transaction.add(
        "programme", ["id": "p", "name": "P", "level": "regional", "budget": ["amount": 100, "currency": "EUR"]])
      try transaction.addActor("kikk", ["one.mark": "x", "lat": 50, "lon": 4])
    }
    try temporary.invoke("b") { transaction in
      try transaction.update(
        "programme", "p", changes: ["budget": ["amount": 200, "currency": "EUR"]], now: TemporaryStore.later)
      try transaction.update("actor", "kikk", changes: ["one.mark": "y", "lat": 51.5], now: TemporaryStore.later)
    }
    let programme = try temporary.read { try $0.journal.history("programme", "p") }
    #expect(
      fields(programme[0]) == ["budget": [["amount": 100, "currency": "EUR"], ["amount": 200, "currency": "EUR"]]])
    let actor = try temporary.read { try $0.journal.history("actor", "kikk") }
    #expect(fields(actor[0]) == ["one.mark": ["x", "y"], "lat": [50.0, 51.5]])
  }

  @Test("An invocation tells its rows in their order, no more than asked for")
  func rows() throws {
    let temporary = try sample()
    try temporary.invoke("a") { transaction in
      for id in ["a", "b", "c"] { try transaction.addActor(id) }
      try transaction.update("actor", "a", changes: ["city": "Namur"], now: TemporaryStore.later)
      try transaction.registrations.storage("one").set("key", 1)
    }
    let rows = try temporary.read { try $0.journal.rowChanges(of: "a", limit: 10) }
    #expect(rows.map(\.id) == ["a", "b", "c", "a", "one, key"])
    #expect(rows[3].what == .changed && rows[3].fields.map(\.field) == ["city"])
    #expect(try temporary.read { try $0.journal.rowChanges(of: "a", limit: 2) }.count == 2)
    #expect(try temporary.read { try $0.journal.rowChanges(of: "none", limit: 2) } == [])
  }
}

@Suite("The journal and the log are pruned as is said, and not more")
struct PruningTests {
  private let old = "2025-01-01T00:00:00Z"
  private let young = "2026-06-01T00:00:00Z"

  /// Records an invocation at a time, which adds an actor if one is given.
  private func invoke(_ temporary: TemporaryStore, at moment: String, adding actor: String?) throws -> String {
    try temporary.write { transaction in
      if let actor { try transaction.addActor(actor) }
      let id = try transaction.invocations.makeID(now: moment)
      try transaction.invocations.append(
        InvocationRecord(
          id: id, plugin: "demo", principal: "admin", kind: "command", name: "x", startedAt: moment, outcome: "done"))
      try transaction.journal.attributeChanges(to: id)
      return id
    }
  }

  private func sample() throws -> TemporaryStore {
    let temporary = try TemporaryStore()
    try temporary.invoke("zzz") { try $0.addConcept("actor-kind", "company") }
    return temporary
  }

  @Test("An invocation that changed nothing goes with time, one that can be undone stays")
  func log() throws {
    let temporary = try sample()
    let ids = try [
      invoke(temporary, at: old, adding: nil), invoke(temporary, at: old, adding: "kept"),
      invoke(temporary, at: young, adding: nil),
    ]
    #expect(try temporary.write { try $0.invocations.prune(before: "2026-01-01T00:00:00Z") } == 1)
    let left = try temporary.read { transaction in try ids.map { try transaction.invocations.get($0) != nil } }
    #expect(left == [false, true, true])
    try temporary.invoke("zzzz") { try $0.journal.undo(ids[1]) }
    #expect(try temporary.read { try $0.ids("actor", .map([:])) } == [])
  }

  @Test("Pruning the journal forgets what is older, and says that it cannot be undone any more")
  func journal() throws {
    let temporary = try sample()
    let (first, second) = try (invoke(temporary, at: old, adding: "a"), invoke(temporary, at: young, adding: "b"))
    let pruning = try temporary.write { try $0.journal.prune(before: "2026-01-01T00:00:00Z") }
    #expect(pruning == Pruning(changes: 1, invocations: 1))
    #expect(storeError { try temporary.write { try $0.journal.undo(first) } }?.kind == .notUndoable)
    try temporary.invoke("zzzz") { try $0.journal.undo(second) }
    #expect(try temporary.read { try $0.ids("actor", .map([:])) } == ["a"])
    #expect(try temporary.read { try $0.journal.problems() } == [])
  }

  @Test("What the rollback of a plugin needs is not pruned")
  func rollback() throws {
    let temporary = try sample()
    try temporary.write { transaction in
      try transaction.addActor("a")
      let id = try transaction.invocations.makeID(now: old)
      try transaction.invocations.append(
        InvocationRecord(
          id: id, plugin: "demo", principal: "admin", kind: "install", name: "x", startedAt: old, outcome: "done"))
      let change = try transaction.journal.attributeChanges(to: id)
      let generation = try transaction.generations.write([], reason: "install", now: old)
      try transaction.generations.note(change: change, of: "demo", in: generation)
    }
    #expect(try temporary.write { try $0.journal.prune(before: young) }.changes == 0)
    try temporary.invoke("zzzz") { try $0.generations.undo(try #require(try $0.generations.changes().first)) }
    #expect(try temporary.read { try $0.ids("actor", .map([:])) } == [])
  }

  @Test("What an invocation of a generation did is left to the rollback")
  func generation() throws {
    let temporary = try sample()
    try temporary.write { transaction in
      try transaction.addActor("a")
      try transaction.attribute("install")
      let change = try transaction.journal.change(of: "install")?.number
      try transaction.generations.note(change: change, of: "demo", in: try transaction.generations.write([], reason: "x", now: old))
    }
    let error = storeError { try temporary.write { try $0.journal.undo("install") } }
    #expect(error?.kind == .notUndoable && error?.wanted == UndoObstacle.generation.rawValue)
  }
}
