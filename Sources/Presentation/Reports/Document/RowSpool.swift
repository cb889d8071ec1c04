import Synchronization

/// The rows of a long table, kept on disk while a report builds it, so that a table of any length takes little memory.
///
/// Rows are added at the end and read from the beginning, as often as wanted. Up to ``bytesInMemoryMax`` bytes stay in
/// memory; the rest goes to a file without a name in the folder. Safe to use from several threads.
public final class RowSpool: Sendable {
  /// Maximum bytes of rows kept in memory before they are written to the file.
  static let bytesInMemoryMax = 1 << 20

  private struct State: ~Copyable {
    var pending: [UInt8] = []
    var file: TemporaryFile?
    var rowCount = 0
  }

  private let folder: String
  private let state = Mutex(State())

  /// Makes an empty spool.
  ///
  /// - Parameter folder: the folder in which the file is made once it is needed.
  public init(folder: String) { self.folder = folder }

  /// Number of rows added.
  public var rowCount: Int { state.withLock { $0.rowCount } }

  /// Whether no row has been written to the file yet.
  public var isInMemory: Bool { state.withLock { $0.file == nil } }

  /// Adds a row.
  ///
  /// - Returns: the number of bytes the row takes.
  /// - Throws: `TemporaryFileError` when the folder accepts no file, or no further bytes.
  @discardableResult
  public func append(_ row: [Cell]) throws -> Int {
    try state.withLock { state in
      let before = state.pending.count
      RowCoding.append(row, to: &state.pending)
      let size = state.pending.count - before
      state.rowCount += 1
      if state.pending.count >= Self.bytesInMemoryMax { try flush(&state) }
      return size
    }
  }

  /// Returns a reader of the rows added so far, one by one from the first; `nil` after the last.
  func rows() -> @Sendable () throws -> [Cell]? {
    let place = Mutex(RowPlace())
    return { try place.withLock { try self.next(&$0) } }
  }

  private func flush(_ state: inout State) throws {
    let file = try state.file ?? TemporaryFile(in: folder)
    try file.append(state.pending)
    state.file = file
    state.pending.removeAll(keepingCapacity: true)
  }

  private func next(_ place: inout RowPlace) throws -> [Cell]? {
    while true {
      if let row = place.takeRow() { return row }
      let more = try read(at: place.offset)
      guard !more.isEmpty else { return nil }
      place.add(more)
    }
  }

  private func read(at offset: Int) throws -> [UInt8] {
    try state.withLock { state in
      let inFile = state.file?.byteCount ?? 0
      if offset < inFile, let file = state.file { return try file.read(min(65_536, inFile - offset), at: offset) }
      return Array(state.pending.dropFirst(offset - inFile))
    }
  }
}

/// Read cursor of a spool: the bytes read and not yet returned as rows.
private struct RowPlace {
  /// Number of bytes of the spool read so far.
  private(set) var offset = 0
  private var bytes: [UInt8] = []
  private var position = 0

  mutating func add(_ more: [UInt8]) {
    bytes.removeFirst(position)
    position = 0
    bytes += more
    offset += more.count
  }

  /// Returns the next row if all its bytes have been read.
  mutating func takeRow() -> [Cell]? {
    guard let (row, end) = RowCoding.row(in: bytes, at: position) else { return nil }
    position = end
    return row
  }
}
