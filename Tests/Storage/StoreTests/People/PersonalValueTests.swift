import Ecosystem
import Localization
import StoreTestSupport
import Testing

@testable import Store

@Suite("No error shows the value of a personal field")
struct PersonalValueTests {
  private static let secret = "Zzyzx"

  @Test("a refused value of every personal field is withheld, when it is written and when it is asked for")
  func refusedValues() throws {
    let temporary = try TemporaryStore()
    try temporary.write { transaction in
      try transaction.addPeople()
      for (entity, id) in [("person", "p1"), ("actor", "studio")] {
        for field in try transaction.schema.requireEntity(entity).fields where field.isPersonal {
          // A control character and a map: neither is a text.
          for value in [FieldValue.text("\(Self.secret)\u{7}"), ["x": .text(Self.secret)]] {
            let written = modelError { try transaction.update(entity, id, changes: [field.id: value], now: TemporaryStore.later) }
            let asked = modelError { _ = try Query(.map([field.id: ["lt": value]]), for: transaction.schema.requireEntity(entity)) }
            for error in [written, asked] {
              let message = try #require(error).message(in: .en)
              #expect(!message.contains(Self.secret) && message.contains(field.id), "\(message)")
            }
          }
        }
      }
    }
  }

  @Test("a value of another field is shown")
  func otherFields() throws {
    let error = modelError { _ = try Query(["territory": .text(Self.secret + " x")], for: .person) }
    #expect(error?.message(in: .en).contains(Self.secret) == true)
  }
}
