import Ecosystem
import Localization

/// The wording of the network's errors for people.
extension NetworkError: Explainable {
  public var code: String {
    switch self {
    case .tooManyNodes: "network.too-many-nodes"
    case .tooManyTies: "network.too-many-ties"
    case .tooManyGroups: "network.too-many-groups"
    case .tooLong: "network.too-long"
    case .stopped: "network.stopped"
    case .badOption: "network.option"
    case .library: "network.library"
    }
  }

  public func message(in language: Language) -> String { message.text(in: language) }

  private var message: Message {
    switch self {
    case .tooManyNodes(let maximum): Message("network.network-error.too-many-nodes", ["maximum": maximum])
    case .tooManyTies(let maximum): Message("network.network-error.too-many-ties", ["maximum": maximum])
    case .tooManyGroups(let found, let maximum):
      Message("network.network-error.too-many-groups", ["found": found, "maximum": maximum])
    case .tooLong(let seconds): Message("network.network-error.too-long", ["seconds": seconds])
    case .stopped: Message("network.network-error.stopped")
    case .badOption(let name, let found, let wanted):
      Message("network.network-error.bad-option", ["name": name, "found": found, "wanted": wanted])
    case .library(let reason): Message("network.network-error.library", ["reason": reason])
    }
  }
}
