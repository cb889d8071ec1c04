import Ecosystem
import Engine
import Foundation
import Localization
import Reports

/// The admin's interactive shell: lines of Lua, each an invocation of its own, and commands that begin with a colon.
///
///     let shell = try await Shell(front: front, screen: screen, options: options)
///     exit(await shell.run())
public actor Shell {
  let front: ShellFront
  let screen: Screen
  let options: ShellOptions
  let lines: LineQueue
  let completer: Completer
  let interrupts: InterruptWatch?

  var language: Language
  var host: PluginHost
  /// The sandboxes opened so far, by name; their variables are kept while another one is used.
  var interpreters: [String: Interpreter]
  /// The name of the present sandbox.
  var here = Interpreter.admin
  /// The readers for whom lines and reports are read.
  var audience = Audience.admin
  /// The installed plugins, as last read.
  var installed: InstalledPlugins
  /// The lines of the incomplete chunk.
  private var pending = ""
  private var worst: Int32 = 0
  var isLeaving = false
  /// The ids of the shell's invocations that wrote, in order.
  var written: [String] = []
  private var hasExplainedLocals = false
  /// The last line of Lua or command, for `:redo`; nil before the first.
  private(set) var lastLine: String?
  /// Whether the time of each line is shown.
  var isTiming = false

  /// Opens the admin's sandbox and the source of lines: an edited terminal, or the plain lines of a pipe.
  ///
  /// - Throws: `SandboxError` when the system has no memory, `StoreError` when the database cannot be read,
  ///   `EngineError.blobDamaged`, the errors of `front.speak`.
  public init(front: ShellFront, screen: Screen, options: ShellOptions) async throws {
    (self.front, self.screen, self.options) = (front, screen, options)
    language = options.language
    host = try front.makeHost(options.language)
    let admin = try await Interpreter(host: host, limits: options.limits, isWatched: screen.isInteractive)
    interpreters = [Interpreter.admin: admin]
    installed = try InstalledPlugins(host)
    let completer = Completer(
      interpreter: admin, host: host, commands: MetaCommand.all(knowing: front.commands))
    self.completer = completer
    let interrupts = screen.isInteractive ? InterruptWatch() : nil
    self.interrupts = interrupts
    lines = LineQueue(Self.source(screen, options, interrupts: interrupts, completer: completer))
  }

  private static func source(
    _ screen: Screen, _ options: ShellOptions, interrupts: InterruptWatch?, completer: Completer
  ) -> any LineSource {
    let plain = PlainLines(isPrompting: screen.isInteractive, interrupts: interrupts)
    guard screen.isInteractive, screen.isCursorMovable else { return plain }
    return EditedLines(history: HistoryFile(options.historyFile)) { completer.completion(of: $0) } ?? plain
  }

  /// Reads lines and runs them until the end of the input or `:quit`.
  ///
  /// - Returns: the exit code: 0 on a terminal, else the greatest one of all lines.
  public func run() async -> Int32 {
    welcome()
    while !isLeaving {
      switch await lines.next(prompt: prompt) {
      case .line(let line): await take(line)
      case .interrupted: setPending("")
      case .end:
        leaveAtEnd()
        return screen.isInteractive ? 0 : worst
      }
    }
    return screen.isInteractive ? 0 : worst
  }

  // MARK: Lines

  private func take(_ line: String) async {
    await followGeneration()
    if pending.isEmpty {
      let trimmed = line.trimmingCharacters(in: .whitespaces)
      if trimmed.isEmpty { return }
      if screen.isInteractive, trimmed == "exit" || trimmed == "quit" {
        isLeaving = true
        return
      }
      if let command = Self.command(trimmed) {
        lines.remember(trimmed)
        if command != ":redo", command != ":edit" { lastLine = command }
        return await attempt { try await self.execute(command) }
      }
    }
    await takeLua(pending.isEmpty ? line : pending + "\n" + line)
  }

  private func takeLua(_ text: String) async {
    switch interpreter.syntax(of: text) {
    case .unfinished: return setPending(text)
    case .wrong(let message): fail(message, status: 1)
    case .whole(let chunk):
      await attempt { try await self.run(chunk) }
      explainLocals(text)
    }
    remember(text)
    lastLine = text
    setPending("")
  }

  /// Returns a line as a command: one that begins with a colon, or `help`, `?` and a word, which are no Lua. Nil for Lua.
  private static func command(_ line: String) -> String? {
    if line.hasPrefix(":") { return line }
    if line.hasPrefix("?") { return ":help " + line.dropFirst() }
    let words = line.split(separator: " ")
    guard words.first == "help", words.count <= 2, words.last?.allSatisfy({ $0.isLetter || $0.isNumber || ".:_".contains($0) }) == true
    else { return nil }
    return ":" + line
  }

  /// Runs a former line again.
  func runAgain(_ line: String) async {
    if line.hasPrefix(":") { return await attempt { try await self.execute(line) } }
    await takeLua(line)
  }

  /// Runs an entry from the editor, as if it had been typed.
  func run(entry: String) async {
    guard entry.hasPrefix(":") else { return await takeLua(entry) }
    lines.remember(entry)
    lastLine = entry
    await attempt { try await self.execute(entry) }
  }

  /// Adds a line to the history. One that begins with a space is left out, as in other shells.
  private func remember(_ text: String) { if !text.hasPrefix(" ") { lines.remember(text) } }

  private func setPending(_ text: String) {
    pending = text
    completer.pending = text
  }

  private func run(_ chunk: ChunkSyntax.Chunk) async throws {
    let (interpreter, listMax, readsAll, scope) = (interpreter, options.listMax(screen), options.isJSON, scope)
    await show(try await watched { _ in try await interpreter.run(chunk, listMax: listMax, readsAll: readsAll, for: scope) })
  }

  /// Runs `work` with Ctrl-C cancelling it and its progress shown.
  func watched<Result: Sendable>(
    _ work: @escaping @Sendable (ProgressNote) async throws -> Result
  ) async throws -> Result {
    let note = ProgressNote(screen.isInteractive ? screen.progress : nil, language)
    defer { note.end() }
    guard let interrupts else { return try await work(note) }
    return try await interrupts.during { try await work(note) }
  }

  func show(_ result: InterpreterResult) async {
    if options.isJSON { return showJSON(result) }
    await paged { printValues(result) }
    noteChanges(result)
  }

  private func printValues(_ result: InterpreterResult) {
    let text = ValueText(width: screen.width, isColored: screen.isColored, language: language)
    let (values, hasRest) = (result.values, result.values.contains { $0.leftOut > 0 })
    if result.columns == nil, !hasRest {
      screen.print(text.lines(of: values.map(\.value)))
    } else {
      for value in values { screen.print(text.lines(of: value.value, columns: result.columns, leftOut: value.leftOut)) }
    }
  }

  private func showJSON(_ result: InterpreterResult) {
    let values = result.values.map(\.value)
    guard let first = values.first else { return }
    screen.print(json: values.count == 1 ? first.json : FieldValue.list(values).json)
    let leftOut = result.values.reduce(0) { $0 + $1.leftOut }
    guard leftOut > 0 else { return }
    fail(say("shell.shell.json-cut", ["count": leftOut, "max": options.listMax(screen)]), status: 1)
  }

  private func noteChanges(_ result: InterpreterResult) {
    guard result.changeCount > 0, let invocation = result.invocation else { return }
    written.append(invocation)
    completer.note(written: invocation)
    let count = ValueFormat(language).integer(Int64(result.changeCount))
    let undo = front.commands.contains("undo") ? say("shell.shell.undo-takes-back") : ""
    screen.note(say("shell.shell.records-written", ["count": count]) + undo)
  }

  // MARK: Failures

  private func attempt(_ work: () async throws -> Void) async {
    let begin = ContinuousClock.now
    do { try await work() } catch { await fail(error) }
    if isTiming { screen.note("\(Int64((ContinuousClock.now - begin) / .milliseconds(1))) ms") }
  }

  private func fail(_ error: any Error) async {
    if let failure = LineFailure(error, language) {
      fail(failure.text, status: failure.status)
    } else {
      let explanation = front.explain(error)
      fail(explanation.text, status: explanation.status)
    }
    await recover()
  }

  /// Reports an error and keeps its exit code.
  func fail(_ text: String, status: Int32) {
    worst = max(worst, status)
    guard !text.isEmpty else { return }
    screen.fail(options.isJSON ? LineFailure.json(text, status: status) : text)
  }

  /// Replaces the sandbox after a stop within a library function, which lost the variables.
  private func recover() async {
    guard interpreter.hasLostVariables else { return }
    do {
      try await interpreter.reopen()
      fail(
        say(
          "shell.shell.sandbox-was-replaced-variables"), status: 0)
    } catch {
      let explanation = front.explain(error)
      fail(explanation.text, status: explanation.status)
    }
  }

  // MARK: Words

  /// The present sandbox.
  var interpreter: Interpreter {
    guard let interpreter = interpreters[here] else { preconditionFailure("the sandbox one is in is open") }
    return interpreter
  }

  private var prompt: String {
    let name = (here == Interpreter.admin ? "grappe" : here) + (audience == .admin ? "" : " (\(audience.rawValue))")
    let text = pending.isEmpty ? "\(name)> " : String(repeating: " ", count: max(0, name.count - 2)) + "..> "
    guard screen.isCursorMovable, screen.isColored else { return text }
    // The style ends before the space: libedit writes a sequence of zero width together with the character after it.
    return "\u{1}\u{1B}[1m\u{1}\(text.dropLast())\u{1}\u{1B}[0m\u{1} "
  }

  private func welcome() {
    let list = installed.text
    let what = list.isEmpty ? say("shell.shell.no-plugins") : list
    screen.note(
      "\(host.workspace.directory.path) · \(what)\n"
        + say("shell.shell.help-help-quit-leave"))
  }

  private func leaveAtEnd() {
    if screen.isInteractive { screen.print([""]) }
    guard !pending.isEmpty, case .unfinished(let message) = interpreter.syntax(of: pending) else { return }
    fail(message, status: 1)
  }

  private func explainLocals(_ text: String) {
    guard !hasExplainedLocals, pending.isEmpty, text.hasPrefix("local ") else { return }
    hasExplainedLocals = true
    screen.note(
      say(
        "shell.shell.local-holds-line-only"))
  }

  func say(_ id: String, _ arguments: [String: any ArgumentConvertible] = [:]) -> String {
    Message(id, arguments).text(in: language)
  }
}
