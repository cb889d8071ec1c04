import Ecosystem
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
        LocalizedText(fr: "La base est endommagée", en: "The database is damaged"),
        Self.restore),
      Self.finding(
        "reference.broken", brokenReferences.map(\.text), at: "grappe.sqlite",
        LocalizedText(fr: "Des références ne mènent nulle part", en: "References lead nowhere"),
        LocalizedText(
          fr: "Ajoutez les fiches qui manquent, ou remettez une sauvegarde : grappe restore FICHIER.",
          en: "Add the records that are missing, or take a backup up again: grappe restore FILE.")),
      Self.finding(
        "journal.damaged", journalProblems, at: "journal",
        LocalizedText(
          fr: "Le journal n'est pas lisible ou est incomplet", en: "The journal cannot be read or is incomplete"),
        LocalizedText(
          fr: "grappe log --prune-before l'abrège : ce qui est plus ancien ne s'explique ni ne s'annule plus.",
          en: "grappe log --prune-before shortens it: what is older is neither explained nor undone any more.")),
    ].compactMap(\.self)
  }

  private var bundleFindings: [DoctorFinding] {
    let reinstall = LocalizedText(
      fr: "Réinstallez-le à partir de son fichier .grappe.", en: "Install it again from its .grappe file.")
    let present = Self.finding(
      "bundle.damaged", damagedBundles.map(Self.text), at: "blobs",
      LocalizedText(fr: "Un bundle installé manque ou est altéré", en: "An installed bundle is missing or altered"),
      reinstall)
    var former = Self.finding(
      "bundle.former-damaged", damagedFormerBundles.map(Self.text), at: "blobs",
      LocalizedText(
        fr: "Le bundle d'une ancienne version manque ou est altéré ; un retour à elle échouerait",
        en: "The bundle of a former version is missing or altered; a rollback to it would fail"), reinstall)
    former?.isDamage = false
    return [present, former].compactMap(\.self)
  }

  private var folderFindings: [DoctorFinding] {
    let removable = LocalizedText(fr: "Cela peut être supprimé.", en: "It may be deleted.")
    var blobs = Self.finding(
      "blob.unused", orphanedBlobs.map { "blobs/\($0)" }, at: "blobs",
      LocalizedText(fr: "Un fichier ne sert plus", en: "A file is not used"), removable)
    blobs?.isDamage = false
    var files = Self.finding(
      "file.left-over", leftovers, at: ".",
      LocalizedText(fr: "Une commande interrompue a laissé un fichier", en: "A command that was killed left a file"),
      removable)
    files?.isDamage = false
    return [blobs, files].compactMap(\.self)
  }

  private static let restore = LocalizedText(
    fr: "Remettez une sauvegarde : grappe restore FICHIER.", en: "Take a backup up again: grappe restore FILE.")

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
        fr: "Remettez une sauvegarde (grappe restore FICHIER) ; un autre programme a touché à la base.",
        en: "Take a backup up again (grappe restore FILE); another program has touched the database.")
    case .journalRow:
      LocalizedText(
        fr: "Un autre programme l'a écrit, ou une invocation effacée du journal : l'historique ne l'explique pas.",
        en: "Another program wrote it, or an invocation that the journal forgot: the history does not explain it.")
    case .record:
      LocalizedText(
        fr: "Installez le greffon, ou supprimez les fiches si elles ne servent plus.",
        en: "Install the plugin, or delete the records if they are of no use.")
    case .silentListener:
      LocalizedText(
        fr: "Installez le greffon qui envoie l'événement, ou une autre version de celui qui l'attend.",
        en: "Install the plugin that sends the event, or another version of the one that waits for it.")
    case .unregistered, .registeredOnly, .list, .search:
      LocalizedText(
        fr: "grappe doctor --repair le refait à partir des fiches.",
        en: "grappe doctor --repair makes it anew from the records.")
    case .field, .fieldValue, .storage, .setting, .job, .delivery, .event, .registration:
      LocalizedText(fr: "grappe doctor --repair l'enlève.", en: "grappe doctor --repair takes it away.")
    }
  }
}

extension ContentFinding.Code {
  fileprivate var what: LocalizedText {
    switch self {
    case .structure:
      LocalizedText(
        fr: "La structure n'est pas celle de cette version", en: "The structure is not that of this version")
    case .unregistered:
      LocalizedText(fr: "Des fiches sans numéro au registre", en: "Records without a number in the register")
    case .registeredOnly:
      LocalizedText(fr: "Des numéros de fiches qui n'existent pas", en: "Numbers of records that are not there")
    case .list:
      LocalizedText(
        fr: "La table d'une liste ne suit pas les fiches", en: "The table of a list does not follow the records")
    case .search:
      LocalizedText(
        fr: "L'index de recherche ne suit pas les fiches", en: "The full-text index does not follow the records")
    case .journalRow:
      LocalizedText(fr: "Le journal finit sur un autre état", en: "The journal ends with another state")
    case .journalReference:
      LocalizedText(fr: "Le journal renvoie à ce qui n'y est pas", en: "The journal refers to what is not in it")
    case .field: LocalizedText(fr: "Champs d'un greffon disparu", en: "Fields of a plugin that is gone")
    case .fieldValue:
      LocalizedText(fr: "Valeurs de champs que personne ne déclare", en: "Values of fields that nobody declares")
    case .storage:
      LocalizedText(fr: "Données privées d'un greffon disparu", en: "Private storage of a plugin that is gone")
    case .setting: LocalizedText(fr: "Réglages d'un greffon disparu", en: "Settings of a plugin that is gone")
    case .record: LocalizedText(fr: "Fiches d'un greffon absent", en: "Records of a plugin that is not here")
    case .job: LocalizedText(fr: "Tâches qu'aucun greffon ne demande", en: "Jobs that no plugin asks for")
    case .delivery: LocalizedText(fr: "Livraisons que personne n'attend", en: "Deliveries that nobody waits for")
    case .event: LocalizedText(fr: "Événements que personne n'attend", en: "Events that nobody waits for")
    case .registration:
      LocalizedText(fr: "Inscriptions d'un bundle disparu", en: "Registrations of a bundle that is gone")
    case .silentListener:
      LocalizedText(
        fr: "Un greffon attend un événement que rien ici ne cause",
        en: "A plugin waits for an event that nothing here causes")
    }
  }
}
