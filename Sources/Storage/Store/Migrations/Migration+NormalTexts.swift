// Version 3: texts in their normal form, and names that are found without regard to case, accents and ligatures.

extension Migration {
  /// Version 3: brings texts to the normal form of their fields, and adds the table by which names are found. A row stays as it is
  /// where a required text would be empty, or where it could not be told apart from another row; `grappe doctor` reports it.
  static let normalTexts = Migration(
    version: 3,
    statements: [
      """
      CREATE TABLE IF NOT EXISTS name_search (
        folded TEXT NOT NULL,
        name TEXT NOT NULL,
        PRIMARY KEY (folded, name)
      ) STRICT, WITHOUT ROWID
      """
    ] + nameIndexes + texts,
    furtherStatements: { try PluginFields.all($0).compactMap(\.normalisation) + foldedNames })

  private static let indexedNames = [
    ("actor", "name"), ("actor", "city"), ("event", "city"), ("project", "name"), ("training", "city"),
  ]

  private static let nameIndexes = indexedNames.flatMap { table, column in
    [
      "DROP INDEX IF EXISTS \"\(table)_by_\(column)\"",
      "CREATE INDEX \"\(table)_by_\(column)\" ON \"\(table)\" (\"\(column)\" COLLATE NOCASE)",
    ]
  }

  private static let foldedNames =
    indexedNames.map { table, column in
      """
      INSERT OR IGNORE INTO name_search (folded, name) SELECT DISTINCT grappe_fold("\(column)"), "\(column)" FROM "\(table)"
      WHERE length(CAST("\(column)" AS BLOB)) <> length("\(column)")
      """
    } + [
      """
      INSERT OR IGNORE INTO name_search (folded, name) SELECT grappe_fold(target), target FROM actor_aliases
      WHERE grappe_fold(target) <> target
      """
    ]

  private static let texts =
    columns.flatMap { table, rule, names in names.map { update(table, $0, rule: rule) } }
    + tables.flatMap { table in ["source", "locator", "licence"].map { update(table, $0, rule: "line") } }

  private static func update(_ table: String, _ column: String, rule: String) -> String {
    let normal = "grappe_normal(\"\(column)\", '\(rule)')"
    return "UPDATE OR IGNORE \"\(table)\" SET \"\(column)\" = \(normal) WHERE \(normal) IS NOT \"\(column)\""
  }

  /// The columns with texts by table and rule; `*` marks JSON.
  private static let columns: [(table: String, rule: String, names: [String])] = [
    ("actor", "name", ["name", "legal_form", "city"]),
    ("actor", "name*", ["aliases"]),
    ("actor", "lines", ["description"]),
    ("actor", "line", ["email", "phone"]),
    ("application", "line*", ["reasons"]),
    ("award", "name", ["title"]),
    ("award", "lines", ["description"]),
    ("call", "name", ["name"]),
    ("call", "line", ["period", "budget_note"]),
    ("call", "line*", ["gaps", "proposed_changes"]),
    ("concept", "line", ["scheme", "version", "code"]),
    ("concept", "name*", ["label"]),
    ("concept", "line*", ["exact_match"]),
    ("concept", "lines*", ["definition"]),
    ("disbursement", "line", ["note"]),
    ("evaluation", "line", ["version"]),
    ("event", "name", ["name", "city"]),
    ("event", "lines", ["description"]),
    ("event", "line", ["zone", "period", "audience", "recurrence", "frequency"]),
    ("expenditure", "line", ["category"]),
    ("feedback", "line*", ["formats", "themes", "pain_points"]),
    ("identifier", "line", ["scheme", "value"]),
    ("indicator", "line", ["code", "unit", "formula"]),
    ("indicator", "name*", ["label"]),
    ("indicator", "lines*", ["definition"]),
    ("label", "name*", ["name"]),
    ("label", "lines", ["description"]),
    ("label_award", "line", ["evidence"]),
    ("observation", "line", ["period", "origin", "as_written"]),
    ("outcome", "line", ["as_written"]),
    ("programme", "name", ["name"]),
    ("programme", "line", ["period", "budget_note"]),
    ("programme", "line*", ["gaps", "proposed_changes"]),
    ("project", "name", ["name"]),
    ("project", "lines", ["description"]),
    ("relation", "lines", ["note"]),
    ("relation", "line", ["evidence"]),
    ("rule_set", "line", ["version", "legal_reference"]),
    ("session", "name", ["title"]),
    ("session", "line", ["room"]),
    ("session", "lines", ["description"]),
    ("skill_need", "line", ["demand"]),
    ("support_action", "line", ["outcome"]),
    ("territory", "line", ["version", "code"]),
    ("territory", "name*", ["name"]),
    ("training", "name", ["title", "city"]),
    ("training", "line", ["format", "target", "outcome"]),
  ]

  /// The tables with a source, its place and its licence.
  private static let tables = [
    "actor", "application", "award", "call", "concept", "consortium_member", "disbursement", "evaluation", "event",
    "expenditure", "feedback", "figure", "identifier", "indicator", "label", "label_award", "observation", "outcome",
    "programme", "project", "registration", "relation", "rule_set", "session", "skill_need", "support_action",
    "territory", "training",
  ]
}
