import Synchronization

/// Who writes in a file, as those who wait for it are told.
public struct Writer: Sendable, Hashable {
  /// The plugin, or `admin`.
  public var plugin: String
  /// What it does: command, import, install…
  public var kind: String
  /// Its name, such as `enrich` or the file that is imported.
  public var name: String
  /// Since when, RFC 3339 in UTC.
  public var since: String

  /// A writer.
  public init(plugin: String, kind: String, name: String, since: String) {
    self.plugin = plugin
    self.kind = kind
    self.name = name
    self.since = since
  }
}

/// The place of the one writer of a file among the callers of one process. Those who find it taken wait their turn, first come
/// first served, suspended and not on a thread.
final class WriterSlot: Sendable {
  private struct Waiter {
    let number: Int
    let writer: Writer
    let turn: CheckedContinuation<Bool, Never>
  }

  private struct State {
    var holder: Writer?
    var waiters: [Waiter] = []
    /// Those who are about to enter the line; who gives up before that is taken out.
    var arriving: Set<Int> = []
    var count = 0
  }

  private let state = Mutex(State())

  /// Who has it; nil when nobody in this process has.
  var holder: Writer? { state.withLock { $0.holder } }

  /// How many wait.
  var waiterCount: Int { state.withLock { $0.waiters.count } }

  /// Takes the place, or waits for it.
  /// - Parameter isOver: returns when the wait is to be given up.
  /// - Returns: false when it was given up, or the task was cancelled.
  func take(_ writer: Writer, isOver: @escaping @Sendable () async -> Void) async -> Bool {
    let number: Int? = state.withLock { state in
      state.count += 1
      if state.holder != nil {
        state.arriving.insert(state.count)
        return state.count
      }
      state.holder = writer
      return nil
    }
    guard let number else { return true }
    let alarm = Task {
      await isOver()
      if !Task.isCancelled { self.giveUp(number) }
    }
    defer { alarm.cancel() }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { turn in enter(Waiter(number: number, writer: writer, turn: turn)) }
    } onCancel: {
      giveUp(number)
    }
  }

  /// Gives the place to the next in line.
  func release() {
    let next: Waiter? = state.withLock { state in
      let next = state.waiters.isEmpty ? nil : state.waiters.removeFirst()
      state.holder = next?.writer
      return next
    }
    next?.turn.resume(returning: true)
  }

  private func enter(_ waiter: Waiter) {
    let answer: Bool? = state.withLock { state in
      guard state.arriving.remove(waiter.number) != nil else { return false }
      if state.holder == nil {
        state.holder = waiter.writer
        return true
      }
      state.waiters.append(waiter)
      return nil
    }
    if let answer { waiter.turn.resume(returning: answer) }
  }

  private func giveUp(_ number: Int) {
    let waiter: Waiter? = state.withLock { state in
      guard let index = state.waiters.firstIndex(where: { $0.number == number }) else {
        state.arriving.remove(number)
        return nil
      }
      return state.waiters.remove(at: index)
    }
    waiter?.turn.resume(returning: false)
  }
}

extension Store {
  /// How long a writer waits for others when nothing else is said.
  public static let writerWaitDefault = Duration.seconds(30)
  /// The pauses between two looks whether a writer of another process is done: the first, doubled up to the last.
  private static let pauses = (first: Duration.milliseconds(2), last: Duration.milliseconds(100))

  /// Who writes in this process at the moment; nil when nobody does.
  public var presentWriter: Writer? { slot.holder }

  /// Begins a writing transaction. While another writer has the file the caller is suspended: writers of this process in their
  /// order, writers of other processes as they come.
  /// - Parameters:
  ///   - writer: who asks, for those who will wait for it.
  ///   - wait: the longest wait.
  ///   - clock: what measures it.
  /// - Throws: `StoreError.busy` after that time, with the milliseconds in `found`; `CancellationError`.
  public func beginWriting<C: Clock>(
    _ writer: Writer, wait: Duration = Store.writerWaitDefault, clock: C = ContinuousClock()
  ) async throws -> StoreTransaction where C.Duration == Duration {
    let transaction = try await inTurn(writer, wait, clock) { try begin(.write, busyMilliseconds: 0) }
    transaction.whenEnded { [slot] in slot.release() }
    return transaction
  }

  /// Waits for the turn among the writers of this process, then for those of others: `begin` is called again while it finds
  /// them at work. Whoever gets a result releases the slot in the end.
  func inTurn<Result: Sendable, C: Clock>(
    _ writer: Writer, _ wait: Duration, _ clock: C, _ begin: () throws -> Result
  ) async throws -> Result where C.Duration == Duration {
    let deadline = clock.now.advanced(by: wait)
    // Being woken early, by cancellation, is seen by whoever is waited for.
    guard await slot.take(writer, isOver: { try? await clock.sleep(until: deadline, tolerance: nil) }) else {
      try Task.checkCancellation()
      throw Store.busy(wait)
    }
    do { return try await whenFree(wait, deadline, clock, begin) } catch {
      slot.release()
      throw error
    }
  }

  private func whenFree<Result, C: Clock>(
    _ wait: Duration, _ deadline: C.Instant, _ clock: C, _ begin: () throws -> Result
  ) async throws -> Result where C.Duration == Duration {
    var pause = Store.pauses.first
    while true {
      do { return try begin() } catch let error as StoreError where error.kind == .busy {
        guard clock.now < deadline else { throw Store.busy(wait) }
      }
      try await clock.sleep(until: min(deadline, clock.now.advanced(by: pause)), tolerance: nil)
      pause = min(pause * 2, Store.pauses.last)
    }
  }

  private static func busy(_ wait: Duration) -> StoreError {
    let (seconds, attoseconds) = wait.components
    return StoreError(.busy, found: "\(seconds * 1_000 + attoseconds / 1_000_000_000_000_000)")
  }
}
