import Ecosystem
import Store

extension Fuzzer {
  /// The filters and options of queries: JSON, a filter, or a list of a filter and options. The first byte of an input chooses the
  /// entity. What is accepted can be run.
  static let filter = Fuzzer(name: "filter", bytesMax: 8_192) { input in
    let entities = Schema.grappe.entities
    let entity = entities[Int(input.first ?? 0) % entities.count]
    let bytes = Array(input.dropFirst())
    guard let text = String(validating: bytes, as: UTF8.self), let value = try? FieldValue(json: text) else { return }
    let parts = value.listValue ?? [value]
    let query = try RefusalText.accepted(bytes) {
      try Query(parts.first ?? .null, options: parts.count > 1 ? parts[1] : .null, for: entity)
    }
    guard let query else { return }
    try FuzzedStore.read { transaction in
      let found = try transaction.find(entity.id, query)
      let count = try transaction.count(entity.id, query.filter)
      try Finding.unless(found.count <= count, "more records than there are")
    }
  }
}
