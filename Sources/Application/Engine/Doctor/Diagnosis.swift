import Ecosystem
import Store

/// The result of an examination of a workspace.
public struct Diagnosis: Sendable {
  /// All findings, in the order of the checks.
  var found: [DoctorFinding] = []
  /// The number of the active generation; 0 when there is none, or it cannot be read.
  public internal(set) var generation = 0
  /// The size of the journal; nil when it cannot be read.
  public internal(set) var journal: JournalSize?
  /// The identity of the content; nil when it cannot be read.
  public internal(set) var identity: WorkspaceIdentity?

  /// All findings, damage first.
  public var findings: [DoctorFinding] { found.filter(\.isDamage) + found.filter { !$0.isDamage } }

  /// Number of damaged rows, files and settings.
  public var damageCount: Int { found.filter(\.isDamage).reduce(0) { $0 + max(1, $1.count) } }

  /// Returns the examples of the findings of one code.
  public func examples(of code: String) -> [String] { found.filter { $0.code == code }.flatMap(\.examples) }
}
