import Ecosystem
import Localization
import StoreTestSupport
import Testing

@testable import Store

/// Random invocations of random writes, with undos of random ones between them: undoing the changes in force in reverse restores
/// the initial content, row by row and number by number.
@Suite("Undoing everything in reverse gives the initial content")
struct UndoPropertyTests {
  /// Number of steps of one seed; four seeds make over ten thousand.
  private static let steps = 2_600

  @Test("after 2,600 random steps", arguments: [11, 12, 13, 14] as [UInt64])
  func reverse(seed: UInt64) throws {
    var walk = try RandomWalk(seed: seed)
    let initial = try walk.temporary.content()
    while walk.steps < Self.steps { try walk.invocation() }
    #expect(walk.undone > 20 && walk.refused > 0)
    try walk.undoAll()
    let final = try walk.temporary.content()
    #expect(final.count == initial.count)
    for (one, other) in zip(final, initial) where one != other {
      Issue.record("\(other) became \(one)")
      break
    }
    #expect(try walk.temporary.damage() == [])
  }
}

/// A store with random invocations.
private struct RandomWalk {
  let temporary: TemporaryStore
  private(set) var steps = 0
  /// Number of undos made, and refused.
  private(set) var undone = 0
  private(set) var refused = 0
  private var generator: RecordGenerator
  private var invocations: [String] = []
  private var count = 0
  private static let entities = ["actor", "identifier", "relation", "event", "call", "observation"]

  init(seed: UInt64) throws {
    temporary = try TemporaryStore()
    var generator = RecordGenerator(seed: seed)
    try temporary.invoke("start") { transaction in
      try generator.fill(transaction, count: 12)
      try transaction.registrations.declareField(
        PluginField(plugin: "one", name: "mark", entity: "actor", type: .text, label: LocalizedText(verbatim: "m")))
    }
    self.generator = generator
  }

  /// Runs one invocation: up to twelve writes, or the undo of an earlier one.
  mutating func invocation() throws {
    count += 1
    let id = "i\(count)"
    // Now and then an old one, with many later changes; mostly a recent one.
    let candidates = invocations.suffix(count % 12 == 0 ? .max : 6)
    if count % 4 == 0, let target = candidates.randomElement(using: &generator.random) {
      return try undo(target, as: id)
    }
    let transaction = try temporary.store.begin(.write, for: .admin)
    for _ in 0..<Int.random(in: 1...12, using: &generator.random) { try step(transaction) }
    try finish(transaction, id)
  }

  mutating func undoAll() throws {
    // Undos too: undoing an undo puts the first change in force again, which is undone later in the loop.
    for id in invocations.reversed() {
      guard let change = try temporary.read({ try $0.journal.change(of: id) }), change.undoneBy == nil else { continue }
      count += 1
      try temporary.invoke("u\(count)") { try $0.journal.undo(id) }
    }
  }

  private mutating func undo(_ target: String, as id: String) throws {
    steps += 1
    let transaction = try temporary.store.begin(.write, for: .admin)
    do {
      try transaction.journal.undo(target)
      try transaction.attribute(id)
      try transaction.commit()
      invocations.append(id)
      undone += 1
    } catch is StoreError {
      transaction.rollback()
      refused += 1
    }
  }

  /// Commits a consistent transaction; rolls back another.
  private mutating func finish(_ transaction: StoreTransaction, _ id: String) throws {
    try transaction.attribute(id)
    do {
      try transaction.commit()
      invocations.append(id)
    } catch is StoreError {
      transaction.rollback()
    }
  }

  /// Makes one write, which the model or the tables may refuse.
  private mutating func step(_ transaction: StoreTransaction) throws {
    steps += 1
    let entity = try transaction.schema.requireEntity(generator.pick(Self.entities))
    let id = "\(entity.id)-\(Int.random(in: 0..<40, using: &generator.random))"
    switch Int.random(in: 0..<10, using: &generator.random) {
    case 0...2: _ = try? transaction.add(entity.id, generator.record(entity, id: id))
    case 3...6: try change(entity, id, transaction)
    case 7: try? transaction.delete(entity.id, id)
    case 8:
      let key = "k\(Int.random(in: 0..<6, using: &generator.random))"
      try transaction.registrations.storage("one").set(key, generator.pick([.null, 1, "two", ["n": [1, 2.5]]]))
    default: try transaction.registrations.setSetting("one", generator.pick(["a", "b"]), generator.pick([.null, true, "x"]))
    }
  }

  private mutating func change(_ entity: EntityDescription, _ id: String, _ transaction: StoreTransaction) throws {
    var changes = generator.record(entity, id: id).fields.filter {
      entity.field($0.key)?.isWritable == true && $0.key != "id"
    }
    for name in changes.keys.sorted() where Bool.random(using: &generator.random) { changes[name] = nil }
    if entity.id == "actor", Bool.random(using: &generator.random) {
      changes["one.mark"] = generator.pick(["x", "y", .null])
    }
    let moment = "2026-02-\(10 + steps % 18)T0\(steps % 10):00:00Z"
    _ = try? transaction.update(entity.id, id, changes: changes, now: moment)
  }
}
