import Ecosystem
import Store
import StoreTestSupport
import Testing

/// The question whether a file holds invented examples, which decides the conditions of reads.
@Suite struct ExampleQueryTests {
  private func questions(_ scope: ReadScope, _ store: TemporaryStore) throws -> [TracedStatement] {
    let transaction = try store.store.begin(.read, for: scope)
    defer { transaction.rollback() }
    try transaction.traceStatements()
    for entity in ["actor", "event", "actor"] {
      _ = try transaction.find(entity)
      _ = try transaction.count(entity, .everything)
    }
    return transaction.takeTracedStatements().filter { $0.sql.hasPrefix("SELECT EXISTS") && $0.sql.contains("standing = 'example'") }
  }

  @Test("a transaction asks once, answered by indexes alone, and not at all where its reads find examples anyway")
  func once() throws {
    let store = try TemporaryStore()
    let asked = try questions(.withoutExamples, store)
    #expect(asked.count == 1 && asked.first?.count == 1)
    let searches = asked.first?.plan.filter { $0.contains("SEARCH") || $0.contains("SCAN") && !$0.contains("CONSTANT ROW") } ?? []
    #expect(!searches.isEmpty && searches.allSatisfy { $0.contains("COVERING INDEX") }, "\(searches)")
    #expect(try questions(.admin, store).isEmpty)
  }
}
