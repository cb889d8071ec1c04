/// How much a plugin may register while its `init.lua` runs.
enum RegistrationLimits {
  /// Fields in all.
  static let fieldsMax = 200
  /// Fields with an index of their own.
  static let indexedFieldsMax = 32
  /// Values that a field or parameter of type `choice` may name.
  static let choicesMax = 1_000
  /// Parameters of one report, command, importer or script.
  static let parametersMax = 100
  /// Reports, commands, importers, jobs, listeners and rule sets, each kind for itself.
  static let entriesMax = 500

  /// Refuses registrations of which there are too many.
  static func require(_ registrations: Registrations) throws(Misuse) {
    let (fields, all) = (registrations.fields, registrations)
    try require(fields.count, atMost: fieldsMax, fr: "champs", en: "fields")
    try require(
      fields.count { $0.isIndexed }, atMost: indexedFieldsMax, fr: "champs indexés", en: "indexed fields")
    try require(all.reports.count, atMost: entriesMax, fr: "rapports", en: "reports")
    try require(all.commands.count, atMost: entriesMax, fr: "commandes", en: "commands")
    try require(all.importers.count, atMost: entriesMax, fr: "importeurs", en: "importers")
    try require(all.listeners.count, atMost: entriesMax, fr: "traitements d'événements", en: "event handlers")
    try require(all.jobs.count, atMost: entriesMax, fr: "tâches", en: "jobs")
    try require(all.rules.count, atMost: entriesMax, fr: "jeux de règles", en: "rule sets")
  }

  /// Refuses more than `most` of something.
  static func require(_ count: Int, atMost most: Int, fr: String, en: String) throws(Misuse) {
    guard count > most else { return }
    throw Misuse(
      code: "call.limit", fr: "au plus \(most) \(fr), celui-ci en fait \(count)",
      en: "at most \(most) \(en), this makes \(count)")
  }
}
