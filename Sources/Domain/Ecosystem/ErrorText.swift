import Localization

/// The sentence for an error, also for one without wording of its own; it never holds the name of a type.
public enum ErrorText {
  /// The message of an error; a sentence that asks for a report where the error cannot explain itself.
  public static func message(of error: any Error, in language: Language) -> String {
    if let error = error as? any Explainable { return error.message(in: language) }
    if error is CancellationError { return cancelled(language) }
    return unexplained(language)
  }

  /// The sentence for an error without wording.
  public static func unexplained(_ language: Language) -> String {
    Message("ecosystem.error-text.unexplained").text(in: language)
  }

  private static func cancelled(_ language: Language) -> String {
    Message("ecosystem.error-text.cancelled").text(in: language)
  }
}
