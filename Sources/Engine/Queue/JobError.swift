import Ecosystem

/// Why a job or a delivery was not steered as asked.
public enum JobError: Explainable, Hashable {
  /// There is no job, and no delivery set aside, of that id.
  case unknown(id: String, nearest: String?, known: [String])
  /// A host runs the job now.
  case running(id: String)
  /// No delivery and no cascade of that id is set aside.
  case notSetAside(id: String)
  /// The job neither failed nor waits for another attempt.
  case nothingToRetry(id: String)

  public var code: String {
    switch self {
    case .unknown: "job.unknown"
    case .running: "job.running"
    case .nothingToRetry: "job.nothing-to-retry"
    case .notSetAside: "job.not-set-aside"
    }
  }

  public func message(in language: Language) -> String {
    switch (self, language) {
    case (.unknown(let id, let nearest, let known), .fr):
      "Aucune tâche, ni livraison mise de côté, « \(id) ».\n"
        + (nearest.map { "Vouliez-vous dire « \($0) » ?" } ?? Self.list("Les tâches : ", known, "Aucun greffon n'en a."))
    case (.unknown(let id, let nearest, let known), _):
      "There is no job, and no delivery set aside, \"\(id)\".\n"
        + (nearest.map { "Did you mean \"\($0)\"?" } ?? Self.list("The jobs: ", known, "No plugin has any."))
    case (.running(let id), .fr): "\(id) est déjà en cours dans un autre hôte.\nAttendez sa fin ; grappe top le montre."
    case (.running(let id), _): "\(id) is already run by another host.\nWait for its end; grappe top shows it."
    case (.notSetAside(let id), .fr):
      "Aucune livraison ni cascade mise de côté « \(id) ».\ngrappe jobs montre celles qui le sont : d12, c3."
    case (.notSetAside(let id), _):
      "No delivery or cascade set aside is called \"\(id)\".\ngrappe jobs shows those that are: d12, c3."
    case (.nothingToRetry(let id), .fr): "\(id) n'a pas échoué : il n'y a rien à retenter.\nPour l'exécuter : grappe jobs run \(id)"
    case (.nothingToRetry(let id), _): "\(id) has not failed: there is nothing to try again.\nTo run it: grappe jobs run \(id)"
    }
  }

  private static func list(_ intro: String, _ names: [String], _ none: String) -> String {
    names.isEmpty ? none : intro + names.joined(separator: ", ") + "."
  }
}
