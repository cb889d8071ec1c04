import Ecosystem
import Localization
import Store

/// One thing that is not as it should be: what, where, and what to do.
public struct DoctorFinding: Sendable, Hashable {
  /// A stable name of the kind, for programs.
  public var code: String
  /// Whether answers are wrong because of it; else it is worth knowing.
  public var isDamage: Bool
  public var what: LocalizedText
  /// The table, plugin, file or record.
  public var place: String
  /// How many rows or files.
  public var count: Int
  /// Some of them.
  public var examples: [String]
  public var remedy: LocalizedText

  public var json: FieldValue {
    .map([
      "code": .text(code), "damage": .boolean(isDamage), "what": .text(what[.en]), "where": .text(place),
      "count": .integer(Int64(count)), "examples": .list(examples.map(FieldValue.text)), "remedy": .text(remedy[.en]),
    ])
  }

  /// What and where, in one line: `Words missing from the index (actor, 2): kikk, tec`.
  public func line(in language: Language) -> String {
    let more = count > examples.count ? "…" : ""
    let list = examples.isEmpty ? "" : "\(language == .fr ? " :" : ":") " + examples.joined(separator: ", ") + more
    return "\(what[language]) (\(place)\(count > 1 ? ", \(count)" : ""))\(list)"
  }
}

extension Diagnosis {
  /// Everything that was found, damage first.
  public var findings: [DoctorFinding] {
    let all = fileFindings + contentFindings.map(DoctorFinding.init) + bundleFindings + folderFindings
    return all.filter(\.isDamage) + all.filter { !$0.isDamage }
  }

  private var fileFindings: [DoctorFinding] {
    [
      Self.finding(
        "database.damaged", fileProblems, at: "grappe.sqlite",
        LocalizedText("engine.doctor-finding.database-damaged"),
        Self.restore),
      Self.finding(
        "reference.broken", brokenReferences.map(\.text), at: "grappe.sqlite",
        LocalizedText("engine.doctor-finding.references-lead-nowhere"),
        LocalizedText(
          "engine.doctor-finding.add-records-missing-take")),
      Self.finding(
        "journal.damaged", journalProblems, at: "journal",
        LocalizedText(
          "engine.doctor-finding.journal-cannot-read-incomplete"),
        LocalizedText(
          "engine.doctor-finding.grappe-log-prune-before")),
    ].compactMap(\.self)
  }

  private var bundleFindings: [DoctorFinding] {
    let reinstall = LocalizedText(
      "engine.doctor-finding.install-again-from-grappe")
    let present = Self.finding(
      "bundle.damaged", damagedBundles.map(Self.text), at: "blobs",
      LocalizedText("engine.doctor-finding.installed-bundle-missing-altered"),
      reinstall)
    var former = Self.finding(
      "bundle.former-damaged", damagedFormerBundles.map(Self.text), at: "blobs",
      LocalizedText(
        "engine.doctor-finding.bundle-former-version-missing"), reinstall)
    former?.isDamage = false
    return [present, former].compactMap(\.self)
  }

  private var folderFindings: [DoctorFinding] {
    let removable = LocalizedText("engine.doctor-finding.may-deleted")
    var blobs = Self.finding(
      "blob.unused", orphanedBlobs.map { "blobs/\($0)" }, at: "blobs",
      LocalizedText("engine.doctor-finding.file-not-used"), removable)
    blobs?.isDamage = false
    var files = Self.finding(
      "file.left-over", leftovers, at: ".",
      LocalizedText("engine.doctor-finding.command-was-killed-left"),
      removable)
    files?.isDamage = false
    return [blobs, files].compactMap(\.self)
  }

  private static let restore = LocalizedText(
    "engine.doctor-finding.take-backup-up-again")

  private static func text(_ plugin: InstalledPlugin) -> String {
    "\(plugin.name) \(plugin.version), \(plugin.bundleID)"
  }

  private static func finding(
    _ code: String, _ rows: [String], at place: String, _ what: LocalizedText, _ remedy: LocalizedText
  ) -> DoctorFinding? {
    if rows.isEmpty { return nil }
    return DoctorFinding(
      code: code, isDamage: true, what: what, place: place, count: rows.count,
      examples: Array(rows.prefix(ContentFinding.examplesMax)), remedy: remedy)
  }
}

extension DoctorFinding {
  /// A finding in the content of the file, in words.
  public init(_ finding: ContentFinding) {
    self.init(
      code: finding.code.rawValue, isDamage: finding.isDamage, what: finding.code.what, place: finding.place,
      count: finding.count, examples: finding.examples, remedy: finding.remedy)
  }
}

extension ContentFinding {
  fileprivate var remedy: LocalizedText {
    switch code {
    case .structure, .journalReference:
      LocalizedText(
        "engine.doctor-finding.take-backup-up-again-grappe")
    case .journalRow:
      LocalizedText(
        "engine.doctor-finding.another-program-wrote-invocation")
    case .record:
      LocalizedText(
        "engine.doctor-finding.install-plugin-delete-records")
    case .silentListener:
      LocalizedText(
        "engine.doctor-finding.install-plugin-sends-event")
    case .unregistered, .registeredOnly, .list, .search:
      LocalizedText(
        "engine.doctor-finding.grappe-doctor-repair-makes")
    case .field, .fieldValue, .storage, .setting, .job, .delivery, .event, .registration:
      LocalizedText("engine.doctor-finding.grappe-doctor-repair-takes")
    }
  }
}

extension ContentFinding.Code {
  fileprivate var what: LocalizedText {
    switch self {
    case .structure:
      LocalizedText(
        "engine.doctor-finding.structure-not-version")
    case .unregistered:
      LocalizedText("engine.doctor-finding.records-without-number-register")
    case .registeredOnly:
      LocalizedText("engine.doctor-finding.numbers-records-not-there")
    case .list:
      LocalizedText(
        "engine.doctor-finding.table-list-does-not")
    case .search:
      LocalizedText(
        "engine.doctor-finding.full-text-index-does")
    case .journalRow:
      LocalizedText("engine.doctor-finding.journal-ends-another-state")
    case .journalReference:
      LocalizedText("engine.doctor-finding.journal-refers-what-not")
    case .field: LocalizedText("engine.doctor-finding.fields-plugin-gone")
    case .fieldValue:
      LocalizedText("engine.doctor-finding.values-fields-nobody-declares")
    case .storage:
      LocalizedText("engine.doctor-finding.private-storage-plugin-gone")
    case .setting: LocalizedText("engine.doctor-finding.settings-plugin-gone")
    case .record: LocalizedText("engine.doctor-finding.records-plugin-not-here")
    case .job: LocalizedText("engine.doctor-finding.jobs-no-plugin-asks")
    case .delivery: LocalizedText("engine.doctor-finding.deliveries-nobody-waits")
    case .event: LocalizedText("engine.doctor-finding.events-nobody-waits")
    case .registration:
      LocalizedText("engine.doctor-finding.registrations-bundle-gone")
    case .silentListener:
      LocalizedText(
        "engine.doctor-finding.plugin-waits-event-nothing")
    }
  }
}
