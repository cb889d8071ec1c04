/// The owner of each page of a file, found by walking down from the roots of the tables. Each page is visited once, so that a
/// cycle of pages ends the walk.
struct PageOwners {
  /// The owner of a page.
  enum Owner: Hashable {
    /// No known page refers to it.
    case nobody
    /// A table, by its index in the list of tables.
    case table(Int)
    /// An index, a table without records, or the freelist, which holds deleted data.
    case other
  }

  /// Pages a table refers to that could not be read as pages of a table, by table.
  private(set) var damaged: [Int: [Int]] = [:]
  private var owners: [UInt16]
  private let source: PageSource

  init(_ source: PageSource) {
    self.source = source
    owners = [UInt16](repeating: 0, count: source.pageCount + 1)
  }

  func owner(of page: Int) -> Owner {
    switch owners[page] {
    case 0: .nobody
    case UInt16.max: .other
    case let number: .table(Int(number) - 1)
    }
  }

  /// Walks a table or index down from its root.
  mutating func walk(from root: Int, as owner: Owner) {
    var waiting = [root]
    while let number = waiting.popLast() {
      guard number >= 1, number <= source.pageCount, owners[number] == 0 else { continue }
      owners[number] = Self.number(owner)
      guard let page = source.page(number).flatMap({ BTreePage($0, number: number, usableSize: source.usableSize) }) else {
        note(number, owner)
        continue
      }
      if case .table = owner, page.kind != .tableLeaf, page.kind != .tableInterior {
        note(number, owner)
        owners[number] = 0
        continue
      }
      waiting += page.children.reversed()
    }
  }

  /// Marks the pages of the freelist: trunk pages with numbers of leaf pages.
  mutating func markFreePages() {
    var next = source.firstFreePage
    while next >= 1, next <= source.pageCount, owners[next] == 0, let page = source.page(next) {
      owners[next] = UInt16.max
      let count = min(DatabaseHeader.number(page, 4, count: 4), source.usableSize / 4 - 2)
      for index in 0..<max(0, count) {
        let leaf = DatabaseHeader.number(page, 8 + 4 * index, count: 4)
        if leaf >= 1, leaf <= source.pageCount, owners[leaf] == 0 { owners[leaf] = UInt16.max }
      }
      next = DatabaseHeader.number(page, 0, count: 4)
    }
  }

  private mutating func note(_ page: Int, _ owner: Owner) {
    if case .table(let table) = owner { damaged[table, default: []].append(page) }
  }

  private static func number(_ owner: Owner) -> UInt16 {
    switch owner {
    case .nobody: 0
    case .other: UInt16.max
    case .table(let table): UInt16(table + 1)
    }
  }
}
