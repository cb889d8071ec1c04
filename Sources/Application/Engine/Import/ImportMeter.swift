import Synchronization

/// How far an import has come, for whoever shows it.
public struct ImportProgress: Sendable, Hashable {
  /// Rows that were looked at.
  public var rows: Int
  /// Bytes of the file that were read, and how many it has.
  public var bytes: Int
  public var bytesTotal: Int
}

/// Whether somebody wants an import to end.
public final class ImportStop: Sendable {
  private let isAsked = Atomic(false)

  public init() {}

  /// Asks for the end; harmless when it has ended.
  public func ask() { isAsked.store(true, ordering: .relaxed) }

  /// Whether the end was asked for.
  public var isWanted: Bool { isAsked.load(ordering: .relaxed) }
}

/// Counts rows, tells of them now and then, and notices when the import is to stop.
final class ImportMeter {
  private let tell: @Sendable (ImportProgress) -> Void
  private let stop: ImportStop
  private var progress: ImportProgress

  /// After how many rows it is told.
  private static let rowsBetween = 256

  init(bytesTotal: Int, stop: ImportStop, tell: @escaping @Sendable (ImportProgress) -> Void) {
    progress = ImportProgress(rows: 0, bytes: 0, bytesTotal: bytesTotal)
    self.stop = stop
    self.tell = tell
  }

  /// How many rows were looked at.
  var rows: Int { progress.rows }

  /// Notes how many bytes of the file were read.
  func read(bytes: Int) { progress.bytes = bytes }

  /// Notes a row.
  /// - Returns: whether to stop.
  func passesRow() -> Bool {
    progress.rows += 1
    guard progress.rows % Self.rowsBetween == 0 else { return false }
    tell(progress)
    return stop.isWanted
  }
}
