import Ecosystem
import Foundation

/// A worker that is lost in host code while its transaction holds the write lock of the workspace. Nobody else may touch its
/// connection; when it does not come back in time, only the end of the process frees the lock.
struct LostWriter: Sendable {
  /// How long the worker has to come back.
  static let grace = Duration.seconds(10)
  /// The exit code of a process that ended for it.
  static let exitCode: Int32 = 6
  private static let lookInterval = Duration.milliseconds(100)

  /// The invocation, as people know it.
  let place: String
  let language: Language

  /// Ends the process when `isBack` is still false after the grace period.
  func watch(_ isBack: @escaping @Sendable () -> Bool) {
    Task.detached {
      let deadline = ContinuousClock.now.advanced(by: Self.grace)
      while ContinuousClock.now < deadline {
        if isBack() { return }
        try? await Task.sleep(for: Self.lookInterval)
      }
      if isBack() { return }
      FileHandle.standardError.write(Data((message + "\n").utf8))
      _exit(Self.exitCode)
    }
  }

  private var message: String {
    let seconds = Self.grace.components.seconds
    return switch language {
    case .fr:
      "grappe : \(place) n'a pas rendu le verrou d'écriture en \(seconds) s après son arrêt ; le processus se termine (code \(Self.exitCode)), relancez-le : rien de ce que cet appel a écrit n'est gardé."
    default:
      "grappe: \(place) did not give back the write lock within \(seconds) s of being stopped; the process ends (code \(Self.exitCode)). Start it again: nothing this call wrote is kept."
    }
  }
}
