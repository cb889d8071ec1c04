import Ecosystem
import Reports

/// Tells a person that what takes over a second goes on, and for how long.
final class ProgressNote: Sendable {
  private let screen: Screen
  private let task: Task<Void, Never>?

  init(_ screen: Screen, _ language: Language) {
    self.screen = screen
    guard screen.isInteractive else {
      task = nil
      return
    }
    task = Task {
      for seconds in 1... {
        do { try await Task.sleep(for: .seconds(1)) } catch { return }
        screen.showProgress(Self.text(seconds, language))
      }
    }
  }

  func end() {
    task?.cancel()
    screen.endProgress()
  }

  private static func text(_ seconds: Int, _ language: Language) -> String {
    language == .fr ? "… \(seconds) s · Ctrl-C arrête" : "… \(seconds) s · Ctrl-C stops it"
  }
}
