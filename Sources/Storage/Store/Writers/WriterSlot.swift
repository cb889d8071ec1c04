import Ecosystem
import Synchronization

/// The current writer of a file, as reported to waiting writers.
public struct Writer: Sendable, Hashable {
  /// The plugin, or `admin`.
  public var plugin: String
  /// The kind of work: command, import, install…
  public var kind: String
  /// Its name, such as `enrich` or the file that is imported.
  public var name: String
  /// The time it began, RFC 3339 in UTC.
  public var since: String

  /// A writer.
  public init(plugin: String, kind: String, name: String, since: String) {
    self.plugin = plugin
    self.kind = kind
    self.name = name
    self.since = since
  }
}

/// The queue of writers of a file in one process, first in, first out. Waiting tasks are suspended and block no thread.
final class WriterSlot: Sendable {
  private struct Waiter {
    let number: Int
    let writer: Writer
    let continuation: CheckedContinuation<Bool, Never>
  }

  private struct State {
    var holder: Writer?
    var waiters: [Waiter] = []
    /// Tasks about to enter the queue; one that gives up before that is removed.
    var arriving: Set<Int> = []
    var count = 0
  }

  private let state = Mutex(State())

  /// The writer that holds the slot; nil when it is free.
  var holder: Writer? { state.withLock { $0.holder } }

  /// Number of waiting tasks.
  var waiterCount: Int { state.withLock { $0.waiters.count } }

  /// Names the work for which its holder now holds it.
  func rename(_ writer: Writer) { state.withLock { if $0.holder != nil { $0.holder = writer } } }

  /// Takes the slot, or waits for it.
  /// - Parameter isOver: returns when the wait has timed out.
  /// - Returns: false on timeout, or when the task was cancelled.
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
      if !Task.isCancelled { self.removeWaiter(number) }
    }
    defer { alarm.cancel() }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in enqueue(Waiter(number: number, writer: writer, continuation: continuation)) }
    } onCancel: {
      removeWaiter(number)
    }
  }

  /// Passes the slot to the next task in the queue.
  func release() {
    let next: Waiter? = state.withLock { state in
      let next = state.waiters.isEmpty ? nil : state.waiters.removeFirst()
      state.holder = next?.writer
      return next
    }
    next?.continuation.resume(returning: true)
  }

  private func enqueue(_ waiter: Waiter) {
    let answer: Bool? = state.withLock { state in
      guard state.arriving.remove(waiter.number) != nil else { return false }
      if state.holder == nil {
        state.holder = waiter.writer
        return true
      }
      state.waiters.append(waiter)
      return nil
    }
    if let answer { waiter.continuation.resume(returning: answer) }
  }

  private func removeWaiter(_ number: Int) {
    let waiter: Waiter? = state.withLock { state in
      guard let index = state.waiters.firstIndex(where: { $0.number == number }) else {
        state.arriving.remove(number)
        return nil
      }
      return state.waiters.remove(at: index)
    }
    waiter?.continuation.resume(returning: false)
  }
}

extension Store {
  /// The default timeout of a writer.
  public static let writerWaitDefault = Duration.seconds(30)
  /// The backoff between two attempts while another process writes: the first, doubled up to the last.
  private static let pauses = (first: Duration.milliseconds(2), last: writerPauseMax)
  /// The longest time between two attempts to take the write lock while another process holds it: who writes again and again leaves the
  /// lock free for longer than this from time to time.
  public static let writerPauseMax = Duration.milliseconds(10)

  /// The current writer in this process; nil when there is none.
  public var presentWriter: Writer? { slot.holder }

  /// Whether writers of this process wait for the present one.
  public var hasWaitingWriters: Bool { slot.waiterCount > 0 }

  /// Begins a writing transaction. While another writer holds the lock the caller is suspended: writers of this process in their
  /// order, those of other processes in no defined order.
  /// - Parameters:
  ///   - writer: the caller, as reported to waiting writers.
  ///   - scope: the records and fields that its reads find.
  ///   - wait: the timeout.
  ///   - clock: the clock of the timeout.
  /// - Throws: `StoreError.busy` after that time, with the milliseconds in `found`; `CancellationError`.
  public func beginWriting<C: Clock>(
    _ writer: Writer, for scope: ReadScope, wait: Duration = Store.writerWaitDefault, clock: C = ContinuousClock()
  ) async throws -> StoreTransaction where C.Duration == Duration {
    let transaction = try await withWriterSlot(writer, wait, clock: clock) { try begin(.write, for: scope, busyMilliseconds: 0) }
    transaction.whenEnded { [slot] in slot.release() }
    return transaction
  }

  /// Waits for the slot of this process, then retries `begin` while another process holds the lock. After a result the caller
  /// must release the slot.
  func withWriterSlot<Result: Sendable, C: Clock>(
    _ writer: Writer, _ wait: Duration, clock: C, begin: () throws -> Result
  ) async throws -> Result where C.Duration == Duration {
    let deadline = clock.now.advanced(by: wait)
    // The caller handles a sleep that ends early by cancellation.
    guard await slot.take(writer, isOver: { try? await clock.sleep(until: deadline, tolerance: nil) }) else {
      try Task.checkCancellation()
      throw Store.busy(wait)
    }
    do { return try await retryWhileBusy(wait, deadline, clock: clock, begin: begin) } catch {
      slot.release()
      throw error
    }
  }

  private func retryWhileBusy<Result, C: Clock>(
    _ wait: Duration, _ deadline: C.Instant, clock: C, begin: () throws -> Result
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
