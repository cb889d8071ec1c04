import Ecosystem
import Lua
import Synchronization

/// Runs commands of plugins for other plugins. The engine has it; a host function only waits.
public protocol CommandCaller: AnyObject, Sendable {
  /// Begins a command in the transaction of an invocation that waits from now on.
  ///
  /// - Parameters:
  ///   - command: its full name, such as `europe:compare`.
  ///   - waker: woken when it has ended.
  /// - Throws: a refusal that can be told at once: a plugin that may not be called, a cycle.
  func start(
    _ command: String, _ parameters: ExactDictionary<FieldValue>, for context: HostContext, _ waker: Waker
  ) throws -> CommandCall
}

/// A command of another plugin under way.
public final class CommandCall: Sendable {
  private let state = Mutex<Result<[FieldValue], any Error>?>(nil)
  private let task = Mutex<Task<Void, Never>?>(nil)

  private init() {}

  /// Starts `body`, and wakes when it has ended.
  public static func start(_ waker: Waker, _ body: @escaping @Sendable () async throws -> [FieldValue]) -> CommandCall {
    let call = CommandCall()
    let task = Task {
      let outcome: Result<[FieldValue], any Error>
      do { outcome = .success(try await body()) } catch { outcome = .failure(error) }
      call.state.withLock { $0 = outcome }
      waker.wake()
    }
    call.task.withLock { $0 = task }
    return call
  }

  /// What it returned or how it failed; nil while it runs.
  var outcome: Result<[FieldValue], any Error>? { state.withLock { $0 } }

  /// Cancels it, and returns when it has ended.
  func end() async {
    let task = task.withLock { $0 }
    task?.cancel()
    await task?.value
  }
}
