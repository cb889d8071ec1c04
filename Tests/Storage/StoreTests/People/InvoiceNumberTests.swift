import Ecosystem
import StoreTestSupport
import Testing

@testable import Store

@Suite("Invoices of dues are numbered by body and year without gaps")
struct InvoiceNumberTests {
  private let temporary: TemporaryStore

  init() throws {
    temporary = try TemporaryStore()
    try temporary.write { transaction in
      try transaction.addPeople()
      try transaction.addMembership("m1")
      try transaction.addMembership("m2", ["member": "p1"])
      try transaction.addMembership("m3", ["member": "p1", "body": "studio"])
    }
  }

  @Test("numbers follow each other in each body and year, and the body is that of the membership")
  func sequence() throws {
    try temporary.write { transaction in
      let added = try [("d1", "m1", "2025"), ("d2", "m2", "2025"), ("d3", "m1", "2026"), ("d4", "m3", "2025")].map {
        try transaction.addDues($0, of: $1, year: $2)
      }
      #expect(added.map { $0["reference"] } == ["2025-0001", "2025-0002", "2026-0001", "2025-0001"])
      #expect(added.map { $0["body"] } == ["cluster", "cluster", "cluster", "studio"])
    }
  }

  @Test("a number of a rolled back transaction is given again, and a number given by hand is kept")
  func givenNumbers() throws {
    let abandoned = try temporary.store.begin(.write, for: .admin)
    try abandoned.addDues("d1", of: "m1", year: "2025")
    abandoned.rollback()
    try temporary.write { transaction in
      #expect(try transaction.addDues("d1", of: "m1", year: "2025")["reference"] == "2025-0001")
      try transaction.addDues("d2", of: "m2", year: "2025", ["reference": "F-25/17"])
      #expect(try transaction.addDues("d3", of: "m1", year: "2026", ["reference": "2025-0009"])["reference"] == "2025-0009")
      #expect(try transaction.addDues("d4", of: "m2", year: "2026")["reference"] == "2026-0001")
      let again = storeError { try transaction.addDues("d5", of: "m1", year: "2027", ["reference": "2025-0001"]) }
      #expect(again?.kind == .notUnique)
    }
  }

  @Test("only the last of a year may be deleted or take another number; the others are cancelled")
  func deletion() throws {
    try temporary.write { transaction in
      for (id, membership) in [("d1", "m1"), ("d2", "m2")] { try transaction.addDues(id, of: membership, year: "2025") }
      let error = storeError { try transaction.delete("dues_period", "d1") }
      #expect(error?.kind == .invoiceNumbered && error?.found == "2025-0001" && error?.wanted == "2025-0002")
      let renamed = storeError { try transaction.update("dues_period", "d1", changes: ["reference": "x"], now: TemporaryStore.later) }
      #expect(renamed?.kind == .invoiceNumbered)
      try transaction.update("dues_period", "d1", changes: ["cancelled_on": "2025-03-01"], now: TemporaryStore.later)
      try transaction.delete("dues_period", "d2")
      #expect(try transaction.addDues("d3", of: "m2", year: "2025")["reference"] == "2025-0002")
    }
  }

  @Test("an undo leaves no gap: it is refused while a later invoice stands")
  func undo() throws {
    var changes: [Int64] = []
    for (id, membership) in [("d1", "m1"), ("d2", "m2")] {
      try temporary.write { try $0.addDues(id, of: membership, year: "2025") }
      changes.append(try temporary.read { try $0.journal.lastChangeNumber() })
    }
    let refused = try temporary.store.begin(.write, for: .admin)
    #expect(storeError { try refused.journal.undo(change: changes[0]) }?.kind == .invoiceNumbered)
    refused.rollback()
    try temporary.write { try $0.journal.undo(change: changes[1]) }
    try temporary.write { try $0.journal.undo(change: changes[0]) }
    #expect(try temporary.read { try $0.count("dues_period") } == 0)
  }

  @Test("dues of a body that is not the membership's are refused")
  func foreignBody() throws {
    let transaction = try temporary.store.begin(.write, for: .admin)
    #expect(storeError { try transaction.addDues("d1", of: "m1", year: "2025", ["body": "studio"]) }?.kind == .disagreement)
  }
}
