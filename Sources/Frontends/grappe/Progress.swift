import Foundation
import Shell

/// What tells whoever waits at a terminal that a command goes on, and how far it is.
enum Progress {
  /// Nil where nobody is to be told.
  @TaskLocal static var note: ProgressNote?

  /// Does a command of the command line, told of on standard error where that is a terminal.
  static func during(_ work: () async throws -> Void) async throws {
    guard let note = makeNote() else { return try await work() }
    defer { note.end() }
    try await $note.withValue(note, operation: work)
  }

  /// The same of a command that works on the first thread.
  static func during(_ work: () throws -> Void) throws {
    guard let note = makeNote() else { return try work() }
    defer { note.end() }
    try $note.withValue(note, operation: work)
  }

  /// Nil where nobody sits at a terminal that can take a line back.
  private static func makeNote() -> ProgressNote? {
    let kind = ProcessInfo.processInfo.environment["TERM"] ?? ""
    guard isatty(STDERR_FILENO) == 1, !kind.isEmpty, kind != "dumb" else { return nil }
    let isColored = (ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty
    let line = ProgressLine(isCursorMovable: true, isColored: isColored) { Terminal.currentWidth }
    return ProgressNote(line, language)
  }

  /// Asks whoever sits at the terminal; what is shown of the progress keeps still meanwhile.
  ///
  /// - Parameter isStopped: whether Ctrl-C came instead, where it does not end the process.
  /// - Returns: the answer, in lower case and without spaces around it; empty when Ctrl-C came instead.
  static func ask(_ question: String, isStopped: () -> Bool) -> String {
    guard let note else { return answer(question, isStopped) }
    return note.quietly { answer(question, isStopped) }
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

/// A command that fills the terminal itself, or runs until it is ended: nothing is told beside it.
protocol SelfShowingCommand {}

extension ShellCommand: SelfShowingCommand {}
extension TopCommand: SelfShowingCommand {}
extension ServeCommand: SelfShowingCommand {}
extension DevCommand: SelfShowingCommand {}
extension TestCommand: SelfShowingCommand {}
extension ImportCommand: SelfShowingCommand {}
