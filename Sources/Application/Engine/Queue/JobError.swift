import Ecosystem
import Localization

/// The reason why an operation on a job or a delivery was refused.
public enum JobError: Explainable, Hashable {
  /// No job, and no delivery set aside, has that id.
  case unknown(id: String, nearest: String?, known: [String])
  /// A host is running the job.
  case running(id: String)
  /// No delivery and no cascade of that id is set aside.
  case notSetAside(id: String)
  /// The job neither failed nor waits for a retry.
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
    switch self {
    case .unknown(let id, let nearest, let known):
      Message("engine.job-error.there-no-job-no", ["id": id, "nearest": Self.hint(nearest, known)]).text(in: language)
    case .running(let id): Message("engine.job-error.already-run-another-host", ["id": id]).text(in: language)
    case .notSetAside(let id): Message("engine.job-error.no-delivery-cascade-set", ["id": id]).text(in: language)
    case .nothingToRetry(let id): Message("engine.job-error.has-not-failed-there", ["id": id]).text(in: language)
    }
  }

  private static func hint(_ nearest: String?, _ known: [String]) -> Message {
    if let nearest { return Message("engine.job-error.did-you-mean", ["nearest": nearest]) }
    guard !known.isEmpty else { return Message("engine.job-error.no-plugin-has-any") }
    return Message("engine.job-error.known-jobs", ["jobs": known.joined(separator: ", ")])
  }
}
