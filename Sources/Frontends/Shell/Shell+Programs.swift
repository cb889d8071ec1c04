import Dispatch
import Localization
import Reports
import TextLayout

// The editor and the pager.

extension Shell {
  /// Opens the last entry in the editor and runs what it saves. A text that is empty or unchanged is not run.
  func edit() async {
    guard let programs = front.programs else { return fail(say("shell.shell-s.edit-needs-terminal"), status: 2) }
    let before = lastLine ?? ""
    switch await onBlockingThread({ programs.edit(before.isEmpty ? "" : before + "\n") }) {
    case .failed(let status): fail(say("shell.shell-s.editor-failed", ["status": Int(status)]), status: 1)
    case .unusable: fail(say("shell.shell-s.edited-text-unusable"), status: 1)
    case .text(let text):
      let entry = Self.entry(text)
      guard !entry.isEmpty, entry != before else { return screen.note(say("shell.shell-s.nothing-edited")) }
      screen.note(entry)
      await run(entry: entry)
    }
  }

  /// Returns an edited text as an entry: without blank lines around it, a command on one line.
  private static func entry(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.hasSuffix("\r") ? $0.dropLast() : $0 }
    let kept = lines.drop { $0.allSatisfy(\.isWhitespace) }.reversed().drop { $0.allSatisfy(\.isWhitespace) }.reversed()
    let isCommand = kept.first?.hasPrefix(":") == true
    return kept.joined(separator: isCommand ? " " : "\n")
  }

  /// Runs `body` with standard output held back, then shows that: in the pager where it is longer than the screen, else as it is.
  func paged(_ body: () async throws -> Void) async rethrows {
    guard screen.isCursorMovable, !options.isJSON, let programs = front.programs, programs.hasPager else { return try await body() }
    StandardStream.output.hold()
    do { try await body() } catch {
      StandardStream.output.release()
      throw error
    }
    guard let text = StandardStream.output.held(), screen.isLonger(text) else { return StandardStream.output.release() }
    if await onBlockingThread({ programs.page(text) }) { StandardStream.output.discard() } else { StandardStream.output.release() }
  }

  /// Whether a command only shows something, so that its output may be held back.
  static func isListing(_ words: [String]) -> Bool {
    switch words.first {
    case "list", "report", "inspect", "export", "history", "log": true
    case "jobs", "proposals", "settings": words.count == 1 || words[1] == "list" || words[1] == "show"
    default: false
    }
  }

  private func onBlockingThread<Result: Sendable>(_ body: @escaping @Sendable () -> Result) async -> Result {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(returning: body()) }
    }
  }
}

extension Screen {
  /// Whether a text has more lines than the terminal shows beside the prompt.
  func isLonger(_ text: [UInt8]) -> Bool {
    let lines = text.lazy.filter { $0 == UInt8(ascii: "\n") }.count
    return lines > max(1, rows - 2)
  }
}
