import Ecosystem
import StoreTestSupport
import Testing

@testable import Store

/// The open cursors of a transaction with `boundsCursors` hold at most `cursorBytesMax` bytes together.
@Suite struct CursorMemoryTests {
  /// A store of `count` actors with a description of 50,000 characters each, and a transaction that writes.
  private func withTransaction(count: Int, _ body: (StoreTransaction) throws -> Void) throws {
    let store = try TemporaryStore()
    try #require(SQLMemory.isCounted, "Another test used SQLite before the store; its memory is not counted in this process.")
    let transaction = try store.store.begin(.write, for: .admin)
    defer { transaction.rollback() }
    try transaction.addConcept("actor-kind", "company")
    for number in 0..<count {
      try transaction.addActor("n\(number)", ["description": .text("\(number) " + String(repeating: "d", count: 50_000))])
    }
    transaction.boundsCursors = true
    try body(transaction)
  }

  private func sorted() throws -> Query { try Query([:], options: ["order": ["description"]], for: .actor) }

  @Test("cursors that are kept open are refused beyond the bound, and accepted again after they are closed")
  func kept() throws {
    try withTransaction(count: 1) { transaction throws in
      var cursors: [RecordCursor] = []
      #expect(throws: StoreError.self) {
        while cursors.count < 10_000 { cursors.append(try transaction.cursor("actor")) }
      }
      #expect(cursors.count > 1_000 && transaction.cursorBytes <= StoreTransaction.cursorBytesMax)
      cursors.removeAll()
      #expect(transaction.cursorBytes == 0)
      #expect(try transaction.cursor("actor").next() != nil)
    }
  }

  @Test("the memory of a sort counts while its cursor is open")
  func sorting() throws {
    try withTransaction(count: 100) { transaction throws in
      let cursor = try transaction.cursor("actor", try sorted())
      let before = transaction.cursorBytes
      #expect(try cursor.next() != nil)
      #expect(transaction.cursorBytes > before + 100 * 50_000)
      cursor.close()
      #expect(transaction.cursorBytes == 0)
    }
  }

  @Test("a sort in memory beyond the bound is refused")
  func tooLarge() throws {
    try withTransaction(count: 1_100) { transaction throws in
      let cursor = try transaction.cursor("actor", try sorted())
      let error = #expect(throws: StoreError.self) { try cursor.next() }
      #expect(error?.kind == .tooLarge)
    }
  }

  @Test("cursors of the host itself are not bounded")
  func ofTheHost() throws {
    try withTransaction(count: 1) { transaction throws in
      transaction.boundsCursors = false
      let cursors = try (0..<3_000).map { _ in try transaction.cursor("actor") }
      #expect(cursors.count == 3_000 && transaction.cursorBytes == 0)
    }
  }
}
