import Confinement
import Ecosystem
import Foundation

/// The state of the confinement, as text with a line per measure, and as JSON.
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
      wording("grappe.confinement-report.text", ["measure": name(measure), "status": text(status[measure])])
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
    case .noNewPrivileges: wording("grappe.confinement-report.no-new-privileges")
    case .files: wording("grappe.confinement-report.files-confined-landlock", ["version": version])
    case .network: wording("grappe.confinement-report.no-network")
    case .programs: wording("grappe.confinement-report.no-programs-started")
    case .coreDumps: wording("grappe.confinement-report.no-core-dumps")
    }
  }

  private var version: String {
    status.landlockVersion.map { " " + wording("grappe.confinement-report.abi", ["value": $0]) } ?? ""
  }

  private func text(_ state: ConfinementStatus.State) -> String {
    switch state {
    case .active: wording("grappe.confinement-report.active")
    case .partial(let threads):
      wording(
        "grappe.confinement-report.older-threads", ["count": threads])
    case .refused(let number):
      wording("grappe.confinement-report.refused-kernel", ["self": Self.reason(number)])
    case .unsupported: wording("grappe.confinement-report.not-kernel")
    case .off: wording("grappe.confinement-report.inactive")
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
