import Ecosystem
import Localization
import Store

extension DoctorFinding {
  /// A finding in the content of the file.
  public init(_ finding: ContentFinding) {
    self.init(
      code: finding.code.rawValue, isDamage: finding.isDamage, what: finding.code.what, place: finding.place,
      count: finding.count, examples: finding.examples, remedy: finding.remedy)
  }
}

extension DoctorFinding {
  /// Indexes, triggers, views and derived tables that differ from this version's schema.
  static func structure(_ problems: [String]) -> DoctorFinding {
    let code = ContentFinding.Code.structure
    return DoctorFinding(code.rawValue, problems, at: "sqlite_schema", what: code.what, remedy: code.remedy)
  }
}

extension ContentFinding {
  fileprivate var remedy: LocalizedText { code.remedy }
}

extension ContentFinding.Code {
  fileprivate var remedy: LocalizedText {
    switch self {
    case .structure:
      LocalizedText(
        "engine.doctor-finding-content.grappe-doctor-repair-makes")
    case .foreignTable:
      LocalizedText(
        "engine.doctor-finding-content.another-program-added-take")
    case .table, .unreadable, .journalReference:
      LocalizedText(
        "engine.doctor-finding-content.restore-backup-grappe-restore")
    case .journalRow:
      LocalizedText(
        "engine.doctor-finding-content.another-program-wrote-invocation")
    case .record:
      LocalizedText(
        "engine.doctor-finding-content.install-plugin-delete-records")
    case .unreachableListener:
      LocalizedText(
        "engine.doctor-finding-content.install-plugin-sends-event")
    case .texts: LocalizedText("engine.doctor-finding-content.repair-normalises-texts")
    case .unregistered, .registeredOnly, .list, .search, .names:
      LocalizedText(
        "engine.doctor-finding-content.grappe-doctor-repair-makes-anew")
    case .field, .fieldValue, .storage, .setting, .job, .delivery, .event, .registration, .proposal:
      LocalizedText("engine.doctor-finding-content.grappe-doctor-repair-takes")
    }
  }
}

extension ContentFinding.Code {
  fileprivate var what: LocalizedText {
    switch self {
    case .table:
      LocalizedText(
        "engine.doctor-finding-content.table-missing-not-version")
    case .foreignTable: LocalizedText("engine.doctor-finding-content.table-another-program")
    case .structure:
      LocalizedText(
        "engine.doctor-finding-content.structure-not-version")
    case .unreadable:
      LocalizedText("engine.doctor-finding-content.stored-value-unreadable")
    case .unregistered:
      LocalizedText("engine.doctor-finding-content.records-without-number-register")
    case .registeredOnly:
      LocalizedText("engine.doctor-finding-content.numbers-records-not-there")
    case .list:
      LocalizedText(
        "engine.doctor-finding-content.table-list-does-not")
    case .search:
      LocalizedText(
        "engine.doctor-finding-content.full-text-index-does")
    case .names: LocalizedText("engine.doctor-finding-content.names-not-found")
    case .texts: LocalizedText("engine.doctor-finding-content.texts-not-normal")
    case .journalRow:
      LocalizedText("engine.doctor-finding-content.journal-ends-another-state")
    case .journalReference:
      LocalizedText("engine.doctor-finding-content.journal-refers-what-not")
    case .field: LocalizedText("engine.doctor-finding-content.fields-plugin-gone")
    case .fieldValue:
      LocalizedText("engine.doctor-finding-content.values-fields-nobody-declares")
    case .storage:
      LocalizedText("engine.doctor-finding-content.private-storage-plugin-gone")
    case .setting: LocalizedText("engine.doctor-finding-content.settings-plugin-gone")
    case .record: LocalizedText("engine.doctor-finding-content.records-plugin-not-here")
    case .job: LocalizedText("engine.doctor-finding-content.jobs-no-plugin-asks")
    case .delivery: LocalizedText("engine.doctor-finding-content.deliveries-nobody-waits")
    case .event: LocalizedText("engine.doctor-finding-content.events-nobody-waits")
    case .registration:
      LocalizedText("engine.doctor-finding-content.registrations-bundle-gone")
    case .proposal: LocalizedText("engine.doctor-finding-content.proposals-incomplete")
    case .unreachableListener:
      LocalizedText(
        "engine.doctor-finding-content.plugin-waits-event-nothing")
    }
  }
}
