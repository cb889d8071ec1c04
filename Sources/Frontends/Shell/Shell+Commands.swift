import Ecosystem
import Engine
import Localization
import Reports

// The commands that begin with a colon.

extension Shell {
  /// Executes a line such as `:report wallonia:agenda`.
  func execute(_ line: String) async throws {
    let words = line.utf8.dropFirst().drop(while: CommandWords.isBlank)
    let (first, others) = (words.prefix { !CommandWords.isBlank($0) }, words.drop { !CommandWords.isBlank($0) })
    let (name, rest) = (first.isEmpty ? "help" : String(Substring(first)), String(Substring(others.drop(while: CommandWords.isBlank))))
    guard let command = completer.commands.first(where: { $0.name == name }) else { return refuse(name) }
    try await execute(command, rest, words: CommandWords.split(rest))
  }

  private func execute(_ command: MetaCommand, _ rest: String, words: [String]) async throws {
    switch command.name {
    case "quit": isLeaving = true
    case "help": try await help(words.first)
    case "as": try await read(as: words.first ?? Interpreter.admin)
    case "reload": try await reload(words.first ?? here)
    case "redo": await redo()
    case "edit": await edit()
    case "timing": switchTiming()
    case "lang": try setLanguage(words.first)
    case "sql": try await query(rest)
    case "undo": try await undo(words)
    case "top": try await delegate(["top", "--once"])
    case "log": try await delegate(["log"] + (words.isEmpty ? ["--limit", "10"] : words))
    case "install", "upgrade", "uninstall", "rollback", "restore":
      try await changePlugins([command.name] + words.map(PathCompletion.expanded))
    case "inspect", "import", "backup": try await delegate([command.name] + words.map(PathCompletion.expanded))
    case "run" where words.first?.hasSuffix(".lua") == true: try await delegate(["script"] + words.map(PathCompletion.expanded))
    default: try await delegate([command.delegate ?? command.name] + words)
    }
  }

  private func refuse(_ name: String) {
    let nearest = NearestName.suggest(name, among: completer.commands.map(\.name))
    let hint = nearest.map { say("shell.shell-s.did-you-mean", ["value": $0]) }
    fail(
      say("shell.shell-s.there-no-command", ["name": name]) + "\n"
        + (hint ?? say("shell.shell-s.help-shows-them-all")), status: 2)
  }

  /// Runs a command of the command line in this workspace.
  private func delegate(_ words: [String]) async throws {
    let (front, host) = (front, host)
    let readers = audience < .admin && words.first.map(Self.readersCommands.contains) == true ? ["--audience", audience.rawValue] : []
    let more = readers + (options.isJSON ? ["--json"] : [])
    guard Self.isListing(words) else { return try await watched { try await front.run(words + more, host, $0) } }
    try await paged { try await watched { try await front.run(words + more, host, $0) } }
  }

  /// The commands whose output is for the readers of `:as`.
  private static let readersCommands: Set<String> = ["report", "run", "export", "history", "script", "eval", "proposals"]

  /// Undoes an invocation; without an id the shell's last writing line, then the one before it.
  private func undo(_ words: [String]) async throws {
    guard words.isEmpty else { return try await delegate(["undo"] + words) }
    guard let last = written.last else {
      return fail(
        say("shell.shell-s.no-line-here-has") + "\n"
          + say("shell.shell-s.log-gives-ids"), status: 5)
    }
    try await delegate(["undo", last])
    written.removeLast()
  }

  /// Runs the last line of Lua, or the last command other than `:redo`, again.
  private func redo() async {
    guard let last = lastLine else { return fail(say("shell.shell-s.nothing-to-repeat"), status: 5) }
    screen.note(last)
    await runAgain(last)
  }

  private func switchTiming() {
    isTiming.toggle()
    screen.note(say(isTiming ? "shell.shell-s.timing-on" : "shell.shell-s.timing-off"))
  }

  private func changePlugins(_ words: [String]) async throws {
    try await delegate(words)
    await followGeneration()
  }

  /// The words of the command that shows the help of an entry such as `wallonia:agenda`; nil for another word.
  private func entryHelp(_ name: String) -> [String]? {
    guard !name.hasPrefix(":"), name.contains(":") else { return nil }
    if completer.entries(.report).contains(where: { $0.name == name }) { return ["report", name, "--entry-help"] }
    if completer.entries(.command).contains(where: { $0.name == name }) { return ["run", name, "--entry-help"] }
    if completer.entries(.importer).contains(where: { $0.name == name }) { return ["import", "--as", name, "--entry-help"] }
    return nil
  }

  private func help(_ word: String?) async throws {
    let topics = completer.topics
    let text = HelpText(topics: topics, language: language, width: screen.width, isColored: screen.isColored)
    guard let word else { return await paged { screen.print(text.overview) } }
    if let command = entryHelp(word) { return try await delegate(command) }
    if let lines = text.lines(on: word) { return await paged { screen.print(lines) } }
    let nearest = NearestName.suggest(word, among: topics.words(after: word))
    fail(
      say("shell.shell-s.help-does-not-know", ["word": word]) + "\n"
        + (nearest.map { say("shell.shell-s.did-you-mean-2", ["value": $0]) } ?? ":help"), status: 2)
  }

  private func query(_ sql: String) async throws {
    let (interpreter, listMax, scope) = (interpreter, options.listMax(screen), scope)
    await show(try await watched { _ in try await interpreter.query(sql, listMax: listMax, for: scope) })
  }

  // MARK: Sandboxes

  /// The records and fields that lines read.
  var scope: ReadScope { ReadScope(audience, includesExamples: false) }

  /// Enters a plugin's sandbox, or reads for an audience; `admin` returns from both.
  private func read(as name: String) async throws {
    guard let chosen = Audience(rawValue: name) else { return try await enter(name) }
    audience = chosen
    if chosen == .admin { try await enter(Interpreter.admin) }
  }

  private func enter(_ name: String) async throws {
    if interpreters[name] == nil { interpreters[name] = try await open(name) }
    here = name
    completer.move(to: interpreter, host: host)
  }

  private func open(_ name: String) async throws -> Interpreter {
    try await Interpreter(host: host, as: name, limits: options.limits, isWatched: screen.isInteractive)
  }

  private func reload(_ name: String) async throws {
    if let interpreter = interpreters[name] {
      try await interpreter.reopen()
    } else {
      interpreters[name] = try await open(name)
    }
    completer.move(to: interpreter, host: host)
    let version = interpreters[name].map { $0.version.isEmpty ? "" : " \($0.version)" } ?? ""
    screen.note(say("shell.shell-s.fresh-sandbox", ["name": name, "version": version]))
  }

  private func setLanguage(_ word: String?) throws {
    guard let word, let chosen = Language(available: word) else {
      return fail(say("shell.shell-s.lang-unknown", ["languages": Language.codes]), status: 2)
    }
    host = try front.makeHost(chosen)
    language = chosen
    for interpreter in interpreters.values { interpreter.move(to: host) }
    completer.move(to: interpreter, host: host)
  }

  // MARK: Generations

  /// Loads the generations that any process has written since the last line.
  func followGeneration() async {
    // If the file cannot be read now, the line itself fails and reports it.
    guard let number = try? host.generationNumber(), number != installed.generation,
      let now = try? InstalledPlugins(host)
    else { return }
    screen.note(
      say("shell.shell-s.generation", ["number": number]) + now.changes(since: installed))
    installed = now
    for (name, interpreter) in interpreters where name != Interpreter.admin { await follow(interpreter, now) }
    completer.move(to: self.interpreter, host: host)
  }

  private func follow(_ interpreter: Interpreter, _ now: InstalledPlugins) async {
    guard interpreter.bundleIDs.contains(where: { now.bundleID(of: $0.key) != $0.value }) else { return }
    do {
      guard now.bundleID(of: interpreter.name) != nil else { throw EngineError.pluginNotInstalled(name: interpreter.name, nearest: nil) }
      try await interpreter.reopen()
      screen.note(
        say(
          "shell.shell-s.fresh-sandbox-variables-lost", ["name": interpreter.name, "version": interpreter.version]))
    } catch {
      interpreters[interpreter.name] = nil
      if here == interpreter.name { here = Interpreter.admin }
      let explanation = front.explain(error)
      fail(explanation.text, status: explanation.status)
    }
  }
}
