import Calendar
import Ecosystem
import Foundation
import HostAPI
import Lua
import Reports
import Sandbox
import Scheduler
import Store

/// The limits of a script or of one evaluated line; nil values have the defaults of a command.
public struct ScriptLimits: Sendable {
  public var cpuMilliseconds: Int?
  public var wallMilliseconds: Int?
  /// The longest time it may hold the write lock, whether it writes or not.
  public var writeWallMilliseconds: Int?
  public var memoryBytes: Int?

  public init() {}
}

extension PluginHost {
  /// Runs a Lua file as the admin, in a sandbox of its own.
  ///
  /// - Parameters:
  ///   - call: the file and its arguments.
  ///   - isWriting: whether it may change the data; it then runs in one transaction, committed when it returns.
  ///   - needsDocument: whether a script without a document is an error.
  ///   - scope: the records and fields that the readers of its output may see.
  ///   - instruments: observe the invocation; none by default.
  /// - Returns: the return values of the chunk, and its document.
  /// - Throws: `EngineError` also for a parameter that is unknown, missing or invalid.
  public func script(
    _ call: ScriptCall, limits: ScriptLimits, isWriting: Bool, needsDocument: Bool, for scope: ReadScope,
    instruments: Instruments = Instruments()
  ) async throws -> ScriptOutcome {
    let sandbox = try scriptSandbox(limits)
    return try await runScript(
      .script, .chunk(source: call.source, name: call.name), call: call, sandbox: sandbox, limits: TaskLimits.script.with(limits),
      isWriting: isWriting, for: scope, instruments: instruments, reading: FieldValue.returnedByScript
    ) { context in
      if context.script?.declared == nil, let word = call.parameters.keys.sorted().first {
        throw EngineError.parameterUnknown(entry: call.name, name: word, nearest: nil, known: [])
      }
      if needsDocument, context.document == nil { throw EngineError.documentMissing(script: call.name) }
    }
  }

  /// Returns the parameters that a script declares; empty without a declaration. Runs it up to that call, without changes.
  ///
  /// - Throws: `EngineError.luaFailure` or `.stopped` when the script fails before its declaration, `StoreError` when the
  ///   database cannot be read.
  public func scriptParameters(_ call: ScriptCall, limits: ScriptLimits) async throws -> [ParameterDescription] {
    let sandbox = try scriptSandbox(limits)
    let transaction = try workspace.store.begin(.read, for: .admin)
    defer { transaction.rollback() }
    let context = try await scriptContext(call, isWriting: false, isHelp: true, transaction)
    defer { context.finish() }
    do {
      _ = try await runner.run(
        InvocationRunner.Call(
          kind: .script, place: call.name, name: call.name, sandbox: sandbox,
          body: .chunk(source: call.source, name: call.name), arguments: call.arguments.map(LuaValue.string),
          limits: TaskLimits.script.with(limits)), context, journal: InvocationJournal(nil))
    } catch {
      // The declaration of parameters ends the script with an error of its own.
      guard context.script?.declared != nil else { throw error }
    }
    return context.script?.declared ?? []
  }

  /// Evaluates an expression, or runs statements, as the admin.
  ///
  /// - Parameter scope: the records and fields that the readers of the values may see.
  /// - Returns: the values of the expression, or what the statements returned.
  /// - Throws: `EngineError.luaFailure` or `.stopped` when the code fails, `.writerBusy` when another writer keeps the write
  ///   lock; `StoreError` when the rows violate a constraint; `UnreadableResult` for a value that cannot leave the sandbox.
  public func evaluate(
    _ code: String, limits: ScriptLimits, isWriting: Bool, for scope: ReadScope, instruments: Instruments = Instruments()
  ) async throws -> [FieldValue] {
    let sandbox = try scriptSandbox(limits)
    let expression = Array("return \(code)".utf8)
    let isExpression = (try? sandbox.load(source: expression, chunkName: "eval")) != nil
    let source = isExpression ? expression : Array(code.utf8)
    return try await runScript(
      .eval, .chunk(source: source, name: "eval"), call: ScriptCall(source: source, name: "eval"), sandbox: sandbox,
      limits: TaskLimits.command.with(limits), isWriting: isWriting, for: scope, instruments: instruments, reading: FieldValue.returned
    ) { _ in }.values
  }

  private func runScript(
    _ kind: InvocationKind, _ body: LuaBody, call: ScriptCall, sandbox: Sandbox, limits: TaskLimits,
    isWriting: Bool, for scope: ReadScope, instruments: Instruments, reading: ([LuaValue]) throws -> [FieldValue],
    check: (HostContext) throws -> Void
  ) async throws -> ScriptOutcome {
    // The user at the terminal sees the kill, and may try again.
    runner.liftQuarantine(sandbox.name)
    let transaction =
      isWriting ? try await beginWriting(kind, "admin", name: call.name, for: scope) : try workspace.store.begin(.read, for: scope)
    let context = try await scriptContext(call, isWriting: isWriting, isHelp: false, transaction)
    let findsExamples = try transaction.findsExamples()
    do {
      let request = InvocationRunner.Call(
        kind: kind, place: call.name, name: call.name, sandbox: sandbox, body: body,
        arguments: call.arguments.map(LuaValue.string), limits: limits, instruments: instruments)
      let values = try await journaled { journal in
        connect(context, to: transaction, journal, limits: limits)
        return try await runner.runWhole(
          request, context, in: transaction, journal: journal, reading: reading
        ) { _ in try check(context) }
      }
      await deliverCaused(by: transaction)
      return ScriptOutcome(values: values, document: context.takeDocument()?.marked(withExamples: findsExamples, in: language))
    } catch {
      // An invalid parameter is the caller's error, not a failure of the script.
      throw context.script?.problem ?? error
    }
  }

  private func scriptContext(
    _ call: ScriptCall, isWriting: Bool, isHelp: Bool, _ transaction: StoreTransaction
  ) async throws -> HostContext {
    let former = await formerFieldNames(in: call.source, transaction)
    let context = HostContext(
      plugin: "admin", version: "", permissions: isWriting ? .adminWriting : .adminReading, language: language,
      now: Instant.now(), schema: transaction.schema.remembering(former),
      resources: HostResources(temporaryFolder: workspace.directory.path, log: Self.log(call.name)), transaction: { transaction })
    context.script = ScriptRequest(isHelp: isHelp) { parameters in
      try ParameterValues(entry: call.name, parameters: parameters)
        .values(call.parameters, transaction, schema: transaction.schema)
    }
    return context
  }

  /// Creates a sandbox with the whole API, its collections and modules as globals as well.
  func scriptSandbox(_ limits: ScriptLimits) throws -> Sandbox {
    let transaction = try workspace.store.begin(.read, for: .admin)
    defer { transaction.rollback() }
    let grappe = GrappeTable.make(schema: transaction.schema, plugin: "admin", version: "")
    var configuration = configuration(name: "admin", grappe: grappe) { _ in nil }
    configuration.globals.merge(GrappeTable.globals(of: grappe)) { own, _ in own }
    if let memory = limits.memoryBytes { configuration.memoryBytesMax = memory }
    return try Sandbox(configuration)
  }

  /// Writes lines of plugin code: of `print` to standard output, or to standard error when a program reads the output; of
  /// `warn` to standard error.
  public static let printLine: @Sendable (SandboxConfiguration.Channel, String) -> Void = PluginPrint.write

  /// Returns the function that writes `grappe.log` lines of a plugin to standard error.
  static func log(_ name: String) -> @Sendable (LogLevel, String) -> Void {
    { level, message in StandardStream.error.line("\(name): \(level.rawValue): \(message)") }
  }
}
