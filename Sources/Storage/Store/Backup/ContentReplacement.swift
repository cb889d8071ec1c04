/// The writer's place in a store, taken to put the content of another file there: from now on nobody else writes, while all may
/// read. `commit` replaces the content at once, for this process and all others; without it everything stays as it is.
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

  deinit { endings.forEach { $0() } }

  /// Calls `body` when the place is free again.
  public func whenEnded(_ body: @escaping @Sendable () -> Void) { endings.append(body) }

  /// Puts the content in place.
  /// - Throws: `StoreError.disk`, `.corrupt`; the store then has the content that it had.
  public func commit(_ progress: (CopyProgress) throws -> Void) throws {
    try copy.run(progress)
    // It is in the log, synchronised. Folding the log into the file can wait when somebody still reads.
    try? target.run("PRAGMA wal_checkpoint(PASSIVE)")
  }
}

extension Store {
  /// Takes the writer's place to replace the content by that of another file, which may still be changed until `commit`.
  ///
  /// - Throws: `StoreError.busy` after `wait`, `CancellationError`.
  public func beginReplacing<C: Clock>(
    by other: Store, as writer: Writer, wait: Duration = Store.writerWaitDefault, clock: C = ContinuousClock()
  ) async throws -> ContentReplacement where C.Duration == Duration {
    let replacement = try await inTurn(writer, wait, clock) { [path] in
      try ContentReplacement(from: Connection(path: other.path), to: Connection(path: path))
    }
    replacement.whenEnded { [slot] in slot.release() }
    return replacement
  }
}
