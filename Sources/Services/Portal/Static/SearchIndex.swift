import Ecosystem
import Store

/// The records of a list as a script that searches them without a server: their files, names, a line each, and the values of its facets.
///
/// The values are numbered where they first stand; their words follow the records.
struct SearchIndex {
  /// The lists that have one: the entity, its first segment, the fields that narrow it and those of the line under a name.
  static let lists = [
    (entity: "actor", facets: DirectoryPage.facets, line: ["kind", "categories", "city"]),
    (entity: "event", facets: AgendaPage.facets, line: ["start", "kind", "city", "organiser"]),
  ]

  private let context: PageContext
  private let entity: EntityDescription
  private let facets: [FieldDescription]
  private let line: [FieldDescription]
  private var words: [[String]]
  private var numbers: [[String: Int]]

  init(_ context: PageContext, _ entity: EntityDescription, facets: [String], line: [String]) {
    (self.context, self.entity) = (context, entity)
    (self.facets, self.line) = (facets.compactMap(entity.field), line.compactMap(entity.field))
    words = Array(repeating: [], count: self.facets.count)
    numbers = Array(repeating: [:], count: self.facets.count)
  }

  /// Writes the records that may be listed.
  mutating func write(_ deliver: (String) throws -> Void) throws {
    let needed = Set(["id", entity.titleField] + (facets + line).map(\.id))
    let cursor = try context.transaction.cursor(
      entity.id,
      Query(
        order: entity.field(entity.titleField).map { [Query.Order($0)] } ?? [],
        fields: entity.fields.filter { needed.contains($0.id) }))
    try deliver("grappeIndex({\"records\":[")
    var separator = "\n"
    while let record = try cursor.next() {
      try deliver(separator + (try row(record)).json)
      separator = ",\n"
    }
    let heads = zip(facets, words).map { field, words -> FieldValue in
      .list([.text(field.id), .text(field.label[context.language]), .list(words.map(FieldValue.text))])
    }
    try deliver("\n],\"facets\":" + FieldValue.list(heads).json + "});\n")
  }

  private mutating func row(_ record: Record) throws -> FieldValue {
    let texts = try line.compactMap { try context.values.text(record[$0.id], $0) }.filter { !$0.isEmpty }
    let file = StaticName.part(record.id)
    let values = try facets.indices.map { try numbers(of: record[facets[$0].id], at: $0) }
    return .list([
      .text(file), .text(try context.values.title(of: record, entity)), .text(texts.joined(separator: " · ")), .list(values),
    ])
  }

  /// Returns the numbers of the values of a facet.
  private mutating func numbers(of value: FieldValue, at index: Int) throws -> FieldValue {
    let elements = value.isNull ? [] : value.listValue ?? [value]
    var found: [FieldValue] = []
    for element in elements {
      guard let text = try context.values.text(element, facets[index]), !text.isEmpty else { continue }
      let number = numbers[index][text] ?? words[index].count
      if number == words[index].count {
        words[index].append(text)
        numbers[index][text] = number
      }
      found.append(.integer(Int64(number)))
    }
    return .list(found)
  }
}
