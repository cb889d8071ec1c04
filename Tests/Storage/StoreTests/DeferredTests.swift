import Ecosystem
import Store
import StoreTestSupport
import Testing

@Suite("A deferred transaction reads beside a writer and becomes one at its first change")
struct DeferredTests {
  private func prepared() throws -> TemporaryStore {
    let temporary = try TemporaryStore()
    try temporary.write { transaction throws in
      try transaction.addConcept("actor-kind", "company")
      try transaction.addActor("kikk")
    }
    return temporary
  }

  @Test("one that only reads takes no writer's place, and commits")
  func reads() throws {
    let temporary = try prepared()
    let reader = try temporary.store.begin(.deferred, for: .admin)
    #expect(try reader.count("actor") == 1)
    try temporary.store.begin(.write, for: .admin, busyMilliseconds: 0).rollback()
    #expect(reader.mode == .deferred)
    try reader.commit()
  }

  @Test("its first change makes it the one writer, and its commit keeps the change")
  func writes() throws {
    let temporary = try prepared()
    let writer = try temporary.store.begin(.deferred, for: .admin)
    #expect(try writer.count("actor") == 1)
    try writer.addActor("tec")
    #expect(writer.mode == .write)
    #expect(storeError { _ = try temporary.store.begin(.write, for: .admin, busyMilliseconds: 0) }?.kind == .busy)
    try writer.commit()
    try temporary.read { transaction throws in #expect(try transaction.count("actor") == 2) }
  }

  @Test("rolled back, nothing of its change is left")
  func rollsBack() throws {
    let temporary = try prepared()
    let writer = try temporary.store.begin(.deferred, for: .admin)
    try writer.addActor("tec")
    writer.rollback()
    try temporary.read { transaction throws in #expect(try transaction.count("actor") == 1) }
  }

  @Test("what it read is not the latest any more: it may read on, but not write, and others are not held up")
  func overtaken() throws {
    let temporary = try prepared()
    let late = try temporary.store.begin(.deferred, for: .admin)
    #expect(try late.count("actor") == 1)
    try temporary.write { try $0.addActor("tec") }
    #expect(storeError { try late.addActor("twist") }?.kind == .overtaken)
    #expect(try late.count("actor") == 1)
    late.rollback()
    try temporary.write { try $0.addActor("twist") }
  }

  @Test("while another writes, one that has read is told at once")
  func beside() throws {
    let temporary = try prepared()
    let late = try temporary.store.begin(.deferred, for: .admin)
    #expect(try late.count("actor") == 1)
    let other = try temporary.store.begin(.write, for: .admin)
    #expect(storeError { try late.addActor("twist") }?.kind == .overtaken)
    other.rollback()
  }

  @Test("one that has read nothing begins again on the latest state")
  func fresh() throws {
    let temporary = try prepared()
    let late = try temporary.store.begin(.deferred, for: .admin)
    try temporary.write { try $0.addActor("tec") }
    try late.addActor("twist")
    #expect(try late.count("actor") == 3)
    try late.commit()
  }

  @Test("one that has read nothing and waits for another writer can be interrupted, and is over then")
  func interrupted() throws {
    let temporary = try prepared()
    let late = try temporary.store.begin(.deferred, for: .admin)
    let other = try temporary.store.begin(.write, for: .admin)
    late.setInterrupt { true }
    #expect(storeError { try late.addActor("twist") }?.kind == .interrupted)
    #expect(!late.isOpen)
    other.rollback()
  }
}
