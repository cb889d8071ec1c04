import Ecosystem
import Engine
import Testing

@testable import Importing

@Suite("An import in batches goes on where it was stopped")
struct ImportBatchTests {
  private static let text = "name,kind\n" + (1...1_000).map { $0 % 100 == 0 ? ",company" : "A\($0),company" }.joined(separator: "\n") + "\n"

  private func stop(_ workspace: ImportWorkspace, _ change: (inout ImportOptions) -> Void = { _ in }) async throws {
    await #expect(throws: ImportError.self) {
      try await workspace.run(Self.text, stoppedAtRow: 512) {
        $0.batchRows = 100
        change(&$0)
      }
    }
    #expect(try workspace.all("actor").count == 495)
  }

  @Test("It goes on after the last whole batch, with every row once, in file and store")
  func goesOn() async throws {
    let workspace = try ImportWorkspace()
    try await stop(workspace)
    let outcome = try await workspace.run(Self.text) {
      $0.batchRows = 100
      $0.resumes = true
    }
    #expect(outcome.added == 990 && outcome.refused == 10)
    #expect(outcome.resumedAfterLine == 501)
    #expect(try workspace.all("actor").count == 990)
    #expect(try workspace.text("rows.refused.csv").split(separator: "\r\n").count == 11)
    let again = try await workspace.run(Self.text) {
      $0.batchRows = 100
      $0.resumes = true
    }
    #expect(again.wasFinished && again.added == 990)
    #expect(try workspace.all("actor").count == 990)
  }

  @Test("It neither begins anew unsaid nor goes on with another file or other options")
  func refused() async throws {
    let workspace = try ImportWorkspace()
    try await stop(workspace)
    guard case .unfinished(_, 501) = try await workspace.error(Self.text, { $0.batchRows = 100 }) else {
      return #expect(Bool(false))
    }
    let changed = try await workspace.error(Self.text + "B,company\n") {
      $0.batchRows = 100
      $0.resumes = true
    }
    guard case .changed(_, isOtherFile: true) = changed else { return #expect(Bool(false)) }
    let others = try await workspace.error(Self.text) {
      $0.batchRows = 100
      $0.resumes = true
      $0.duplicates = .skip
    }
    guard case .changed(_, isOtherFile: false) = others else { return #expect(Bool(false)) }
  }

  @Test("Begun anew it takes the first rows again, which are there already")
  func anew() async throws {
    let workspace = try ImportWorkspace()
    try await stop(workspace)
    let outcome = try await workspace.run(Self.text) {
      $0.batchRows = 200
      $0.resumes = false
    }
    #expect(outcome.added == 495 && outcome.unchanged == 495 && outcome.refused == 10)
    #expect(try workspace.all("actor").count == 990)
  }

  @Test("Rows that wait for others across batches are written when these have come, also after a stop")
  func waiting() async throws {
    let workspace = try ImportWorkspace()
    // Each row of the first half refers to its partner in the second half.
    let rows = (1...600).map { "plugin,t\($0),t\($0),\($0 <= 300 ? "t\($0 + 300)" : "")" }
    let text = "scheme,code,name.fr,parent\n" + rows.joined(separator: "\n") + "\n"
    await #expect(throws: ImportError.self) {
      try await workspace.run(text, as: "territory", stoppedAtRow: 256) { $0.batchRows = 50 }
    }
    #expect(try workspace.all("territory").isEmpty)
    let outcome = try await workspace.run(text, as: "territory") {
      $0.batchRows = 50
      $0.resumes = true
    }
    #expect(outcome.added == 600 && outcome.refused == 0)
    #expect(try workspace.all("territory").count == 600)
  }

  @Test("Each batch is an invocation of its own in the log, and nothing is logged for none")
  func logged() async throws {
    let workspace = try ImportWorkspace()
    try await workspace.run(Self.text) { $0.batchRows = 250 }
    let logged = try InvocationLog(workspace: workspace.host.workspace).last(10).filter { $0.kind == "import" }
    #expect(logged.map(\.rowsWritten).sorted() == [247, 247, 248, 248])
  }
}
