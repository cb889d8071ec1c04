/// What an error says to people, also one that has no wording of its own: never the name of a type.
public enum ErrorText {
  /// The message of an error; a sentence that asks for a report where the error cannot explain itself.
  public static func message(of error: any Error, in language: Language) -> String {
    if let error = error as? any Explainable { return error.message(in: language) }
    if error is CancellationError { return cancelled(language) }
    return unexplained(language)
  }

  /// The sentence for an error without wording.
  public static func unexplained(_ language: Language) -> String {
    switch language {
    case .fr: "une erreur imprévue dans Grappe, qu'il ne sait pas expliquer ; signalez-la avec la commande qui y a mené."
    default: "an unforeseen error inside Grappe, which it cannot explain; please report it with the command that led to it."
    }
  }

  private static func cancelled(_ language: Language) -> String {
    switch language {
    case .fr: "interrompu : rien de ce qui était en cours n'est gardé."
    default: "interrupted: nothing of what was under way is kept."
    }
  }
}
