import Foundation

/// The work of the process beside a shell: starts the editor or the pager when it is asked to, with one thread. Ends with the shell.
struct CompanionProcess {
  // The codes of requests, and of the answer on a text that cannot be used. Other answers are exit codes.
  static let edit: Int32 = 1
  static let page: Int32 = 2
  static let unusable: Int32 = -1
  /// The maximum length of an edited text in bytes.
  static let editedBytesMax = 1 << 20

  let socket: Int32
  /// The commands, as a shell reads them.
  let editor: String
  let pager: String

  /// The editor of the user, else that of the system.
  static func editor(_ environment: [String: String]) -> String {
    let chosen = [environment["VISUAL"], environment["EDITOR"]].compactMap { $0 }.first { !$0.isEmpty }
    return chosen ?? ["editor", "nano", "vi"].first { isFound($0, environment) } ?? "vi"
  }

  /// The pager of the user, else `less`; nil for none: `PAGER` is empty or `cat`, or there is no `less`.
  static func pager(_ environment: [String: String]) -> String? {
    guard let chosen = environment["PAGER"] else { return isFound("less", environment) ? "less" : nil }
    return chosen.isEmpty || chosen == "cat" ? nil : chosen
  }

  private static func isFound(_ program: String, _ environment: [String: String]) -> Bool {
    let folders = (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
    return folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(program)") }
  }

  /// Answers requests until the shell has gone. Ctrl-C is for the program on the terminal, not for this process.
  func serve() -> Never {
    for number in [SIGINT, SIGQUIT] { signal(number, SIG_IGN) }
    // less: colours, and the text stays on the screen. What is shown comes from plugins: its commands that start programs are off.
    setenv("LESS", "FRX", 0)
    setenv("LESSCHARSET", "utf-8", 0)
    setenv("LESSSECURE", "1", 1)
    while let request = CompanionFrame.read(from: socket) {
      let answer = request.code == Self.edit ? edited(request.bytes) : CompanionFrame(code: paged(request.bytes), bytes: [])
      guard answer.write(to: socket) else { break }
    }
    _exit(0)
  }

  private func edited(_ text: [UInt8]) -> CompanionFrame {
    var folder = Array("\(Foundation.NSTemporaryDirectory())/grappe-XXXXXX".utf8CString)
    guard mkdtemp(&folder) != nil else { return CompanionFrame(code: 127, bytes: []) }
    let path = String(decoding: folder.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    // Swap files and backups of the editor lie beside the text.
    defer { try? FileManager.default.removeItem(atPath: path) }
    let file = path + "/entry.lua"
    guard FileManager.default.createFile(atPath: file, contents: Data(text), attributes: [.posixPermissions: 0o600]),
      let pid = start(editor, argument: file)
    else { return CompanionFrame(code: 127, bytes: []) }
    let status = wait(for: pid)
    guard status == 0 else { return CompanionFrame(code: status, bytes: []) }
    guard let handle = FileHandle(forReadingAtPath: file), let data = try? handle.read(upToCount: Self.editedBytesMax + 1) ?? Data(),
      data.count <= Self.editedBytesMax
    else { return CompanionFrame(code: Self.unusable, bytes: []) }
    return CompanionFrame(code: 0, bytes: Array(data))
  }

  /// Shows a text; returns 0 once the pager has ended, 127 when it did not start.
  private func paged(_ text: [UInt8]) -> Int32 {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return 127 }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let pid = start(pager, input: ends[0])
    close(ends[0])
    // A pager that is left before the end of the text reads no further.
    if pid != nil { _ = CompanionFrame.write(text, to: ends[1]) }
    close(ends[1])
    let status = pid.map(wait) ?? 127
    return status == 127 || status == 126 ? 127 : 0
  }

  /// Starts a command by the shell of the system, with the standard streams of this process.
  private func start(_ command: String, argument: String? = nil, input: Int32? = nil) -> pid_t? {
    var (actions, attributes, signals) = (posix_spawn_file_actions_t(), posix_spawnattr_t(), sigset_t())
    guard posix_spawn_file_actions_init(&actions) == 0, posix_spawnattr_init(&attributes) == 0 else { return nil }
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    if let input { posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO) }
    // The signals that this program ignores are the other's as usual.
    sigemptyset(&signals)
    for number in [SIGINT, SIGQUIT, SIGPIPE, SIGXFSZ] { sigaddset(&signals, number) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    let script = argument == nil ? command : command + " \"$@\""
    let words = (["sh", "-c", script, "grappe"] + [argument].compactMap { $0 }).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var pid: pid_t = 0
    return posix_spawn(&pid, "/bin/sh", &actions, &attributes, words, environ) == 0 ? pid : nil
  }

  /// Waits for the end of a program and returns its exit code, 128 and the number of a signal that ended it.
  private func wait(for pid: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }
}
