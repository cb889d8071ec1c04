import Ecosystem
import Foundation
import GRDB
import Localization
import StoreTestSupport
import Testing

@testable import Store

/// Breaks a file by hand, as another program may do it, and expects that finding and no other.
@Suite("What does not fit is found, exactly")
struct FindingTests {
  private static let bundle = "sha256:" + String(repeating: "a", count: 64)

  /// Makes a file without findings: records with lists, words and places, a plugin with all kinds of data, and one that kept its
  /// data when it was removed.
  private func whole() throws -> TemporaryStore {
    let temporary = try TemporaryStore()
    try temporary.write { transaction throws in
      try transaction.addConcept("actor-kind", "company")
      try transaction.addConcept("sector", "games", owner: "demo")
      for plugin in ["demo", "former"] {
        try transaction.registrations.declareField(.init(plugin: plugin, name: "mark", entity: "actor", type: .text))
        try transaction.registrations.setPluginData(plugin, dataVersion: 1)
        try transaction.registrations.storage(plugin).set("key", 1)
        try transaction.registrations.setSetting(plugin, "year", 2024)
      }
      try transaction.addActor(
        "kikk", ["aliases": ["K", "KK"], "sectors": ["games"], "lat": 50.5, "lon": 4.9, "demo.mark": "x"], owner: "demo")
      try transaction.addActor("tec", ["city": "Liège"])
      let job = JobRegistration(
        id: "tick", title: LocalizedText(verbatim: "Tick"), schedule: try JobSchedule(cron: nil, every: "1h", at: nil, zone: nil))
      try transaction.registrations.register(events: ["actor.created", "demo:sent"], jobs: [job], ofBundle: Self.bundle)
      let plugin = InstalledPlugin(
        name: "demo", version: "1.0.0", bundleID: Self.bundle, grants: "{}", installedAt: TemporaryStore.now)
      try transaction.generations.write([plugin], reason: "install", now: TemporaryStore.now)
    }
    try temporary.write { transaction throws in
      try transaction.update("actor", "tec", changes: ["city": "Namur"], now: TemporaryStore.later)
      try transaction.addActor("late", ["name": "Écluse"])
    }
    return temporary
  }

  private static let number = "(SELECT number FROM record WHERE id = 'tec')"
  private static let event = "INSERT INTO outbox (name, plugin, payload, depth, recorded_at) VALUES ('demo:sent', 'demo', '{}', 1, 'x');"

  /// The change made in the file, and the expected findings: code, place, examples.
  static let breaks: [(sql: String, found: [String])] = [
    ("SELECT 1", []),
    ("DELETE FROM record WHERE id = 'tec'", ["record.unregistered actor: tec", "search.differs actor: #4"]),
    ("INSERT INTO record VALUES (999, 'ghost', 'actor')", ["record.missing actor: ghost"]),
    ("INSERT INTO record VALUES (999, 'ghost', 'nonsense')", ["record.missing record: ghost"]),
    ("INSERT INTO actor_aliases VALUES ('ZZ', 'tec')", ["list.differs actor.aliases: tec"]),
    ("DELETE FROM actor_aliases WHERE target = 'KK'", ["list.differs actor.aliases: kikk"]),
    ("DELETE FROM actor_sectors", ["list.differs actor.sectors: kikk"]),
    ("INSERT INTO actor_search (rowid, name) VALUES (\(number), 'words of another')", ["search.differs actor: tec"]),
    ("INSERT INTO actor_search (rowid, name) VALUES (777, 'nobody')", ["search.differs actor: #777"]),
    ("UPDATE actor SET name = name WHERE id = 'tec'; DELETE FROM search_pending", ["search.differs actor: tec"]),
    ("UPDATE actor SET city = 'Mons' WHERE id = 'tec'", ["journal.row-differs actor: tec"]),
    ("UPDATE actor SET city = ' Namur' WHERE id = 'tec'", ["text.not-normal actor.city: tec"]),
    (#"UPDATE actor SET plugin_fields = '{"demo.mark":"x "}' WHERE id = 'kikk'"#, ["text.not-normal actor.demo.mark: kikk"]),
    ("DELETE FROM name_search WHERE name = 'KK'", ["names.differ actor.aliases: kikk"]),
    ("DELETE FROM name_search WHERE name = 'Écluse'", ["names.differ actor.name: late"]),
    ("DELETE FROM actor WHERE id = 'late'", ["journal.row-differs actor: late"]),
    ("INSERT INTO journal_key VALUES (1, 999)", ["journal.reference journal_key: 999"]),
    (
      "UPDATE journal_change SET undone_by = 77 WHERE number = 2", ["journal.reference journal_change: 2"]
    ),
    (
      "INSERT INTO generation_change (generation, plugin, change) VALUES (1, 'demo', 55)",
      ["journal.reference generation_change: 1"]
    ),
    (
      "DELETE FROM plugin_data WHERE plugin = 'former'",
      [
        "orphan.field plugin_field: actor.former.mark", "orphan.setting setting: former year", "orphan.storage storage: former key",
        "journal.row-differs plugin_data: former",
      ]
    ),
    (#"UPDATE actor SET plugin_fields = '{"gone.x":1}' WHERE id = 'late'"#, ["orphan.field-value actor: late gone.x"]),
    ("UPDATE actor SET owner = 'nobody' WHERE id = 'late'", ["orphan.record actor: nobody late"]),
    (
      "INSERT INTO job SELECT plugin, 'other', bundle_id, title, schedule, state, 1, 1, 0, NULL, NULL, NULL, NULL, NULL FROM job",
      ["orphan.job job: demo:other"]
    ),
    (
      event + "INSERT INTO delivery (event, plugin, name, position) VALUES (2, 'nobody', 'demo:sent', 0)",
      ["orphan.delivery delivery: d2 nobody"]
    ),
    (event, ["orphan.event outbox: 2 demo:sent"]),
    (
      "INSERT INTO plugin_registration VALUES ('sha256:b', 'listener', 'actor.created', 0, '{}')",
      ["orphan.registration plugin_registration: sha256:b listener actor.created"]
    ),
    (
      "INSERT INTO plugin_registration VALUES ('\(bundle)', 'listener', 'gone:sent', 0, '{}')",
      ["listener.silent plugin_registration: demo gone:sent"]
    ),
    (
      #"INSERT INTO import_progress VALUES ('/f', 'actor', 'd', 'o', 'x', '{"a":1,"a":2}', 0)"#,
      ["value.unreadable import_progress.state: /f actor"]
    ),
    ("INSERT INTO proposal_change VALUES ('p1', 0, 'add', 'actor', 'a', '{}', '{}')", ["orphan.proposal proposal: p1"]),
    (
      """
      INSERT INTO proposal (id, filed_at, principal, kind, owner, name, fingerprint, state) VALUES ('p1', 'x', 'a', 'form', 'demo', 'f', '', 'pending');
      INSERT INTO proposal_change VALUES ('p1', 0, 'add', 'actor', 'a', '{"a":1,"a":2}', '{}')
      """, ["value.unreadable proposal_change.fields: p1 0"]
    ),
    ("DROP TRIGGER actor_deleted", ["structure.changed sqlite_schema: trigger actor_deleted: missing"]),
    ("DROP TABLE import_progress", ["structure.table sqlite_schema: table import_progress: missing"]),
    ("CREATE TABLE other (x)", ["structure.foreign-table sqlite_schema: table other: foreign"]),
  ]

  @Test("after each break, and what can be repaired is", arguments: breaks.indices)
  func found(index: Int) throws {
    let (sql, wanted) = Self.breaks[index]
    let temporary = try whole()
    temporary.store.close()
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    try DatabaseQueue(path: temporary.path, configuration: configuration).write { try $0.execute(sql: sql) }
    let store = try Store.open(at: temporary.path)
    let transaction = try store.begin(.write, for: .admin)
    let findings = try transaction.integrity.findings()
    #expect(findings.map(Self.text) == wanted, "\(sql)")
    let repaired = try transaction.integrity.repair(findings)
    #expect(repaired == findings.filter(\.isRepairable))
    try transaction.commit()
    let after = try store.begin(.read, for: .admin)
    #expect(try after.integrity.findings() == findings.filter { !$0.isRepairable }, "\(sql)")
    #expect(try after.integrity.fileProblems() == [] && after.integrity.brokenReferences() == [] && after.journal.problems() == [])
  }

  @Test("every kind is broken once above")
  func complete() {
    let codes = Set(Self.breaks.flatMap(\.found).compactMap { $0.split(separator: " ").first.map(String.init) })
    #expect(codes == Set(ContentFinding.Code.allCases.map(\.rawValue)))
  }

  @Test("what a repair takes from records can be undone")
  func undoable() throws {
    let temporary = try whole()
    try DatabaseQueue(path: temporary.path).write {
      try $0.execute(sql: #"UPDATE actor SET plugin_fields = '{"gone.x":1}' WHERE id = 'late'"#)
    }
    let repaired = try temporary.write { transaction throws in
      try transaction.integrity.repair(try transaction.integrity.findings())
    }
    #expect(repaired.count == 1)
    let last = try temporary.read { try $0.journal.lastChange() ?? "" }
    try temporary.write { try $0.journal.undo(last) }
    try temporary.read { transaction throws in #expect(try transaction.integrity.findings().map(\.code) == [.fieldValue]) }
  }

  private static func text(_ finding: ContentFinding) -> String {
    "\(finding.code.rawValue) \(finding.place): \(finding.examples.joined(separator: ", "))"
  }
}
