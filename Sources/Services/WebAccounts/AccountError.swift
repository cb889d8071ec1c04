import Ecosystem
import Localization

/// The reasons why an account, a link or a session cannot be made or changed.
public enum AccountError: Explainable, Hashable {
  /// The name has other characters than names of accounts may have.
  case nameInvalid(name: String)
  case accountUnknown(name: String, known: [String])
  case sessionUnknown(id: String)
  /// The file of the accounts cannot be read or written.
  case unusable(path: String, reason: String)

  public var code: String {
    switch self {
    case .nameInvalid: "account.name"
    case .accountUnknown: "account.unknown"
    case .sessionUnknown: "session.unknown"
    case .unusable: "accounts.unusable"
    }
  }

  public func message(in language: Language) -> String { message.text(in: language) }

  private var message: Message {
    switch self {
    case .nameInvalid(let name): Message("webaccounts.error.name", ["name": name, "most": AccountName.lengthMax])
    case .accountUnknown(let name, let known):
      known.isEmpty
        ? Message("webaccounts.error.no-accounts", ["name": name])
        : Message("webaccounts.error.unknown", ["name": name, "known": known.joined(separator: ", ")])
    case .sessionUnknown(let id): Message("webaccounts.error.session", ["id": id])
    case .unusable(let path, let reason): Message("webaccounts.error.unusable", ["path": path, "reason": reason])
    }
  }
}
