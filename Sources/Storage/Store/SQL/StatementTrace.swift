import Ecosystem
import GRDBSQLite

/// A statement that a transaction ran to its end or left, with its time and its query plan.
public struct TracedStatement: Sendable, Hashable {
  /// The SQL text with placeholders; it holds no values.
  public var sql: String
  /// Wall-clock time from the first step to the end, in nanoseconds; of several runs their sum.
  public var nanoseconds: Int64
  /// Number of runs.
  public var count: Int
  /// The lines of `EXPLAIN QUERY PLAN`, indented by two spaces a level; empty where SQLite explains none.
  public var plan: [String]
}

/// Records the statements of one connection while a transaction is traced (`sqlite3_trace_v2`).
final class StatementTrace: @unchecked Sendable {  // One thread at a time, as its connection.
  private var statements: [TracedStatement] = []
  private var isPaused = false
  /// The maximum number of different statements kept between two readings.
  private static let statementsMax = 200

  /// Starts to record the statements of a connection.
  func install(on handle: OpaquePointer) {
    sqlite3_trace_v2(
      handle, UInt32(SQLITE_TRACE_PROFILE),
      { _, context, statement, time in
        guard let context, let statement, let time else { return 0 }
        let trace = Unmanaged<StatementTrace>.fromOpaque(context).takeUnretainedValue()
        if let sql = sqlite3_sql(OpaquePointer(statement)) {
          trace.note(String(cString: sql), time.assumingMemoryBound(to: Int64.self).pointee)
        }
        return 0
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  /// Stops to record the statements of a connection.
  static func remove(from handle: OpaquePointer) { sqlite3_trace_v2(handle, 0, nil, nil) }

  private func note(_ sql: String, _ nanoseconds: Int64) {
    guard !isPaused else { return }
    if let index = statements.firstIndex(where: { $0.sql == sql }) {
      statements[index].nanoseconds += nanoseconds
      statements[index].count += 1
    } else if statements.count < Self.statementsMax {
      statements.append(TracedStatement(sql: sql, nanoseconds: nanoseconds, count: 1, plan: []))
    }
  }

  /// Returns the statements since the last reading, with their plans.
  func take(on handle: OpaquePointer) -> [TracedStatement] {
    isPaused = true
    defer { (isPaused, statements) = (false, []) }
    return statements.map { statement in
      var statement = statement
      // A statement without a plan, such as BEGIN, is explained by no row.
      statement.plan = (try? Self.plan(of: statement.sql, on: handle)) ?? []
      return statement
    }
  }

  private static func plan(of sql: String, on handle: OpaquePointer) throws(StoreError) -> [String] {
    let statement = try PreparedStatement("EXPLAIN QUERY PLAN \(sql)", on: handle)
    var (depths, lines): ([Int64: Int], [String]) = ([:], [])
    while try statement.step() {
      guard case .integer(let id)? = statement.value(0), case .integer(let parent)? = statement.value(1),
        case .text(let detail)? = statement.value(3)
      else { continue }
      let depth = depths[parent].map { $0 + 1 } ?? 0
      depths[id] = depth
      lines.append(String(repeating: "  ", count: depth) + detail)
    }
    return lines
  }
}

extension StoreTransaction {
  /// Starts to record the statements that the transaction runs, until it ends.
  public func traceStatements() throws { try open().setTrace(StatementTrace()) }

  /// Returns the statements that ended since the last call, with their plans; none when the transaction is not traced or has ended.
  public func takeTracedStatements() -> [TracedStatement] {
    guard isOpen, let connection else { return [] }
    return connection.trace?.take(on: connection.handle) ?? []
  }
}
