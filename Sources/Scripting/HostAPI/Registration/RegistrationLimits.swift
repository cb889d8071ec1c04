import Localization

/// Limits on the registrations of a plugin's `init.lua`.
enum RegistrationLimits {
  /// Fields in all.
  static let fieldsMax = 200
  /// Fields with an index of their own.
  static let indexedFieldsMax = 32
  /// Values that a field or parameter of type `choice` may name.
  static let choicesMax = 1_000
  /// Parameters of one report, command, importer or script.
  static let parametersMax = 100
  /// Cards of one entity.
  static let cardsMax = 5
  /// Items of the portal's menu.
  static let menuMax = 10
  /// Reports, commands, importers, jobs, listeners, validators, rule sets, pages, forms and actions, each kind for itself.
  static let entriesMax = 500

  /// Refuses more registrations than the limits allow.
  static func require(_ registrations: Registrations) throws(APIUsageError) {
    let (fields, all) = (registrations.fields, registrations)
    try require(fields.count, atMost: fieldsMax, doc: "hostapi.registration-limits.fields")
    try require(
      fields.count { $0.isIndexed }, atMost: indexedFieldsMax, doc: "hostapi.registration-limits.indexed-fields")
    try require(all.reports.count, atMost: entriesMax, doc: "hostapi.registration-limits.reports")
    try require(all.commands.count, atMost: entriesMax, doc: "hostapi.registration-limits.commands")
    try require(all.importers.count, atMost: entriesMax, doc: "hostapi.registration-limits.importers")
    try require(all.listeners.count, atMost: entriesMax, doc: "hostapi.registration-limits.event-handlers")
    try require(all.validators.count, atMost: entriesMax, doc: "hostapi.registration-limits.validators")
    try require(all.jobs.count, atMost: entriesMax, doc: "hostapi.registration-limits.jobs")
    try require(all.rules.count, atMost: entriesMax, doc: "hostapi.registration-limits.rule-sets")
    try require(all.pages.count, atMost: entriesMax, doc: "hostapi.registration-limits.pages")
    try require(all.forms.count, atMost: entriesMax, doc: "hostapi.registration-limits.forms")
    try require(all.actions.count, atMost: entriesMax, doc: "hostapi.registration-limits.actions")
    try require(all.menu.count, atMost: menuMax, doc: "hostapi.registration-limits.menu")
  }

  /// Refuses more than `most` of something.
  static func require(_ count: Int, atMost most: Int, doc: LocalizedText) throws(APIUsageError) {
    guard count > most else { return }
    throw APIUsageError(
      code: "call.limit", "hostapi.registration-limits.most-makes", ["most": most, "count": count, "what": doc])
  }
}
