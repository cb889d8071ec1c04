import Ecosystem
import Localization
import Reports
import Synchronization

/// Shows the progress of work that lasts over a second: its step, and the elapsed time.
///
///     let note = ProgressNote(line, .en)
///     defer { note.end() }
///     note.say("europe: migration 2 of 3")
public final class ProgressNote: Sendable {
  private struct State {
    var seconds = 0
    var text = ""
    /// The number of callers that suppress the display, such as a question to the user.
    var quietness = 0
  }

  private let line: ProgressLine?
  private let language: Language
  private let state = Mutex(State())
  private let task = Mutex<Task<Void, Never>?>(nil)

  /// Starts the clock.
  ///
  /// - Parameter line: the line to draw on; nil when there is no terminal.
  public init(_ line: ProgressLine?, _ language: Language) {
    (self.line, self.language) = (line, language)
    guard line != nil else { return }
    let counting = Task { [weak self] in
      while true {
        do { try await Task.sleep(for: .seconds(1)) } catch { return }
        guard let self else { return }
        tick()
      }
    }
    task.withLock { $0 = counting }
  }

  /// Sets the present step.
  public func say(_ text: String) {
    state.withLock { state in
      state.text = text
      show(state)
    }
  }

  /// Runs `body` with the display suppressed, such as a question.
  public func withProgressHidden<Result>(_ body: () -> Result) -> Result {
    state.withLock { $0.quietness += 1 }
    line?.clear()
    defer { state.withLock { $0.quietness -= 1 } }
    return body()
  }

  /// Clears the note before other output; it is redrawn while the work continues.
  public func clear() { line?.clear() }

  /// Ends the note and frees the line.
  public func end() {
    task.withLock { $0?.cancel() }
    // A redraw that has begun sees that the display is suppressed.
    state.withLock { $0.quietness += 1 }
    line?.end()
  }

  private func tick() {
    state.withLock { state in
      state.seconds += 1
      show(state)
    }
  }

  private func show(_ state: State) {
    guard state.seconds > 0, state.quietness == 0 else { return }
    let stop = Message("shell.progress-note.ctrl-c-stops").text(in: language)
    line?.show("… " + ([state.text, "\(state.seconds) s", stop].filter { !$0.isEmpty }).joined(separator: " · "))
  }
}
