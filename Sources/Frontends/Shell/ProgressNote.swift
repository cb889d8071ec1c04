import Ecosystem
import Localization
import Reports
import Synchronization

/// Tells a person that what takes over a second goes on: what it does, and for how long it has.
///
///     let note = ProgressNote(line, .en)
///     defer { note.end() }
///     note.say("europe: migration 2 of 3")
public final class ProgressNote: Sendable {
  private struct State {
    var seconds = 0
    var text = ""
    /// How many want silence, such as a question that is being asked.
    var quietness = 0
  }

  private let line: ProgressLine?
  private let language: Language
  private let state = Mutex(State())
  private let task = Mutex<Task<Void, Never>?>(nil)

  /// Begins to count.
  ///
  /// - Parameter line: where it is told; nil where nobody sits at a terminal.
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

  /// What is being done from now on.
  public func say(_ text: String) {
    state.withLock { state in
      state.text = text
      show(state)
    }
  }

  /// Does what must not be disturbed, such as asking a question.
  public func quietly<Result>(_ body: () -> Result) -> Result {
    state.withLock { $0.quietness += 1 }
    line?.clear()
    defer { state.withLock { $0.quietness -= 1 } }
    return body()
  }

  /// Takes the note away before something else is written; it comes back while the work goes on.
  public func clear() { line?.clear() }

  /// Ends it; the line is free.
  public func end() {
    task.withLock { $0?.cancel() }
    // Who is about to show it finds that nobody wants it any more.
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
