import Ecosystem

/// The wording of the network's errors for people, in one place.
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

  public func message(in language: Language) -> String { language == .fr ? french : english }

  private var french: String {
    switch self {
    case .tooManyNodes(let maximum): "le réseau a plus de \(maximum) acteurs ; resserrez le filtre."
    case .tooManyTies(let maximum):
      "le réseau a plus de \(maximum) liens ; resserrez le filtre des acteurs ou des relations."
    case .tooManyGroups(let found, let maximum):
      "il y a \(found) groupes, le maximum est \(maximum) ; groupez par un champ plus large."
    case .tooLong(let seconds):
      "le calcul a pris plus de \(seconds) s de processeur ; resserrez le filtre ou demandez moins de mesures à la fois."
    case .stopped: "le calcul a été arrêté avec l’appel ; rien n’est à faire."
    case .badOption(let name, let found, let wanted): "\(name) : \(found) ne convient pas ; donnez \(wanted)."
    case .library(let reason): "la bibliothèque igraph a refusé : \(reason) ; vérifiez le filtre et les options."
    }
  }

  private var english: String {
    switch self {
    case .tooManyNodes(let maximum): "the network has more than \(maximum) actors; narrow the filter."
    case .tooManyTies(let maximum):
      "the network has more than \(maximum) ties; narrow the filter of actors or relations."
    case .tooManyGroups(let found, let maximum):
      "there are \(found) groups, the most is \(maximum); group by a broader field."
    case .tooLong(let seconds):
      "the computation took more than \(seconds) s of processor time; narrow the filter or ask for fewer measures at a time."
    case .stopped: "the computation was stopped with its call; there is nothing to do."
    case .badOption(let name, let found, let wanted): "\(name): \(found) does not fit; give \(wanted)."
    case .library(let reason): "the library igraph refused: \(reason); check the filter and the options."
    }
  }
}
