import Ecosystem
import Store
import StoreTestSupport
import Testing

@Suite("Groups agree with a naive reading of every record")
struct GroupPropertyTests {
  /// A key as plugins write it, and its values in a record.
  private struct Key {
    let name: String
    let values: (Record) -> [FieldValue]
  }

  private static let pluginFields: [PluginField] = [
    FieldType.boolean, .text, .anyNumber, .date, .choice(["a", "b"]), .list(.text), .concept(scheme: "family"),
  ].enumerated().map { PluginField(plugin: "wallonia", name: "f\($0)", entity: "actor", type: $1) }

  @Test("by every field of every entity, alone and with another one, with the sum of every number")
  func agrees() throws {
    let temporary = try TemporaryStore()
    var generator = RecordGenerator(seed: 5)
    try temporary.write { transaction throws in
      for field in Self.pluginFields { try transaction.registrations.declareField(field) }
      try generator.fill(transaction, count: 40)
    }
    try temporary.read { transaction throws in
      for entity in transaction.schema.entities {
        let all = try transaction.find(entity.id)
        let keys = entity.fields.flatMap(Self.keys)
        let number = entity.fields.first { if case .number = $0.type { true } else { false } }
        for (index, key) in keys.enumerated() {
          let second = keys[(index * 7 + 3) % keys.count]
          for chosen in second.name == key.name ? [[key]] : [[key], [key, second]] {
            let found = try Self.found(transaction, entity, chosen, summing: number)
            #expect(found == Self.expected(all, chosen, summing: number), "\(entity.id) \(chosen.map(\.name))")
          }
        }
      }
    }
  }

  /// Returns count and sum by keys, as the store gives them.
  private static func found(
    _ transaction: StoreTransaction, _ entity: EntityDescription, _ keys: [Key], summing number: FieldDescription?
  ) throws -> [[FieldValue]: [Double]] {
    // Names of their own, since a field may be called "count".
    let named = keys.enumerated().map { ("k\($0)", FieldValue.text($1.name)) }
    var options: ExactDictionary<FieldValue> = ["by": .map(ExactDictionary(uniqueKeysWithValues: named))]
    options["sum"] = number.map { .text($0.id) }
    let query = try GroupQuery(.null, options: .map(options), for: entity, in: transaction.schema)
    var groups: [[FieldValue]: [Double]] = [:]
    try transaction.eachGroup(entity.id, query) { group in
      #expect(groups[group.keys] == nil)
      groups[group.keys] = [Double(group.count), group.figures.first?.numberValue ?? 0]
      return true
    }
    return groups.mapValues { $0.map(rounded) }
  }

  private static func expected(
    _ records: [Record], _ keys: [Key], summing number: FieldDescription?
  ) -> [[FieldValue]: [Double]] {
    var groups: [[FieldValue]: [Double]] = [:]
    for record in records {
      var combinations: [[FieldValue]] = [[]]
      for key in keys { combinations = combinations.flatMap { first in key.values(record).map { first + [$0] } } }
      let value = number.flatMap { record[$0.id].numberValue } ?? 0
      for combination in Set(combinations) {
        let former = groups[combination] ?? [0, 0]
        groups[combination] = [former[0] + 1, former[1] + value]
      }
    }
    return groups.mapValues { $0.map(rounded) }
  }

  /// Rounds a sum: its last bits depend on the order of the addition.
  private static func rounded(_ value: Double) -> Double { (value * 1_000).rounded() / 1_000 }

  private static func keys(_ field: FieldDescription) -> [Key] {
    switch field.type {
    case .json, .money, .localizedText: []
    case .date, .instant: [plain(field), part(field, "year", 4), part(field, "month", 7), part(field, "day", 10)]
    default: [plain(field)]
    }
  }

  private static func plain(_ field: FieldDescription) -> Key {
    Key(name: field.id) { record in record[field.id].listValue ?? [record[field.id]] }
  }

  private static func part(_ field: FieldDescription, _ name: String, _ length: Int) -> Key {
    Key(name: "\(field.id):\(name)") { record in
      guard let text = record[field.id].textValue, text.utf8.count >= length else { return [.null] }
      return [.text(String(text.prefix(length)))]
    }
  }
}
