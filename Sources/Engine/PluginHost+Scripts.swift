import Ecosystem
import Foundation
import HostAPI
import Lua
import Sandbox
import Scheduler
import Store

/// The limits of a script or of one evaluated line; a value that is nil has the default of a command.
public struct ScriptLimits: Sendable {
  public var cpuMilliseconds: Int?
  public var wallMilliseconds: Int?
  public var memoryBytes: Int?

  public init() {}
}

extension PluginHost {
  /// Runs a Lua file as the admin, in a sandbox of its own.
  ///
  /// - Parameters:
  ///   - source: the text of the file.
  ///   - name: its path, for messages.
  ///   - arguments: what the chunk finds in `...`.
  ///   - isWriting: whether it may change the data; it then runs in one transaction, committed when it returns.
  /// - Returns: the values the chunk returned.
  public func script(
    source: [UInt8], name: String, arguments: [String], limits: ScriptLimits, isWriting: Bool
  ) async throws -> [FieldValue] {
    let sandbox = try scriptSandbox(limits)
    return try await runScript(.script, .chunk(source: source, name: name), name, arguments, sandbox, limits, isWriting)
  }

  /// Evaluates an expression, or runs statements, as the admin.
  ///
  /// - Returns: the values of the expression, or what the statements returned.
  public func evaluate(_ code: String, limits: ScriptLimits, isWriting: Bool) async throws -> [FieldValue] {
    let sandbox = try scriptSandbox(limits)
    let expression = Array("return \(code)".utf8)
    let isExpression = (try? sandbox.load(source: expression, chunkName: "eval")) != nil
    let source = isExpression ? expression : Array(code.utf8)
    return try await runScript(.eval, .chunk(source: source, name: "eval"), "eval", [], sandbox, limits, isWriting)
  }

  private func runScript(
    _ kind: InvocationKind, _ body: LuaBody, _ name: String, _ arguments: [String], _ sandbox: Sandbox,
    _ limits: ScriptLimits,
    _ isWriting: Bool
  ) async throws -> [FieldValue] {
    // Whoever sits at the terminal sees what is stopped, and may go on trying.
    runner.liftQuarantine(sandbox.name)
    let transaction = isWriting ? try await beginWriting(kind, "admin", name) : try workspace.store.begin(.read)
    let context = HostContext(
      plugin: "admin", version: "", permissions: isWriting ? .adminWriting : .adminReading, language: language,
      now: Instant.now(), schema: transaction.schema, log: Self.log(name), transaction: { transaction })
    let call = InvocationRunner.Call(
      kind: kind, place: name, name: name, sandbox: sandbox, body: body, arguments: arguments.map(LuaValue.string),
      limits: TaskLimits.command.with(limits))
    let values = try await journaled { try await runner.runWhole(call, context, in: transaction, $0) }
    return try values.map { try FieldValue(returned: $0) }
  }

  /// A sandbox with the whole API, the collections as globals as well.
  private func scriptSandbox(_ limits: ScriptLimits) throws -> Sandbox {
    let transaction = try workspace.store.begin(.read)
    defer { transaction.rollback() }
    let schema = transaction.schema
    var configuration = configuration(
      name: "admin", grappe: GrappeTable.make(schema: schema, plugin: "admin", version: "")
    ) { _ in nil }
    for (name, collection) in GrappeTable.collections(of: schema) { configuration.globals[name] = .table(collection) }
    if let memory = limits.memoryBytes { configuration.memoryBytesMax = memory }
    return try Sandbox(configuration)
  }

  /// `print` of plugin code: a line on standard output; `warn`: one on standard error.
  static let printLine: @Sendable (SandboxConfiguration.Channel, String) -> Void = { channel, line in
    let handle = channel == .print ? FileHandle.standardOutput : FileHandle.standardError
    handle.write(Data((line + "\n").utf8))
  }

  /// `grappe.log` of a plugin: a line on standard error.
  static func log(_ name: String) -> @Sendable (LogLevel, String) -> Void {
    { level, message in FileHandle.standardError.write(Data("\(name): \(level.rawValue): \(message)\n".utf8)) }
  }
}
