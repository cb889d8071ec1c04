import Calendar
import Ecosystem
import HostAPI
import Lua
import Sandbox
import Scheduler
import Store
import Synchronization

/// A sandbox that runs lines one after another, as a shell does: global variables persist between lines.
///
///     let interpreter = try await Interpreter(host: host, limits: ScriptLimits(), isWatched: true)
///     guard case .whole(let chunk) = interpreter.syntax(of: "x = actors.count{}") else { return }
///     let result = try await interpreter.run(chunk, listMax: 100, for: .admin)
///
/// Each line is one invocation: one transaction, which begins as a reader and takes the write lock at the first change, and one
/// entry of the log; an error or a stop rolls it back. The admin's interpreter has all permissions; a plugin's is the plugin's
/// own sandbox, with its `init.lua` run and its permissions. One line at a time.
public final class Interpreter: Sendable {
  /// The owner of the lines that the admin's interpreter runs.
  public static let admin = "admin"
  /// The place of typed code in errors: `shell:1: …`.
  public static let place = ChunkSyntax.chunkName

  /// The sandbox's owner: `admin`, or the plugin's name.
  public let name: String
  private let limits: ScriptLimits
  private let isWatched: Bool
  private let state: Mutex<State>

  private struct State {
    var host: PluginHost
    var session: InterpreterSession
  }

  /// Opens the sandbox.
  ///
  /// - Parameters:
  ///   - name: `admin`, or an installed plugin, whose `init.lua` runs.
  ///   - limits: the limits of each line; nil values have the defaults.
  ///   - isWatched: whether the user can stop a line; it then has the limits of a job, else those of a script.
  /// - Throws: `EngineError.pluginNotInstalled` or `.quarantined`, and errors of running `init.lua`.
  public init(
    host: PluginHost, as name: String = Interpreter.admin, limits: ScriptLimits, isWatched: Bool
  ) async throws {
    self.name = name
    self.limits = limits
    self.isWatched = isWatched
    state = Mutex(State(host: host, session: try await Self.open(host, name, limits: limits)))
  }

  // MARK: Lines

  /// Returns the syntactic state of `text`.
  public func syntax(of text: String) -> ChunkSyntax { ChunkSyntax.of(text, in: session.sandbox) }

  /// Runs a chunk as one invocation.
  ///
  /// - Parameters:
  ///   - listMax: the maximum number of elements returned of a list; the others are counted.
  ///   - readsAll: false when of records that the line finds by one call, more than `listMax` or 10,000, at most a hundred are returned, and the
  ///     others counted without reading them.
  ///   - scope: the records and fields that the reader of the values may see.
  ///   - arguments: the values of `...` in the chunk.
  /// - Returns: the return values, and a summary of the writes.
  /// - Throws: `EngineError.luaFailure` and `.stopped`, and `StoreError` when the writes violate a constraint. Cancelling the
  ///   surrounding task stops the chunk with `cancelled`. `hasLostVariables` then says whether the sandbox is unusable.
  public func run(
    _ chunk: ChunkSyntax.Chunk, listMax: Int, readsAll: Bool = false, for scope: ReadScope, arguments: [FieldValue] = []
  ) async throws -> InterpreterResult {
    let (host, session) = state.withLock { ($0.host, $0.session) }
    let transaction =
      session.permissions.canWrite
      ? try host.beginDeferred(.shell, name, name: Self.logName(chunk.text), for: scope)
      : try host.workspace.store.begin(.read, for: scope)
    let context = session.context(host, transaction)
    context.whenBusy = { [workspace = host.workspace] in WriterStatusFile(workspace).refusal($0, in: workspace.store) }
    let call = InvocationRunner.Call(
      kind: .shell, place: ChunkSyntax.chunkName, name: Self.logName(chunk.text), sandbox: session.sandbox,
      body: .function(session.run),
      arguments: session.arguments(chunk, listMax: listMax, readsAll: readsAll) + arguments.map { LuaValue($0) },
      limits: (isWatched ? TaskLimits.job : .command).with(limits), keepsSandbox: true)
    return try await host.journaled { journal in
      context.validator = RecordValidators(host, transaction, journal: journal, limits: call.limits)
      let values = try await host.runner.runWhole(
        call, context, in: transaction, journal: journal, reading: InterpreterResult.values)
      await host.deliverCaused(by: transaction)
      let hasWritten = transaction.changeCount > 0
      return InterpreterResult(
        values: values, changeCount: transaction.changeCount,
        invocation: hasWritten ? journal.lastWritten : nil, columns: context.columnsOfSQL)
    }
  }

  /// Queries the public views by SQL, as `grappe.sql` does, as one invocation.
  ///
  /// - Throws: as `run`.
  public func query(_ sql: String, listMax: Int, for scope: ReadScope) async throws -> InterpreterResult {
    let source = Array("return grappe.sql(...)".utf8)
    let chunk = ChunkSyntax.Chunk(
      text: sql, function: try session.sandbox.load(source: source, chunkName: "grappe/sql"))
    return try await run(chunk, listMax: listMax, for: scope, arguments: [.text(sql)])
  }

  /// Whether a stop lost the variables, because it came within a library function or for memory.
  public var hasLostVariables: Bool { session.sandbox.isInvalidated }

  /// Returns the names in a table, with the type of each, such as those of `string` for `["string"]`; for an empty path the
  /// globals.
  public func members(of path: [String]) async -> [(name: String, type: String)] {
    let (host, session) = state.withLock { ($0.host, $0.session) }
    let context = session.context(host, nil)
    let call = InvocationRunner.Call(
      kind: .shell, place: ChunkSyntax.chunkName, name: "members", sandbox: session.sandbox, body: .function(session.members),
      arguments: path.map(LuaValue.string), limits: .handler, keepsSandbox: true)
    // The names only help with typing: on an error the list is empty.
    let found = try? await host.runner.run(call, context, journal: InvocationJournal(nil))
    guard case .table(let list)? = found?.first else { return [] }
    return list.array.compactMap(Self.member)
  }

  private static func member(_ value: LuaValue) -> (name: String, type: String)? {
    guard case .table(let entry) = value, case .string(let name)? = entry.fields["name"],
      case .string(let type)? = entry.fields["kind"]
    else { return nil }
    return (name, type)
  }

  // MARK: Life cycle

  /// The ids of the bundles whose code it may run, by name: the plugin's own and its dependencies'; none for the admin.
  public var bundleIDs: [String: String] {
    guard let plugin = session.plugin else { return [:] }
    return plugin.shared.bundleIDs.merging([plugin.name: plugin.bundle.id.description]) { $1 }
  }
  /// The version of the plugin; empty for the admin.
  public var version: String { session.plugin?.version ?? "" }

  /// Replaces the sandbox with a new one; global variables are lost.
  ///
  /// - Throws: as `init`; the present one is kept then.
  public func reopen() async throws {
    let host = state.withLock { $0.host }
    let session = try await Self.open(host, name, limits: limits)
    state.withLock { $0.session = session }
  }

  /// Switches to another host of the same workspace, such as one in another language. Variables are kept.
  public func move(to host: PluginHost) { state.withLock { $0.host = host } }

  private var session: InterpreterSession { state.withLock { $0.session } }

  private static func open(_ host: PluginHost, _ name: String, limits: ScriptLimits) async throws -> InterpreterSession {
    guard name != admin else { return try await InterpreterSession(host, sandbox: try host.scriptSandbox(limits), plugin: nil) }
    let grappe = GrappeTable.make(schema: try host.presentSchema(), plugin: name, version: "")
    let plugin = try await host.journaled {
      try await host.load(named: name, $0, globals: GrappeTable.globals(of: grappe))
    }
    return try await InterpreterSession(host, sandbox: plugin.sandbox, plugin: plugin)
  }

  /// The line's name in the log: its beginning, on one line.
  private static func logName(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return line.count > logNameLengthMax ? line.prefix(logNameLengthMax - 1) + "…" : line
  }

  private static let logNameLengthMax = 48
}

/// The sandbox of an interpreter with its references.
private struct InterpreterSession: Sendable {
  let sandbox: Sandbox
  let plugin: LoadedPlugin?
  /// The functions of the prelude.
  let run: LuaReference
  let members: LuaReference

  init(_ host: PluginHost, sandbox: Sandbox, plugin: LoadedPlugin?) async throws {
    let call = InvocationRunner.Call(
      kind: .load, place: sandbox.name, name: InterpreterPrelude.name, sandbox: sandbox,
      body: .chunk(source: InterpreterPrelude.source, name: InterpreterPrelude.name), limits: .load)
    let context = Self.context(host, plugin, schema: .grappe, in: nil)
    let values = try await host.runner.run(call, context, journal: InvocationJournal(nil))
    guard case .function(let run)? = values.first, case .function(let members)? = values.last else {
      preconditionFailure("the prelude gives two functions")
    }
    (self.sandbox, self.plugin, self.run, self.members) = (sandbox, plugin, run, members)
  }

  /// The arguments of `run` before those of the chunk itself.
  func arguments(_ chunk: ChunkSyntax.Chunk, listMax: Int, readsAll: Bool) -> [LuaValue] {
    let find = (readsAll ? nil : chunk.find).map { find in
      LuaTable(
        array: [],
        fields: [
          "collection": .string(find.collection), "library": .boolean(find.isOfLibrary), "arguments": .function(find.arguments),
          "whole": .integer(Int64(min(listMax, FindLine.wholeMax))), "shown": .integer(Int64(min(listMax, FindLine.shownMax))),
        ])
    }
    return [.integer(Int64(listMax)), .function(chunk.function), find.map(LuaValue.table) ?? .nil]
  }

  var permissions: Permissions { plugin?.permissions ?? .adminWriting }

  func context(_ host: PluginHost, _ transaction: StoreTransaction?) -> HostContext {
    Self.context(host, plugin, schema: transaction?.schema ?? .grappe, in: transaction)
  }

  private static func context(
    _ host: PluginHost, _ plugin: LoadedPlugin?, schema: Schema, in transaction: StoreTransaction?
  ) -> HostContext {
    let begin: (@Sendable () throws -> StoreTransaction)? = transaction.map { transaction in { @Sendable in transaction } }
    guard let plugin else {
      return HostContext(
        plugin: Interpreter.admin, version: "", permissions: .adminWriting, language: host.language,
        now: Instant.now(), schema: schema,
        resources: HostResources(temporaryFolder: host.workspace.directory.path, log: PluginHost.log(Interpreter.admin)), transaction: begin
      )
    }
    return HostContext(
      plugin: plugin.name, version: plugin.version, permissions: plugin.permissions, language: host.language,
      now: Instant.now(), schema: schema,
      resources: HostResources(
        files: plugin.files, translations: plugin.translations, settings: plugin.settings, temporaryFolder: host.workspace.directory.path,
        log: PluginHost.log(plugin.name)),
      transaction: begin)
  }
}
