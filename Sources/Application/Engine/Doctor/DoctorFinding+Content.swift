import Ecosystem
import Store

extension DoctorFinding {
  /// A finding in the content of the file, in words.
  public init(_ finding: ContentFinding) {
    self.init(
      code: finding.code.rawValue, isDamage: finding.isDamage, what: finding.code.what, place: finding.place,
      count: finding.count, examples: finding.examples, remedy: finding.remedy)
  }
}

extension DoctorFinding {
  /// Indexes, triggers, views and derived tables that are not as this version makes them.
  static func structure(_ problems: [String]) -> DoctorFinding {
    let code = ContentFinding.Code.structure
    return DoctorFinding(code.rawValue, problems, at: "sqlite_schema", code.what, code.remedy)
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
        fr: "grappe doctor --repair refait index, déclencheurs, vues et tables déduites des fiches.",
        en: "grappe doctor --repair makes indexes, triggers, views and tables that follow from records again.")
    case .foreignTable:
      LocalizedText(
        fr: "Un autre programme l'a ajoutée ; enlevez-la avec lui (DROP TABLE), --repair ne touche pas à son contenu.",
        en: "Another program added it; take it away with that program (DROP TABLE), --repair leaves its content alone.")
    case .table, .journalReference:
      LocalizedText(
        fr: "Remettez une sauvegarde (grappe restore FICHIER) ; sans elle, grappe salvage grappe.sqlite en sort les fiches.",
        en: "Restore a backup (grappe restore FILE); without one, grappe salvage grappe.sqlite brings the records out.")
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
    case .table:
      LocalizedText(
        fr: "Une table manque ou n'est pas celle de cette version",
        en: "A table is missing or not as this version makes it")
    case .foreignTable: LocalizedText(fr: "Une table d'un autre programme", en: "A table of another program")
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
