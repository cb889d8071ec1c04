import Ecosystem
import StoreTestSupport
import Testing

@testable import Store

/// The connection of a hung thread is never reused.
@Suite struct RetiredTransactionTests {
  @Test("a retired transaction refuses every use, keeps the write lock, and gives it back when its own thread closes it")
  func retired() throws {
    let temporary = try TemporaryStore()
    let transaction = try temporary.store.begin(.write, for: .admin)
    let connection = try transaction.open()
    #expect(transaction.retire())
    #expect(!transaction.isOpen)
    #expect(throws: StoreError.self) { _ = try transaction.open() }
    #expect(throws: StoreError.self) { try transaction.commit() }
    transaction.setInterrupt { true }
    transaction.rollback()
    #expect(connection.isInTransaction)
    #expect(throws: StoreError.self) { _ = try temporary.store.begin(.write, for: .admin, busyMilliseconds: 0) }
    transaction.closeRetired()
    #expect(!connection.isInTransaction)
    let next = try temporary.store.begin(.write, for: .admin, busyMilliseconds: 0)
    #expect(try next.open() !== connection)
    next.rollback()
  }

  @Test("the end of a retired transaction is told once it is closed, not before")
  func endings() throws {
    let temporary = try TemporaryStore()
    let transaction = try temporary.store.begin(.read, for: .admin)
    let ended = Flag()
    transaction.whenEnded { ended.set() }
    #expect(!transaction.retire())
    transaction.rollback()
    #expect(!ended.isSet)
    transaction.closeRetired()
    #expect(ended.isSet)
  }
}

private final class Flag: @unchecked Sendable {  // Used on one thread.
  private(set) var isSet = false
  func set() { isSet = true }
}
