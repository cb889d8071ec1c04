/// The result of a salvage: the numbers of records, and the damage.
public struct SalvageSummary: Sendable {
  /// The records and the damage of one entity.
  public struct Table: Sendable {
    public var entity: String
    /// Number of records.
    public var rows = 0
    /// Number of rows that were damaged, or whose values no record can have.
    public var rowsLost = 0
    /// Number of older copies of records that were left out.
    public var duplicates = 0
    /// Whether the root of the table is unknown; its pages were then identified by their rows.
    public var isRootLost = false
    /// Pages of the table known to be damaged.
    public var damagedPages = PageRanges()
    /// Unreferenced pages whose rows are of this table.
    public var orphanedPages = PageRanges()

    init(entity: String) { self.entity = entity }
  }

  /// The size of a page in bytes.
  public var pageSize: Int
  public var pageCount: Int
  /// Whether the header of the file could be read.
  public var hasHeader: Bool
  /// Number of pages read from the write-ahead log.
  public var logPages: Int
  /// The entities, in the order of the model.
  public internal(set) var tables: [Table] = []
  /// The plugins whose fields have values in the records.
  public internal(set) var plugins: Set<String> = []
  /// Pages that could not be read from the disk.
  public internal(set) var unreadablePages = PageRanges()
  /// Pages whose rows could be of more than one table.
  public internal(set) var undecidedPages = PageRanges()

  init(_ source: PageSource) {
    (pageSize, pageCount) = (source.pageSize, source.pageCount)
    (hasHeader, logPages) = (source.hasHeader, source.logPageCount)
  }

  /// Number of records of all entities.
  public var rows: Int { tables.reduce(0) { $0 + $1.rows } }
  /// Number of rows of all entities that were lost.
  public var rowsLost: Int { tables.reduce(0) { $0 + $1.rowsLost } }
}

/// Numbers of pages, as ranges; at most `rangesMax` are kept, the rest is only counted.
public struct PageRanges: Sendable, Hashable {
  public private(set) var ranges: [ClosedRange<Int>] = []
  /// Number of pages.
  public private(set) var count = 0
  public static let rangesMax = 1_000

  public init() {}

  init(_ pages: [Int]) { for page in Set(pages).sorted() { add(page) } }

  /// Adds a page; one added before is not counted again if it is in the last range.
  mutating func add(_ page: Int) {
    if ranges.contains(where: { $0.contains(page) }) { return }
    count += 1
    if let last = ranges.last, last.upperBound + 1 == page {
      ranges[ranges.count - 1] = last.lowerBound...page
    } else if ranges.count < Self.rangesMax {
      ranges.append(page...page)
    }
  }

  /// `12, 40–44`.
  public var text: String {
    ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)" }.joined(separator: ", ")
  }
}
