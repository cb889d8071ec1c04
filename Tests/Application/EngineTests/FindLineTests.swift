import Ecosystem
import Testing

@testable import Engine

/// Lines of the shell that only find records: of many, those that are not shown are counted, not read.
@Suite(.timeLimit(.minutes(10)))
struct FindLineTests {
  private let workspace: EngineWorkspace
  private let interpreter: Interpreter

  init() async throws {
    workspace = try await EngineWorkspace(
      permissions: #"actors = { access = "read", reason = { fr = "lire", en = "read" } }"#)
    let transaction = try workspace.host.workspace.store.begin(.write, for: .admin)
    for id in ["a", "b", "c", "d", "e"] {
      try transaction.insert(
        "actor", ["id": .text(id), "name": .text(id.uppercased()), "kind": "company"], owner: "admin", now: "2026-01-01T00:00:00Z")
    }
    try transaction.commit()
    interpreter = try await Interpreter(host: workspace.host, limits: ScriptLimits(), isWatched: true)
  }

  private struct Shown: Equatable {
    /// The names of the records, or the elements of another list.
    var elements: [FieldValue]
    var leftOut: Int
    var rowsRead: Int
  }

  /// Runs a line that shows at most three elements of a list.
  private func run(_ text: String, readsAll: Bool = false) async throws -> Shown {
    guard case .whole(let chunk) = interpreter.syntax(of: text) else {
      Issue.record("\(text) is not whole")
      return Shown(elements: [], leftOut: 0, rowsRead: 0)
    }
    let result = try await interpreter.run(chunk, listMax: 3, readsAll: readsAll, for: .admin)
    let transaction = try workspace.host.workspace.store.begin(.read, for: .admin)
    defer { transaction.rollback() }
    let (value, entry) = (result.values.first, try transaction.invocations.latest(limit: 1).first)
    let elements = value?.value.listValue ?? [value?.value ?? .null]
    return Shown(elements: elements.map { $0.mapValue?["name"] ?? $0 }, leftOut: value?.leftOut ?? 0, rowsRead: entry?.rowsRead ?? -1)
  }

  @Test(arguments: [
    "actors.find{}", "return actors.find({}, { order = 'id' })", " grappe.actors.find( { kind = 'company' } ) ", "actors.find()",
    "actors . find { kind = 'com' .. 'pany' } -- (all)",
  ])
  func `of many records only those shown are read`(line: String) async throws {
    let shown = try await run(line)
    #expect(shown.elements == ["A", "B", "C"] && shown.leftOut == 2)
    let read = try await run("actors.find({}, { limit = 3 })").rowsRead
    #expect(read >= 3 && shown.rowsRead < read + 2)
  }

  @Test(
    arguments: [
      ("actors.find({}, { order = '-name', limit = 4 })", ["E", "D", "C"], 1), ("actors.find({}, { limit = 2 })", ["A", "B"], 0),
      ("actors.find{ id = 'b' }", ["B"], 0), ("actors.find{ kind = ({ 'company' })[1] }", ["A", "B", "C"], 2),
    ] as [(String, [String], Int)])
  func `filters, order and limit count`(line: String, names: [String], leftOut: Int) async throws {
    let shown = try await run(line)
    #expect(shown.elements == names.map(FieldValue.text) && shown.leftOut == leftOut)
  }

  @Test func `other lines read all their records, and so does machine output`() async throws {
    #expect(try await run("#actors.find{}").elements == [.integer(5)])
    let all = try await run("actors.find{}", readsAll: true)
    #expect(all.elements.count == 3 && all.leftOut == 2 && all.rowsRead >= 5)
    #expect(try await run("(actors.find{})").rowsRead >= 5)
    #expect(try await run("actors.find(select(1, {}))").rowsRead >= 5)
  }

  @Test func `an error is that of the line`() async throws {
    for line in ["actors.find{ nmae = 'A' }", "actors.find({}, { ordre = 'id' })", "actors.find({}, 3)", "nothing.find{}"] {
      await #expect(throws: EngineError.self) { _ = try await run(line) }
      do { _ = try await run(line) } catch EngineError.luaFailure(_, let failure, _) {
        #expect(failure.message.hasPrefix("shell:1:"), "\(failure.message)")
      }
    }
  }

  @Test func `a function that a line has put in its place is called as it is`() async throws {
    _ = try await run("own = { find = function() return { 1, 2, 3, 4 } end, count = function() return 9 end }")
    #expect(try await run("own.find{}") == Shown(elements: [1, 2, 3].map(FieldValue.integer), leftOut: 1, rowsRead: 0))
    _ = try await run("actors.find = function() return { 7 } end")
    #expect(try await run("actors.find{}").elements == [.integer(7)])
    _ = try await run("actors = nil")
    await #expect(throws: EngineError.self) { _ = try await run("actors.find{}") }
    #expect(try await run("grappe.actors.find{}").leftOut == 2)
  }
}
