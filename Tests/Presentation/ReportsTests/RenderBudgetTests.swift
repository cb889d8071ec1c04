import Glibc
import Reports
import Testing

@Suite("Rendering ends at the limits of the invocation that built the document")
struct RenderBudgetTests {
  private static let labels = (0..<2_000).map { "l\($0)" }

  private static func document(_ block: Block) -> Document {
    var document = Document(title: "x", blocks: [block])
    document.limits = RenderLimits(place: "demo:x", wall: .init(maximum: 100, used: 200))
    return document
  }

  private static let blocks: [Block] = [
    .text("a"),
    .chart(Chart(kind: .bar, title: "t", labels: labels, values: labels.indices.map(Double.init))),
    .table(Table(columns: [Column("a")], rows: .all(labels.map { [.text($0)] }))),
  ]

  @Test("every format ends with the limit, what was used and the name of the invocation", arguments: Format.allCases)
  func limit(format: Format) throws {
    for block in Self.blocks {
      let stop = #expect(throws: RenderStop.self) { try Renderer.bytes(Self.document(block), as: format) }
      #expect(stop?.limit == .wall && stop?.maximum == 100 && stop?.place == "demo:x")
      #expect((stop?.used ?? 0) >= 200)
    }
  }

  @Test("a limit that is reached while rows come ends the table between two rows")
  func between() throws {
    let rows = RowSource.stream {
      var time = timespec(tv_sec: 0, tv_nsec: 1_000_000)
      nanosleep(&time, nil)
      return [.text("a")]
    }
    var document = Document(title: "x", blocks: [.table(Table(columns: [Column("a")], rows: rows))])
    document.limits = RenderLimits(place: "demo:x", wall: .init(maximum: 50, used: 0))
    #expect(throws: RenderStop.self) { try Renderer.bytes(document, as: .csv) }
  }

  @Test("processor time counts too")
  func processor() throws {
    var document = Document(title: "x", blocks: [.table(Table(columns: [Column("a")], rows: .stream { [.text("a")] }))])
    document.limits = RenderLimits(place: "demo:x", cpu: .init(maximum: 1_000, used: 990))
    let stop = #expect(throws: RenderStop.self) { try Renderer.bytes(document, as: .md) }
    #expect(stop?.limit == .cpu)
  }

  @Test("a cancelled task renders no further", arguments: Format.allCases)
  func cancelled(format: Format) async throws {
    let task = Task {
      // Ends with the cancellation.
      try? await Task.sleep(for: .seconds(100_000))
      return try Renderer.bytes(Document(title: "x", blocks: Self.blocks), as: format)
    }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  @Test("without limits everything is rendered", arguments: Format.allCases)
  func free(format: Format) throws {
    #expect(try !Renderer.bytes(Document(title: "x", blocks: Self.blocks), as: format).isEmpty)
  }

  @Test("equal titles get names of their own in the order of the tables")
  func names() throws {
    let table = Block.table(Table(columns: [Column("a")], rows: .all([[.text("b")]]), caption: "Acteurs"))
    var names: [String] = []
    try Renderer.renderCSVFiles(Document(title: "x", blocks: Array(repeating: table, count: 4))) { name in
      names.append(name)
      return { _ in }
    }
    #expect(names == ["acteurs", "acteurs-2", "acteurs-3", "acteurs-4"])
  }
}
