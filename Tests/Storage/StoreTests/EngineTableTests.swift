import Ecosystem
import Store
import StoreTestSupport
import Testing

@Suite("The engine's own tables")
struct EngineTableTests {
  private func plugin(_ name: String, _ version: String) -> InstalledPlugin {
    InstalledPlugin(
      name: name, version: version, bundleID: "sha256:" + String(repeating: "0", count: 64), grants: "{}",
      installedAt: TemporaryStore.now)
  }

  @Test("generations follow one another and stay readable")
  func generations() throws {
    let temporary = try TemporaryStore()
    try temporary.read { transaction throws in #expect(try transaction.generations.present() == .none) }
    try temporary.write { transaction throws in
      let first = try transaction.generations.write(
        [plugin("europe", "1.0.0")], reason: "install europe", now: TemporaryStore.now)
      #expect(first.number == 1)
    }
    let second = try temporary.write {
      try $0.generations.write(
        [plugin("wallonia", "1.0.0"), plugin("europe", "1.0.0")], reason: "install wallonia",
        now: TemporaryStore.later)
    }
    #expect(second.plugins.map(\.name) == ["europe", "wallonia"])
    try temporary.read { transaction throws in
      #expect(try transaction.generations.present() == second)
      #expect(try transaction.generations.get(number: 1)?.plugins.map(\.name) == ["europe"])
      #expect(try transaction.generations.get(number: 3) == nil)
      #expect(try transaction.generations.all().map(\.number) == [2, 1])
    }
  }

  @Test("an empty generation is one too")
  func emptyGeneration() throws {
    let temporary = try TemporaryStore()
    try temporary.write { try $0.generations.write([], reason: "uninstall", now: TemporaryStore.now) }
    try temporary.read { transaction throws in
      #expect(try transaction.generations.present().number == 1 && transaction.generations.present().plugins.isEmpty)
    }
  }

  @Test("storage is a plugin's own, and its size is known")
  func storage() throws {
    let temporary = try TemporaryStore()
    try temporary.write { transaction throws in
      let storage = transaction.registrations.storage("wallonia")
      try storage.set("jobs/1", ["n": 1])
      try storage.set("jobs/2", "é")
      try storage.set("100%", 2.0)
      try transaction.registrations.storage("paca").set("jobs/1", true)
      #expect(try storage.get("jobs/1") == ["n": 1])
      #expect(try storage.get("100%") == 2.0)
      #expect(try storage.get("jobs") == nil)
      #expect(try storage.keys() == ["100%", "jobs/1", "jobs/2"])
      #expect(try storage.keys(prefix: "jobs/") == ["jobs/1", "jobs/2"])
      #expect(try storage.keys(prefix: "%") == [])
      #expect(try storage.bytes() == 6 + 7 + 6 + 4 + 4 + 3)
      try storage.set("jobs/1", nil)
      try storage.delete("jobs/2")
      try storage.delete("jobs/2")
      #expect(try storage.keys() == ["100%"])
      #expect(try transaction.registrations.storage("paca").get("jobs/1") == true)
      #expect(try transaction.registrations.storage("nobody").bytes() == 0)
    }
  }

  @Test("data versions and settings are kept by plugin")
  func settings() throws {
    let temporary = try TemporaryStore()
    try temporary.write { transaction throws in
      #expect(try transaction.registrations.pluginData("wallonia") == nil)
      try transaction.registrations.setPluginData("wallonia", dataVersion: 1)
      try transaction.registrations.setPluginData("wallonia", dataVersion: 2)
      #expect(try transaction.registrations.pluginData("wallonia")?.dataVersion == 2)
      try transaction.registrations.setSetting("wallonia", "year", 2023)
      try transaction.registrations.setSetting("wallonia", "title", ["fr": "x"])
      try transaction.registrations.setSetting("wallonia", "year", 2024)
      #expect(try transaction.registrations.settings("wallonia") == ["year": 2024, "title": ["fr": "x"]])
      try transaction.registrations.setSetting("wallonia", "year", nil)
      #expect(try transaction.registrations.settings("wallonia") == ["title": ["fr": "x"]])
    }
  }

  @Test("invocations are noted, the newest first, under ordered ids")
  func invocations() throws {
    let temporary = try TemporaryStore()
    let records = try temporary.write { transaction throws in
      try (0..<3).map { number in
        let record = InvocationRecord(
          id: try transaction.invocations.makeID(now: TemporaryStore.now), plugin: "wallonia", principal: "admin", kind: "report",
          name: "cartographie",
          startedAt: TemporaryStore.now, outcome: "killed", detail: number == 1 ? "cpu" : nil
        ).with {
          $0.queueMilliseconds = 1
          $0.cpuMilliseconds = 2
          $0.wallMilliseconds = 3
          $0.peakBytes = 4
          $0.rowsRead = 5
          $0.rowsWritten = number
        }
        try transaction.invocations.append(record)
        return record
      }
    }
    #expect(records.map(\.id) == records.map(\.id).sorted() && Set(records.map(\.id)).count == 3)
    try temporary.read { transaction throws in
      #expect(try transaction.invocations.latest() == records.reversed())
      #expect(try transaction.invocations.latest(limit: 1).count == 1)
    }
  }

  @Test("a blob is noted once, under a real hash")
  func blobs() throws {
    let temporary = try TemporaryStore()
    let blob = BlobRecord(
      sha256: String(repeating: "ab", count: 32), bytes: 5, mediaType: nil, createdAt: TemporaryStore.now)
    try temporary.write { transaction throws in
      try transaction.put(blob: blob)
      try transaction.put(
        blob: BlobRecord(sha256: blob.sha256, bytes: 5, mediaType: "x/y", createdAt: TemporaryStore.later))
      #expect(try transaction.blob(blob.sha256) == blob)
      #expect(try transaction.blob("x") == nil)
      #expect(
        storeError { try transaction.put(blob: BlobRecord(sha256: "AB", bytes: 5, createdAt: TemporaryStore.now)) }?
          .kind == .constraint)
    }
  }
}
