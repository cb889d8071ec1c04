import Ecosystem
import Lua
import Synchronization

/// Runs commands of plugins for other plugins. The engine implements it; a host function only waits.
public protocol CommandCaller: AnyObject, Sendable {
  /// Begins a command in the transaction of an invocation, which waits until the command ends.
  ///
  /// - Parameters:
  ///   - command: its full name, such as `europe:compare`.
  ///   - waker: called when it has ended.
  /// - Throws: an `Explainable` error known before the command runs: a name that is no command, a plugin that may not be called,
  ///   a cycle.
  func start(
    _ command: String, _ parameters: ExactDictionary<FieldValue>, for context: HostContext, waker: Waker
  ) throws -> CommandCall
}

/// A running command of another plugin.
public final class CommandCall: Sendable {
  private let state = Mutex<Result<[FieldValue], any Error>?>(nil)
  private let task = Mutex<Task<Void, Never>?>(nil)

  private init() {}

  /// Starts `body`, and calls `waker` when it has ended.
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

  /// Returned values or error of the command; nil while it runs.
  var outcome: Result<[FieldValue], any Error>? { state.withLock { $0 } }

  /// Takes the results for the invocation that waits, which then goes on with its transaction; nil while it runs.
  ///
  /// - Throws: the error of the command.
  func results(_ call: inout HostCall, _ context: HostContext) throws -> [FieldValue]? {
    guard let outcome else { return nil }
    context.commandCall = nil
    context.resumeInterrupts()
    context.interruptSQL(with: call.task)
    return try outcome.get()
  }

  /// Cancels the command, and returns when it has ended.
  func end() async {
    let task = task.withLock { $0 }
    task?.cancel()
    await task?.value
  }
}
