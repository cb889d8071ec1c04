import Calendar
import Ecosystem
import GRDB
import Localization
import StoreTestSupport
import Testing

@testable import Store

/// JSON that passes the constraints of the tables and that the readers refuse.
private let unreadable = #"{"a":1,"a":2}"#

/// Makes one stored value unreadable and reads it.
struct StoredValueDamage: Sendable, CustomTestStringConvertible {
  /// The place that the message must name: table, row, column.
  let place: String
  let sql: String
  let read: @Sendable (StoreTransaction) throws -> Void

  var testDescription: String { place }

  init(_ place: String, _ sql: String, _ read: @escaping @Sendable (StoreTransaction) throws -> Void) {
    (self.place, self.sql, self.read) = (place, sql, read)
  }
}

@Suite("A stored value that cannot be read is named by table, row and column")
struct StoredValueTests {
  private static let bundle = "sha256:" + String(repeating: "a", count: 64)

  private static func set(_ column: String, of table: String) -> String { "UPDATE \(table) SET \(column) = '\(unreadable)'" }

  static let damages: [StoredValueDamage] = [
    .init("storage demo key, value", set("value", of: "storage")) { _ = try $0.registrations.storage("demo").get("key") },
    .init("storage demo key, value", set("value", of: "storage")) {
      _ = try $0.registrations.storage("demo").value(ofJSON: unreadable, at: "key")
    },
    .init("setting demo year, value", set("value", of: "setting")) { _ = try $0.registrations.settings("demo") },
    .init("outbox 1, payload", set("payload", of: "outbox")) { _ = try $0.queue.delivery(1) },
    .init("outbox 1, before", set("before", of: "outbox")) { _ = try $0.queue.nextDeliveries() },
    .init("job demo:tick, title", set("title", of: "job")) { _ = try $0.queue.jobs() },
    .init("job demo:tick, schedule", set("schedule", of: "job")) { _ = try $0.queue.job("demo", "tick") },
    .init("job demo:tick, schedule", #"UPDATE job SET schedule = '{"every":"never"}'"#) { _ = try $0.queue.job("demo", "tick") },
    .init("plugin_registration \(bundle) job tick, description", set("description", of: "plugin_registration")) {
      try $0.queue.reconcileJobs(now: Instant(milliseconds: 0))
    },
    .init("import_progress /f actor, state", set("state", of: "import_progress")) {
      _ = try $0.importProgress(path: "/f", entity: "actor")
    },
    .init("journal_change 1, summary", set("summary", of: "journal_change")) { _ = try $0.journal.change(of: "00a") },
    .init("journal_chunk 1, shapes", set("shapes", of: "journal_chunk")) { _ = try $0.journal.rowChanges(of: "00a", limit: 1) },
    .init("actor kikk, aliases", #"UPDATE actor SET aliases = '["\ud800"]'"#) { _ = try $0.get("actor", "kikk") },
    .init("actor kikk, plugin_fields", set("plugin_fields", of: "actor")) { _ = try $0.find("actor") },
    .init("concept actor-kind:company, label", set("label", of: "concept")) {
      _ = try $0.get("concept", "actor-kind:company")
    },
  ]

  private func filled() throws -> TemporaryStore {
    let temporary = try TemporaryStore()
    let transaction = try temporary.store.begin(.write, for: .admin)
    try transaction.addConcept("actor-kind", "company")
    try transaction.registrations.declareField(.init(plugin: "demo", name: "mark", entity: "actor", type: .text))
    try transaction.registrations.storage("demo").set("key", 1)
    try transaction.registrations.setSetting("demo", "year", 2024)
    let job = JobRegistration(
      id: "tick", title: LocalizedText(verbatim: "Tick"), schedule: try JobSchedule(cron: nil, every: "1h", at: nil, zone: nil))
    try transaction.registrations.register(events: ["actor.created"], jobs: [job], ofBundle: Self.bundle)
    let plugin = InstalledPlugin(
      name: "demo", version: "1.0.0", bundleID: Self.bundle, grants: "{}", installedAt: TemporaryStore.now)
    try transaction.generations.write([plugin], reason: "install", now: TemporaryStore.now)
    try transaction.setImportProgress(
      ImportProgressRecord(
        path: "/f", entity: "actor", digest: "d", options: "", startedAt: TemporaryStore.now, state: 1, isFinished: false))
    try transaction.invocations.append(
      InvocationRecord(
        id: "00a", plugin: "demo", principal: "admin", kind: "write", name: "", startedAt: TemporaryStore.now, outcome: "done"))
    try transaction.journal.attributeChanges(to: "00a")
    try transaction.commit()
    // The listener hears what is written once its plugin is installed.
    try temporary.write { try $0.addActor("kikk", ["aliases": ["K"], "demo.mark": "x"], owner: "demo") }
    return temporary
  }

  private func damaged(_ sql: String) throws -> Store {
    let temporary = try filled()
    temporary.store.close()
    try DatabaseQueue(path: temporary.path).write { try $0.execute(sql: sql) }
    return try Store.openDamaged(at: temporary.path)
  }

  @Test("in the message, with what to do, in each language", arguments: damages)
  func named(damage: StoredValueDamage) throws {
    let transaction = try damaged(damage.sql).begin(.write, for: .admin)
    let error = try #require(storeError { try damage.read(transaction) })
    #expect(error.kind == .corrupt)
    for language in Language.all {
      let message = error.message(in: language)
      #expect(message.hasPrefix(damage.place + ": ") && message.contains("grappe doctor"), "\(message)")
    }
  }

  @Test("a declaration of a field names its plugin, and the file opens for a repair", arguments: ["label", "doc"])
  func declaration(column: String) throws {
    let store = try damaged(Self.set(column, of: "plugin_field"))
    let transaction = try store.begin(.read, for: .admin)
    let error = try #require(storeError { _ = try transaction.registrations.pluginFields() })
    #expect(error.message(in: .en).hasPrefix("plugin_field actor.demo.mark, \(column): "))
    #expect(try transaction.integrity.unreadableValues(transaction.open()).map(\.place) == ["plugin_field.\(column)"])
  }

  @Test("the check of values names each column, with its rows")
  func check() throws {
    let columns = [("label", "concept"), ("plugin_fields", "actor"), ("value", "setting"), ("payload", "outbox")]
    let transaction = try damaged(columns.map { Self.set($0, of: $1) }.joined(separator: ";")).begin(.read, for: .admin)
    let check = try #require(transaction.integrity.contentChecks().first { $0.name == "values" })
    let findings = try check.findings(in: transaction).map { "\($0.place): \($0.examples.joined(separator: ", "))" }
    #expect(
      Set(findings) == [
        "concept.label: actor-kind:company", "actor.plugin_fields: kikk", "setting.value: demo year", "outbox.payload: 1",
      ])
  }

  @Test("a change of the journal that cannot be read is a problem of the journal, not an error")
  func journal() throws {
    let transaction = try damaged(Self.set("shapes", of: "journal_chunk")).begin(.read, for: .admin)
    #expect(try transaction.journal.problems() == ["journal_change 1", "journal_change 2"])
  }

  @Test("an undo refuses a record whose plugins' fields cannot be read, and writes nothing")
  func undo() throws {
    let temporary = try filled()
    let update = try temporary.store.begin(.write, for: .admin)
    try update.update("actor", "kikk", changes: ["demo.mark": "y"], now: TemporaryStore.later)
    try update.commit()
    let last = try temporary.read { try $0.journal.lastChange() ?? "" }
    temporary.store.close()
    try DatabaseQueue(path: temporary.path).write { try $0.execute(sql: Self.set("plugin_fields", of: "actor")) }
    let transaction = try Store.open(at: temporary.path).begin(.write, for: .admin)
    let error = try #require(storeError { try transaction.journal.undo(last) })
    #expect(error.message(in: .en).hasPrefix("actor kikk, plugin_fields: "))
  }
}
