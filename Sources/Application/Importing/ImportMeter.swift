import Synchronization

/// The progress of an import, for display.
public struct ImportProgress: Sendable, Hashable {
  /// Number of rows processed.
  public var rows: Int
  /// Number of bytes read, and the size of the file.
  public var bytes: Int
  public var bytesTotal: Int
}

/// Whether the caller asked an import to stop.
public final class ImportStop: Sendable {
  private let isAsked = Atomic(false)

  public init() {}

  /// Requests the stop; has no effect after the end.
  public func ask() { isAsked.store(true, ordering: .relaxed) }

  /// Whether the stop was requested.
  public var isWanted: Bool { isAsked.load(ordering: .relaxed) }
}

/// Counts rows, reports progress at intervals, and checks for a stop request.
final class ImportMeter {
  private let tell: @Sendable (ImportProgress) -> Void
  private let stop: ImportStop
  private var progress: ImportProgress

  /// The number of rows between two reports.
  private static let rowsBetween = 256

  init(bytesTotal: Int, stop: ImportStop, tell: @escaping @Sendable (ImportProgress) -> Void) {
    progress = ImportProgress(rows: 0, bytes: 0, bytesTotal: bytesTotal)
    self.stop = stop
    self.tell = tell
  }

  /// Number of rows processed.
  var rows: Int { progress.rows }

  /// Records the number of bytes read.
  func read(bytes: Int) { progress.bytes = bytes }

  /// Counts a row.
  /// - Returns: whether to stop.
  func passesRow() -> Bool {
    progress.rows += 1
    guard progress.rows % Self.rowsBetween == 0 else { return false }
    tell(progress)
    return stop.isWanted
  }
}
