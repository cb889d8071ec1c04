import Synchronization

/// The rows of a long table, kept on disk while a report builds it, so that a table of any length takes little memory.
///
/// Rows are added at the end and read from the beginning, as often as wanted. Up to ``bytesInMemoryMax`` bytes stay in
/// memory; the rest goes to a file without a name in the folder. Safe to use from several threads.
public final class RowSpool: Sendable {
  /// Maximum bytes of rows kept in memory before they are written to the file.
  static let bytesInMemoryMax = 1 << 20

  private struct State: ~Copyable {
    var pending = RowEncoder()
    var file: TemporaryFile?
    var rowCount = 0
  }

  /// The growth of a spool by one row.
  package struct Growth {
    /// The number of bytes the row takes.
    package let bytes: Int
    /// Whether no row has been written to the file yet.
    package let isInMemory: Bool
  }

  private let folder: String
  private let state = Mutex(State())

  /// Makes an empty spool.
  ///
  /// - Parameter folder: the folder in which the file is made once it is needed.
  public init(folder: String) { self.folder = folder }

  /// Number of rows added.
  public var rowCount: Int { state.withLock { $0.rowCount } }

  /// Adds a row.
  ///
  /// - Returns: the number of bytes the row takes.
  /// - Throws: `TemporaryFileError` when the folder accepts no file, or no further bytes.
  @discardableResult
  public func append(_ row: [Cell]) throws -> Int { try grow(by: row).bytes }

  /// Adds a row, as ``append(_:)-([Cell])``.
  package func grow(by row: [Cell]) throws -> Growth {
    let growth = try append { encoder in
      for cell in row { encoder.append(cell) }
      return true
    }
    guard let growth else { preconditionFailure("a whole row is added") }
    return growth
  }

  /// Adds a row whose cells are coded by a function.
  ///
  /// - Parameter encode: adds the cells; returns whether the row is whole.
  /// - Returns: nil when `encode` returned false; no row is added then.
  /// - Throws: as ``append(_:)-([Cell])``.
  package func append(_ encode: (inout RowEncoder) -> Bool) throws -> Growth? {
    try state.withLock { state in
      state.pending.begin()
      guard encode(&state.pending) else {
        state.pending.cancel()
        return nil
      }
      let bytes = state.pending.end()
      state.rowCount += 1
      if state.pending.bytes.count >= Self.bytesInMemoryMax { try flush(&state) }
      return Growth(bytes: bytes, isInMemory: state.file == nil)
    }
  }

  /// Returns a reader of the rows added so far, one by one from the first; `nil` after the last.
  func rows() -> @Sendable () throws -> [Cell]? {
    let place = Mutex(RowPlace())
    return { try place.withLock { try self.next(&$0) } }
  }

  /// Calls `body` with each row added so far, and checks the limits of rendering with each read of the file.
  func eachRow(_ body: (CodedRow) throws -> Void) throws {
    var place = RowPlace()
    while true {
      try RenderBudget.check()
      let more = try read(at: place.offset)
      guard !more.isEmpty else { return }
      place.add(more)
      try place.takeRows(body)
    }
  }

  private func flush(_ state: inout State) throws {
    let file = try state.file ?? TemporaryFile(in: folder)
    try file.append(UnsafeRawBufferPointer(state.pending.bytes.bytes))
    state.file = file
    state.pending.removeAll()
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
      return Array(state.pending.bytes.bytes.dropFirst(offset - inFile))
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
    var start = position
    defer { position = start }
    return bytes.withUnsafeBytes { CodedRow(in: $0, at: &start)?.cells() }
  }

  /// Calls `body` with each row all of whose bytes have been read.
  mutating func takeRows(_ body: (CodedRow) throws -> Void) throws {
    var start = position
    defer { position = start }
    try bytes.withUnsafeBytes { bytes in
      while let row = CodedRow(in: bytes, at: &start) { try body(row) }
    }
  }
}
