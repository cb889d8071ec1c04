import Confinement
import Ecosystem
import Foundation

/// What of the confinement is in force, for people, a line a measure, and for machines.
///
///     for line in ConfinementReport(Confinement.status).lines { Output.line(line) }
struct ConfinementReport {
  private let status: ConfinementStatus

  init(_ status: ConfinementStatus) { self.status = status }

  /// Whether every measure is in force.
  var isComplete: Bool { status.isComplete }

  /// One line for each measure: its name and its state.
  var lines: [String] {
    ConfinementStatus.Measure.allCases.map { measure in
      wording(fr: "\(name(measure)) : \(text(status[measure]))", en: "\(name(measure)): \(text(status[measure]))")
    }
  }

  /// `{"no_new_privileges": {"state": "active"}, "files": {"state": "active", "landlock": 7}, …}`
  var json: FieldValue {
    var measures: ExactDictionary<FieldValue> = [:]
    for measure in ConfinementStatus.Measure.allCases {
      var fields = Self.fields(status[measure])
      if measure == .files, let version = status.landlockVersion { fields["landlock"] = .integer(Int64(version)) }
      measures[Self.key(measure)] = .map(fields)
    }
    return .map(measures)
  }

  private func name(_ measure: ConfinementStatus.Measure) -> String {
    switch measure {
    case .noNewPrivileges: wording(fr: "Aucun nouveau privilège", en: "No new privileges")
    case .files: wording(fr: "Fichiers confinés (Landlock\(version))", en: "Files confined (Landlock\(version))")
    case .network: wording(fr: "Pas de réseau", en: "No network")
    case .programs: wording(fr: "Aucun programme lancé", en: "No programs started")
    case .coreDumps: wording(fr: "Pas d'image mémoire en cas de panne", en: "No core dumps")
    }
  }

  private var version: String {
    status.landlockVersion.map { " " + wording(fr: "ABI \($0)", en: "ABI \($0)") } ?? ""
  }

  private func text(_ state: ConfinementStatus.State) -> String {
    switch state {
    case .active: wording(fr: "actif", en: "active")
    case .partial(let threads):
      wording(
        fr: "en partie, \(threads) fil(s) plus ancien(s) non confiné(s)",
        en: "in part, \(threads) older thread(s) not confined")
    case .refused(let number):
      wording(fr: "refusé par le noyau (\(Self.reason(number)))", en: "refused by the kernel (\(Self.reason(number)))")
    case .unsupported: wording(fr: "absent de ce noyau", en: "not in this kernel")
    case .off: wording(fr: "inactif", en: "inactive")
    }
  }

  private static func reason(_ number: Int32) -> String { String(cString: strerror(number)) }

  private static func fields(_ state: ConfinementStatus.State) -> ExactDictionary<FieldValue> {
    switch state {
    case .active: ["state": "active"]
    case .partial(let threads): ["state": "partial", "older_threads": .integer(Int64(threads))]
    case .refused(let number): ["state": "refused", "errno": .integer(Int64(number))]
    case .unsupported: ["state": "unsupported"]
    case .off: ["state": "off"]
    }
  }

  private static func key(_ measure: ConfinementStatus.Measure) -> String {
    switch measure {
    case .noNewPrivileges: "no_new_privileges"
    case .files: "files"
    case .network: "network"
    case .programs: "programs"
    case .coreDumps: "core_dumps"
    }
  }
}
