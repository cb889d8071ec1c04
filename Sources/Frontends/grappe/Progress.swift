import Foundation
import Shell

/// The progress display of a command for a user at a terminal.
enum Progress {
  /// Nil when no progress is displayed.
  @TaskLocal static var note: ProgressNote?

  /// Runs a command of the command line, and shows its progress on standard error if that is a terminal.
  static func during(_ work: () async throws -> Void) async throws {
    guard let note = makeNote() else { return try await work() }
    defer { note.end() }
    try await $note.withValue(note, operation: work)
  }

  /// Does the same for a command that works on the first thread.
  static func during(_ work: () throws -> Void) throws {
    guard let note = makeNote() else { return try work() }
    defer { note.end() }
    try $note.withValue(note, operation: work)
  }

  /// Creates the note; nil without a terminal that can clear a line.
  private static func makeNote() -> ProgressNote? {
    let kind = ProcessInfo.processInfo.environment["TERM"] ?? ""
    guard !Output.isQuiet, isatty(STDERR_FILENO) == 1, !kind.isEmpty, kind != "dumb" else { return nil }
    let isColored = (ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty
    let line = ProgressLine(isCursorMovable: true, isColored: isColored) { Terminal.currentWidth }
    return ProgressNote(line, language)
  }

  /// Asks the user at the terminal, with the progress display suppressed.
  ///
  /// - Parameter isStopped: whether Ctrl-C came instead of an answer, when it does not end the process.
  /// - Returns: the answer, in lower case and without surrounding spaces; empty after Ctrl-C.
  static func ask(_ question: String, isStopped: () -> Bool) -> String {
    guard let note else { return answer(question, isStopped) }
    return note.withProgressHidden { answer(question, isStopped) }
  }

  private static func answer(_ question: String, _ isStopped: () -> Bool) -> String {
    Output.question(question)
    var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    while poll(&input, 1, 50) == 0 {
      guard !isStopped() else {
        Output.errorLine("")
        return ""
      }
    }
    return (readLine() ?? "").trimmingCharacters(in: .whitespaces).lowercased()
  }
}

/// A command that fills the terminal itself, or runs until it is ended: no progress is displayed.
protocol ReportsOwnProgress {}

extension ShellCommand: ReportsOwnProgress {}
extension TopCommand: ReportsOwnProgress {}
extension ServeCommand: ReportsOwnProgress {}
extension DevCommand: ReportsOwnProgress {}
extension TestCommand: ReportsOwnProgress {}
extension ImportCommand: ReportsOwnProgress {}
