import Dispatch
import Ecosystem
import Engine
import Synchronization

/// Completes typed text in a shell from the names in its workspace. Called on the thread that reads lines, while no line runs.
final class Completer: CommandCatalog {
  /// The maximum number of codes of a vocabulary offered.
  private static let codesMax = 400

  private struct State {
    var interpreter: Interpreter
    var host: PluginHost
    var pending = ""
    var written: [String] = []
    var entries: [EntryKind: [EntryDescription]] = [:]
    var codes: [LuaCompletion.CodeList: [String]] = [:]
  }

  let commands: [MetaCommand]
  private let state: Mutex<State>

  init(interpreter: Interpreter, host: PluginHost, commands: [MetaCommand]) {
    self.commands = commands
    state = Mutex(State(interpreter: interpreter, host: host))
  }

  /// Switches to another sandbox or host; clears the cached names.
  func move(to interpreter: Interpreter, host: PluginHost) {
    state.withLock { $0 = State(interpreter: interpreter, host: host, written: $0.written) }
  }

  /// The earlier lines of the incomplete chunk.
  var pending: String {
    get { state.withLock { $0.pending } }
    set { state.withLock { $0.pending = newValue } }
  }

  /// Returns the completions of `text`, the line up to the cursor.
  func completion(of text: String) -> Completion {
    let (pending, interpreter, host) = state.withLock { ($0.pending, $0.interpreter, $0.host) }
    if pending.isEmpty, text.hasPrefix(":") { return CommandCompletion(catalog: self).completion(of: text) }
    // If the file cannot be read, the names are those of the model without plugins.
    let schema = (try? host.schema()) ?? .grappe
    let completion = LuaCompletion(
      schema: schema, members: { path in Self.wait { await interpreter.members(of: path) } }, codes: codes)
    return completion.completion(of: pending.isEmpty ? text : pending + "\n" + text)
  }

  // MARK: Names in the workspace

  var plugins: [String] { (try? state.withLock { $0.host }.installed().map(\.name)) ?? [] }

  var entities: [String] { ((try? state.withLock { $0.host }.schema()) ?? .grappe).entities.map(\.id) }

  var views: [(name: String, columns: [String])] {
    ((try? state.withLock { $0.host }.schema()) ?? .grappe).entities.map { ($0.collection, ["id"] + $0.fields.map(\.id)) }
  }

  /// The maximum number of ids offered.
  private static let idsMax = 200

  func ids(of entity: String, beginningWith typed: String) -> [String] {
    // Without a readable file, or for an unknown entity, there is nothing to offer.
    (try? state.withLock { $0.host }.ids(of: entity, beginningWith: typed, limit: Self.idsMax)) ?? []
  }

  func proposals(beginningWith typed: String) -> [String] {
    let host = state.withLock { $0.host }
    return (try? host.proposalIDs(beginningWith: typed, limit: Self.idsMax, for: .login(.admin, language: host.language))) ?? []
  }

  var written: [String] { state.withLock { $0.written } }

  /// The number of invocations of the log that are offered.
  private static let loggedMax = 200

  func logged(onlyWriting: Bool) -> [String] {
    let log = InvocationLog(workspace: state.withLock { $0.host }.workspace)
    let last = (try? log.last(Self.loggedMax)) ?? []
    return last.filter { !onlyWriting || $0.rowsWritten > 0 }.map(\.id)
  }

  /// Offers the id of an invocation from now on.
  func note(written id: String) { state.withLock { $0.written.insert(id, at: 0) } }

  /// The topics of `:help`.
  var topics: HelpTopics {
    HelpTopics(schema: (try? state.withLock { $0.host }.schema()) ?? .grappe, commands: commands)
  }

  func helpWords(after typed: String) -> [String] { topics.words(after: typed) }

  var running: [String] { HostStatusFolder(state.withLock { $0.host }.workspace).invocations().map(\.id) }

  func entries(_ kind: EntryKind) -> [EntryDescription] {
    let (known, host) = state.withLock { ($0.entries[kind], $0.host) }
    if let known { return known }
    let found = Self.wait { (try? await host.entries(kind)) ?? [] }
    state.withLock { $0.entries[kind] = found }
    return found
  }

  private func codes(_ list: LuaCompletion.CodeList) -> [String] {
    let (known, host) = state.withLock { ($0.codes[list], $0.host) }
    if let known { return known }
    // Records change from line to line: their ids are not kept.
    if case .records(let entity, let typed) = list { return ids(of: entity, beginningWith: typed) }
    let found =
      switch list {
      case .records: [String]?.none
      case .scheme(let scheme): try? host.codes(ofScheme: scheme, limit: Self.codesMax)
      case .territories: try? host.territories(limit: Self.codesMax)
      }
    state.withLock { $0.codes[list] = found ?? [] }
    return found ?? []
  }

  /// Blocks until `body` has finished. The thread that reads lines has no other work meanwhile.
  private static func wait<Result: Sendable>(_ body: @escaping @Sendable () async -> Result) -> Result {
    let (done, box) = (DispatchSemaphore(value: 0), Box<Result>())
    Task {
      let result = await body()
      box.value.withLock { $0 = result }
      done.signal()
    }
    done.wait()
    guard let result = box.value.withLock({ $0 }) else { preconditionFailure("the task has put its result here") }
    return result
  }

  private final class Box<Result: Sendable>: Sendable {
    let value = Mutex<Result?>(nil)
  }
}
