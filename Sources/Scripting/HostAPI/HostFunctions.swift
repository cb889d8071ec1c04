import CSV
import Ecosystem
import Localization
import Lua
import Sandbox
import Store

/// Body of a host function: reads its arguments from the call, pushes its results and returns their number.
typealias HostBody = @Sendable (inout HostCall, HostContext) throws -> HostOutcome

/// An entry of a module: `body` with its errors turned into Lua errors that begin with the function's full name.
///
/// - Parameter name: the name plugins call it by, such as `grappe.actors.find`.
func function(_ name: String, _ body: @escaping HostBody) -> HostEntry {
  .function(hostFunction(name, body))
}

/// The same as a bare function, for iterators that a host function returns.
func hostFunction(_ name: String, _ body: @escaping HostBody) -> HostFunction {
  { call in
    let task = call.task
    guard let context = task?.context as? HostContext else { return .error("\(name): called outside an invocation") }
    context.interruptSQL(with: task)
    do { return try context.callObserver == nil ? body(&call, context) : observed(name, &call, in: context, body: body) } catch let error
      as EventCascade
    {
      return .kill(KillReason(.cascade, maximum: Int64(EventCascade.depthMax), used: Int64(error.depth)))
    } catch let error as StoreError where error.kind == .tooLarge {
      // Refused like the memory of Lua itself. SQLite may also have ended the transaction.
      return .kill(KillReason(.memory, maximum: Int64(error.wanted ?? "") ?? 0, used: Int64(error.found ?? "") ?? 0))
    } catch {
      let named = colonCall(of: name, call) ?? context.explaining(error)
      let message = "\(name): \(message(of: named, in: context.language))"
      context.note(code(of: named), message)
      if let refusal = named as? ValidationRefusal { context.validationRefusal = refusal }
      return .error(message)
    }
  }
}

/// Runs the body of a host function, and reports the call to the observer. Does not read the thread's processor clock, a system call.
private func observed(_ name: String, _ call: inout HostCall, in context: HostContext, body: HostBody) throws -> HostOutcome {
  let before = CallMeasure(call)
  do {
    let outcome = try body(&call, context)
    context.callObserver?.hostFunctionReturned(before.observed(name, call), call)
    return outcome
  } catch {
    context.callObserver?.hostFunctionReturned(before.observed(name, call), call)
    throw error
  }
}

/// The rows, memory and time of an invocation when a host function is called.
private struct CallMeasure {
  private let rows: Int64
  private let bytes: Int
  private let nanoseconds = SystemClock.monotonicNanoseconds()

  init(_ call: borrowing HostCall) {
    let task = call.task
    rows = task.map { $0.charged(.rowsRead) + $0.charged(.rowsWritten) } ?? 0
    bytes = task?.state.memoryBytesUsed ?? 0
  }

  /// The call, from then to now.
  func observed(_ name: String, _ call: borrowing HostCall) -> ObservedCall {
    let now = CallMeasure(call)
    return ObservedCall(name: name, rows: now.rows - rows, nanoseconds: now.nanoseconds - nanoseconds, bytes: now.bytes - bytes)
  }
}

/// The error of a function of a module that was called with a colon, which gives it the module itself as first argument; nil for any other
/// call.
private func colonCall(of name: String, _ call: borrowing HostCall) -> APIUsageError? {
  guard !name.contains(":"), let member = name.split(separator: ".").last, call.type(at: 1) == .table,
    case .function? = try? call.field(String(member), at: 1)
  else { return nil }
  return APIUsageError(code: "call.colon", "hostapi.colon.instead-of-point", ["name": name])
}

/// One sentence for a refused call, in the language of the invocation where the error has both.
func message(of error: any Error, in language: Language) -> String {
  if let error = error as? StoreError, error.kind == .readOnly { return APIUsageError.readOnly.message(in: language) }
  return ErrorText.message(of: error, in: language)
}

/// The stable name of the kind of error, such as `permission.denied`.
func code(of error: any Error) -> String {
  (error as? any Explainable)?.code ?? "failed"
}
