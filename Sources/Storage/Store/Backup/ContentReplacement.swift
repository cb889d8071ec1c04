/// Holds a store's write lock while the content of another file is to replace its own: other connections may read, none may
/// write. `commit` replaces the content in one step for all processes; without it nothing changes.
///
/// It is used by one thread at a time.
public final class ContentReplacement: @unchecked Sendable {  // One thread at a time, by the rule above.
  private let copy: PageCopy
  private let target: Connection
  private var endings: [@Sendable () -> Void] = []

  init(from source: Connection, to target: Connection) throws(StoreError) {
    copy = try PageCopy(from: source, to: target)
    self.target = target
    target.setBusyTimeout(milliseconds: 0)
    try copy.lock()
  }

  deinit { for ending in endings { ending() } }

  /// Calls `body` once the write lock is released.
  public func whenEnded(_ body: @escaping @Sendable () -> Void) { endings.append(body) }

  /// Replaces the content.
  /// - Throws: `StoreError.disk`, `.corrupt`; the store then keeps its former content.
  public func commit(_ progress: (CopyProgress) throws -> Void) throws {
    try copy.run(progress)
    // The content is in the write-ahead log, synchronised. A checkpoint may wait while another connection still reads.
    try? target.run("PRAGMA wal_checkpoint(PASSIVE)")
  }
}

extension Store {
  /// Takes the write lock to replace the content by that of another file, which may still be changed until `commit`.
  ///
  /// - Throws: `StoreError.busy` after `wait`, `CancellationError`.
  public func beginReplacing<C: Clock>(
    by other: Store, as writer: Writer, wait: Duration = Store.writerWaitDefault, clock: C = ContinuousClock()
  ) async throws -> ContentReplacement where C.Duration == Duration {
    let replacement = try await withWriterSlot(writer, wait, clock: clock) { [path] in
      try ContentReplacement(from: Connection(path: other.path), to: Connection(path: path))
    }
    replacement.whenEnded { [slot] in slot.release() }
    return replacement
  }
}
