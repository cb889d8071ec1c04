import Calendar
import Ecosystem
import Localization
import StoreTestSupport
import Testing

@testable import Store

@Suite("Events wait in the file until they are delivered")
struct EventQueueTests {
  /// Makes a store in which a plugin listens.
  private func store(listening events: String...) throws -> TemporaryStore {
    let temporary = try TemporaryStore()
    try temporary.write { transaction throws in
      try transaction.addConcept("actor-kind", "company")
      try transaction.install("hearer", events: events)
    }
    return temporary
  }

  private func add(_ id: String, _ transaction: StoreTransaction) throws {
    try transaction.add("actor", ["id": .text(id), "name": .text(id), "kind": "company"])
  }

  @Test("what happens to a record is heard with the record, and with the one before when it changes")
  func records() throws {
    let temporary = try store(listening: "actor.created", "actor.updated", "actor.deleted")
    try temporary.write { transaction throws in
      try add("kikk", transaction)
      try transaction.update("actor", "kikk", changes: ["name": "KIKK"], now: TemporaryStore.later)
      try transaction.update("actor", "kikk", changes: ["name": "KIKK"], now: TemporaryStore.later)
      try transaction.delete("actor", "kikk", now: TemporaryStore.later)
    }
    try temporary.read { transaction throws in
      let events = try transaction.queue.nextDeliveries().map(\.event)
      #expect(events.map(\.name) == ["actor.created", "actor.updated", "actor.deleted"])
      #expect(events.map { $0.payload.mapValue?["name"] } == ["kikk", "KIKK", "KIKK"])
      #expect(events.map { $0.before?.mapValue?["name"] } == [nil, "kikk", nil])
      #expect(events.allSatisfy { $0.entity == "actor" && $0.record == "kikk" && $0.depth == 1 })
      #expect(events.map(\.recordedAt) == [TemporaryStore.now, TemporaryStore.later, TemporaryStore.later])
    }
  }

  @Test("what nobody listens to is not kept, and what is rolled back never happened")
  func unheard() throws {
    let temporary = try store(listening: "actor.updated")
    try temporary.write { try add("kikk", $0) }
    let transaction = try temporary.store.begin(.write, for: .admin)
    try transaction.update("actor", "kikk", changes: ["name": "KIKK"], now: TemporaryStore.later)
    #expect(transaction.queue.eventCount == 1)
    transaction.rollback()
    try temporary.read { transaction throws in #expect(try transaction.queue.deliveriesWaiting() == 0) }
  }

  @Test("each listener has its events in order, and one that waits does not hold the others")
  func order() throws {
    let temporary = try store(listening: "actor.created", "actor.created")
    try temporary.write { transaction throws in for id in ["a", "b", "c"] { try add(id, transaction) } }
    try temporary.write { transaction throws in
      let first = try transaction.queue.nextDeliveries()
      #expect(first.map(\.listener.position) == [0, 1] && first.map(\.event.record) == ["a", "a"])
      try transaction.queue.finish(first[0])
      #expect(try transaction.queue.nextDeliveries().map(\.event.record).sorted { $0! < $1! } == ["a", "b"])
      try transaction.queue.finish(first[1])
    }
    try temporary.read { transaction throws in
      #expect(try transaction.queue.nextDeliveries().map(\.event.record) == ["b", "b"])
      #expect(try transaction.queue.deliveriesWaiting() == 4)
    }
  }

  @Test("a delivery set aside lets the next ones pass, and comes back when it is retried")
  func setAside() throws {
    let temporary = try store(listening: "actor.created")
    try temporary.write { transaction throws in for id in ["a", "b"] { try add(id, transaction) } }
    try temporary.write { transaction throws in
      var delivery = try #require(try transaction.queue.nextDeliveries().first)
      (delivery.attempts, delivery.setAsideAt, delivery.detail) = (5, TemporaryStore.later, "no")
      try transaction.queue.save(delivery)
      #expect(try transaction.queue.nextDeliveries().map(\.event.record) == ["b"])
      #expect(try transaction.queue.deliveriesSetAside() == [delivery])
      delivery.setAsideAt = nil
      try transaction.queue.save(delivery)
      #expect(try transaction.queue.nextDeliveries().map(\.event.record) == ["a"])
    }
  }

  @Test("an event goes with its last delivery")
  func lastDelivery() throws {
    let temporary = try store(listening: "hearer:ping", "hearer:ping")
    try temporary.write { try $0.queue.record(event: "hearer:ping", payload: ["n": 1], now: TemporaryStore.now) }
    try temporary.write { transaction throws in
      for delivery in try transaction.queue.nextDeliveries() {
        #expect(delivery.event.payload == ["n": 1])
        try transaction.queue.finish(delivery)
      }
      #expect(try transaction.queue.deliveriesWaiting() == 0)
      #expect(try transaction.queue.nextDeliveries().isEmpty)
    }
  }

  @Test("the eighth event of a chain is the last")
  func cascade() throws {
    let temporary = try store(listening: "actor.created")
    try temporary.write { transaction throws in
      transaction.events.depth = 7
      try add("last", transaction)
      transaction.events.depth = 8
      #expect(throws: EventCascade.self) { try add("beyond", transaction) }
    }
  }

  @Test("deliveries to plugins that are gone, and to listeners that a new version lacks, are forgotten")
  func gone() throws {
    let temporary = try store(listening: "actor.created", "actor.deleted")
    try temporary.write { transaction throws in
      try add("kikk", transaction)
      try transaction.delete("actor", "kikk")
    }
    try temporary.write { try $0.install("hearer", events: ["actor.deleted"], bundle: "b") }
    try temporary.read { transaction throws in
      #expect(try transaction.queue.nextDeliveries().map(\.event.name) == ["actor.deleted"])
    }
    try temporary.write { try $0.generations.write([], reason: "uninstall", now: TemporaryStore.later) }
    try temporary.read { transaction throws in #expect(try transaction.queue.deliveriesWaiting() == 0) }
  }

  @Test("a savepoint takes back rows, events and checks alike, and the transaction goes on")
  func savepoint() throws {
    let temporary = try store(listening: "actor.created")
    try temporary.write { transaction throws in
      try add("kept", transaction)
      let savepoint = try transaction.savepoint()
      try add("gone", transaction)
      try transaction.add("actor", ["id": "lost", "name": "Lost", "kind": "company", "territory": "no-such-place"])
      try transaction.rollback(to: savepoint)
      #expect(transaction.changeCount == 1 && transaction.queue.eventCount == 1)
      let other = try transaction.savepoint()
      try add("more", transaction)
      try transaction.release(other)
    }
    try temporary.read { transaction throws in
      #expect(try transaction.find("actor").map(\.id) == ["kept", "more"])
      #expect(try transaction.queue.deliveriesWaiting() == 2)
    }
  }

  @Test("of records added together each is told of, in their order")
  func together() throws {
    let temporary = try store(listening: "actor.created")
    let records = (1...16).map { Record(["id": .text("a\($0)"), "name": "Name", "kind": "company"]) }
    try temporary.write { transaction throws in
      try transaction.insert("actor", together: records, owner: "demo", now: TemporaryStore.now)
      #expect(transaction.changeCount == 16 && transaction.queue.eventCount == 16)
    }
    try temporary.read { transaction throws in
      var told: [String] = []
      try transaction.open().run("SELECT record FROM outbox ORDER BY number") { told.append($0.text(0)) }
      #expect(told == records.map(\.id))
      #expect(try transaction.queue.deliveriesWaiting() == 16)
    }
  }

  @Test("a word that a savepoint took back is missing from then on, as one that was deleted is")
  func wordsTakenBack() throws {
    let temporary = try store(listening: "actor.created")
    try temporary.write { transaction throws in
      func addChoir(_ id: String) throws {
        try transaction.add("actor", ["id": .text(id), "name": "Choir", "kind": "choir"])
      }
      func addWord() throws {
        try transaction.add("concept", ["scheme": "actor-kind", "code": "choir", "label": ["en": "Choir"]])
      }
      let savepoint = try transaction.savepoint()
      try addWord()
      try addChoir("one")
      try transaction.rollback(to: savepoint)
      #expect(throws: StoreError.self) { try addChoir("two") }
      try addWord()
      try addChoir("three")
      try transaction.delete("actor", "three")
      try transaction.delete("concept", "actor-kind:choir")
      #expect(throws: StoreError.self) { try addChoir("four") }
    }
  }

  @Test("a watch sees what others commit, and nothing else")
  func watch() throws {
    let temporary = try store(listening: "actor.created")
    let watch = try StoreWatch(temporary.store)
    #expect(try !watch.hasChanged())
    try temporary.write { try add("kikk", $0) }
    #expect(try watch.hasChanged())
    #expect(try !watch.hasChanged())
    let transaction = try temporary.store.begin(.write, for: .admin)
    try add("other", transaction)
    #expect(try !watch.hasChanged())
    transaction.rollback()
    #expect(try !watch.hasChanged())
  }
}

@Suite("Jobs are those of the installed plugins")
struct JobTableTests {
  private func job(_ id: String, every interval: String) throws -> JobRegistration {
    let schedule = try JobSchedule(cron: nil, every: interval, at: nil, zone: nil)
    return JobRegistration(id: id, title: LocalizedText([.fr: "Tâche", .en: "Job"]), schedule: schedule)
  }

  @Test("a job is planned when it is installed, and survives what does not concern it")
  func planned() throws {
    let temporary = try TemporaryStore()
    try temporary.write { try $0.install("p", jobs: [try job("tick", every: "1h")]) }
    var planned = try #require(try temporary.read { try $0.queue.job("p", "tick") })
    #expect(planned.state == .waiting && planned.title[.fr] == "Tâche")
    #expect(planned.dueMilliseconds.map { Instant(milliseconds: $0).text } == "2026-01-02T04:04:05.000Z")
    planned.state = .paused
    (planned.lastOutcome, planned.leaseOwner, planned.leaseUntilMilliseconds) = ("done", "serve-x", 7)
    try temporary.write { try $0.queue.save(planned) }
    try temporary.write { transaction throws in
      try transaction.install("p", jobs: [try job("tick", every: "1h")])
    }
    try temporary.read { transaction throws in #expect(try transaction.queue.jobs() == [planned]) }
  }

  @Test("a new version plans anew what it changed, gives what was set aside a chance, and drops what it lacks")
  func upgraded() throws {
    let temporary = try TemporaryStore()
    try temporary.write {
      try $0.install("p", jobs: [try job("same", every: "1h"), try job("other", every: "1h"), try job("gone", every: "1h")])
    }
    try temporary.write { transaction throws in
      for id in ["same", "other"] {
        var job = try #require(try transaction.queue.job("p", id))
        (job.state, job.attempts) = (.setAside, 5)
        try transaction.queue.save(job)
      }
      try transaction.install("p", jobs: [try job("same", every: "1h"), try job("other", every: "2h")], bundle: "b")
    }
    try temporary.read { transaction throws in
      let jobs = try transaction.queue.jobs()
      #expect(jobs.map(\.id) == ["other", "same"])
      #expect(jobs.allSatisfy { $0.state == .waiting && $0.attempts == 0 })
      #expect(jobs[0].dueMilliseconds.map { Instant(milliseconds: $0).text } == "2026-01-02T05:04:05.000Z")
    }
  }
}

extension StoreTransaction {
  /// Writes a generation of one plugin with listeners and jobs.
  fileprivate func install(
    _ name: String, events: [String] = [], jobs: [JobRegistration] = [], bundle: Character = "a"
  ) throws {
    let id = "sha256:" + String(repeating: bundle, count: 64)
    try registrations.register(events: events, jobs: jobs, ofBundle: id)
    try generations.write(
      [
        InstalledPlugin(name: name, version: "1.0.0", bundleID: id, grants: "{}", installedAt: TemporaryStore.now)
      ], reason: "install", now: TemporaryStore.now)
  }
}
