import Reports
import Synchronization
import Testing

@Suite("Tables that stream")
struct StreamingTests {
  /// Counts the rows a table has been asked for.
  private final class Source: Sendable {
    private let position = Mutex(0)
    let count: Int

    init(_ count: Int) { self.count = count }

    var taken: Int { position.withLock { $0 } }

    func next() -> [Cell]? {
      let index = position.withLock { position -> Int in
        position += 1
        return position - 1
      }
      return index < count ? [.text("Acteur \(index)"), .integer(Int64(index)), .number(Double(index) / 4)] : nil
    }

    var table: Table {
      Table(columns: [Column("Nom"), Column("Rang"), Column("Part")], rows: .stream { self.next() }, totals: .sums)
    }
  }

  @Test("rows are asked for as the output leaves, never more than the read-ahead before it")
  func bounded() throws {
    let source = Source(60_000)
    var lines = 0
    var largestBlock = 0
    var furthestAhead = 0
    try Renderer.render(Document(title: "t", blocks: [.table(source.table)]), as: .csv) { block in
      lines += block.count { $0 == UInt8(ascii: "\n") }
      largestBlock = max(largestBlock, block.count)
      furthestAhead = max(furthestAhead, source.taken - lines)
    }
    #expect(lines == 60_001)
    #expect(largestBlock < 70_000)
    #expect(furthestAhead <= RowSource.readAheadMax + 1)
  }

  @Test("a stream gives what the same rows in memory give", arguments: [Format.csv, .json, .html, .text])
  func same(_ format: Format) throws {
    let rows =
      (0..<2_500).compactMap { _ in Optional<[Cell]>.none } + Array(sequence(state: Source(2_500)) { $0.next() })
    let inMemory = Table(
      columns: [Column("Nom"), Column("Rang"), Column("Part", decimals: 2)], rows: rows, totals: .sums)
    var streamed = Source(2_500).table
    streamed.columns[2].decimals = 2
    let expected = try Renderer.render(Document(title: "t", blocks: [.table(inMemory)]), as: format)
    let given = try Renderer.render(Document(title: "t", blocks: [.table(streamed)]), as: format)
    guard format == .text else { return #expect(given == expected) }
    // Widths of a long stream come from its first rows: the words are the same, the spaces may differ.
    #expect(given.split(whereSeparator: { " ─".contains($0) }) == expected.split(whereSeparator: { " ─".contains($0) }))
  }

  @Test("what the source of rows throws ends the rendering")
  func failure() throws {
    struct Broken: Error {}
    let table = Table(columns: [Column("a")], rows: .stream { throw Broken() })
    for format in Format.allCases {
      #expect(throws: Broken.self) { try Renderer.bytes(Document(title: "t", blocks: [.table(table)]), as: format) }
    }
  }

  @Test("what takes the output may refuse it")
  func refusal() throws {
    struct Full: Error {}
    #expect(throws: Full.self) {
      try Renderer.render(SampleReport.document(.fr), as: .html) { _ in throw Full() }
    }
  }
}
