import Bundles
import Ecosystem
import Localization
import Sandbox

/// The sentence for any error that reaches a command, the log or the shell.
public enum ErrorSentence {
  /// The message of an error, in the system's words for one of the system's.
  public static func of(_ error: any Error, in language: Language) -> String {
    switch error {
    case let error as BundleError: error.message(in: .init(rawValue: language.rawValue))
    case let error as SandboxError: error.cause.message
    case let error as any Explainable: error.message(in: language)
    default: SystemReason.reason(of: error) ?? ErrorText.message(of: error, in: language)
    }
  }
}
