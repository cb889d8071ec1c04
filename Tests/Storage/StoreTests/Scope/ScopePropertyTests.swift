import Ecosystem
import Foundation
import Store
import StoreTestSupport
import Testing

/// A store with random records of every entity, visible to random audiences.
private struct ScopedStore {
  let temporary: TemporaryStore
  var filters: FilterGenerator

  init(seed: UInt64) throws {
    temporary = try TemporaryStore()
    var generator = RecordGenerator(seed: seed)
    generator.publicShare = 0.6
    try temporary.write { transaction throws in
      for field in Self.pluginFields { try transaction.registrations.declareField(field) }
      try generator.fill(transaction, count: 8)
      // Vocabularies and territories are visible to everybody at first, and each code is used.
      for entity in ["concept", "territory"] {
        for record in try transaction.find(entity) where generator.pick([true, false, false, false, false, false]) {
          let visibility = generator.pick(["members", "staff"])
          _ = try transaction.update(entity, record.id, changes: ["visibility": .text(visibility)], now: TemporaryStore.later)
        }
      }
    }
    filters = FilterGenerator(records: generator)
  }

  private static let pluginFields: [PluginField] = zip(
    [
      FieldType.text, .concept(scheme: "family"), .reference(["actor"]), .list(.reference(["territory"])), .list(.concept(scheme: "skill")),
    ],
    [Visibility.public, .public, .members, .public, .staff]
  ).enumerated().map {
    PluginField(plugin: "wallonia", name: "f\($0)", entity: "actor", type: $1.0, visibility: $1.1)
  }
}

@Suite("Each audience reads what a naive reading of every record finds")
struct ScopePropertyTests {
  /// Number of rounds; one compares every kind of read for one entity and one audience.
  private static let roundCount = ProcessInfo.processInfo.environment["GRAPPE_SCOPE_ROUNDS"].flatMap(Int.init) ?? 360
  private static let roundsPerStore = 120
  private static let audiences: [Audience] = [.public, .members, .staff]

  @Test("random records, visibilities, filters, orders and searches: no leak, and no count that tells")
  func agrees() throws {
    var (rounds, hidden, found) = (0, 0, 0)
    var seed = 0
    while rounds < Self.roundCount {
      seed += 1
      var store = try ScopedStore(seed: UInt64(seed))
      let admin = try store.temporary.store.begin(.read, for: .admin)
      for audience in Self.audiences {
        let scope = ReadScope(audience, includesExamples: seed.isMultiple(of: 2))
        let naive = try NaiveScope(scope, of: admin)
        let transaction = try store.temporary.store.begin(.read, for: scope)
        try compareWhole(transaction, naive)
        for _ in 0..<Self.roundsPerStore / Self.audiences.count {
          let entity = store.filters.records.pick(admin.schema.entities)
          let counts = try compare(entity, transaction, naive, with: &store.filters)
          (found, hidden) = (found + counts.found, hidden + counts.hidden)
          rounds += 1
        }
        transaction.rollback()
      }
      admin.rollback()
    }
    #expect(found > rounds && hidden > rounds, "the records must tell audiences apart to prove anything")
  }

  // MARK: Reads of one entity

  private func compare(
    _ entity: EntityDescription, _ transaction: StoreTransaction, _ naive: NaiveScope, with filters: inout FilterGenerator
  ) throws -> (found: Int, hidden: Int) {
    let seen = try naive.schema.requireEntity(entity.id)
    let all = naive.records[entity.id] ?? []
    let found = try transaction.find(entity.id)
    #expect(found == all, "\(entity.id) for \(naive.scope): \(difference(found, all))")
    let written = filters.filter(seen, depth: 2)
    let filter = try Filter(written, for: seen)
    let matching = all.filter { naive.filter.matches($0, filter) }
    #expect(try transaction.find(entity.id, Query(filter: filter)) == matching, "\(entity.id) \(written.json) for \(naive.scope)")
    #expect(try transaction.count(entity.id, filter) == matching.count)
    try compareOrder(seen, matching, filter, transaction, with: &filters)
    try compareGroups(seen, matching, written, transaction, with: &filters)
    try comparePaths(seen, all, transaction)
    try compareSearch(seen, all, transaction, with: &filters)
    try compareSQL(seen, all, transaction)
    try refuseHiddenFields(entity, seen, transaction, with: &filters)
    return (all.count, 8 - min(8, all.count))
  }

  /// Tells the first field in which two lists of records differ.
  private func difference(_ found: [Record], _ expected: [Record]) -> String {
    if found.map(\.id) != expected.map(\.id) { return "\(found.map(\.id)) instead of \(expected.map(\.id))" }
    for (one, other) in zip(found, expected) where one != other {
      for name in Set(one.fields.keys).union(other.fields.keys).sorted() where one[name] != other[name] {
        return "\(one.id).\(name) is \(one[name].json) instead of \(other[name].json)"
      }
    }
    return ""
  }

  private func compareOrder(
    _ entity: EntityDescription, _ records: [Record], _ filter: Filter, _ transaction: StoreTransaction,
    with filters: inout FilterGenerator
  ) throws {
    let orderable = entity.fields.filter { [.date, .url].contains($0.type) || $0.type.referencedEntities != nil && !$0.type.isList }
    guard let field = orderable.isEmpty ? nil : filters.records.pick(orderable) else { return }
    let (limit, offset) = (filters.records.pick([1, 3, 100]), filters.records.pick([0, 1]))
    let query = Query(filter: filter, order: [Query.Order(field)], limit: limit, offset: offset)
    let sorted = records.filter { !$0[field.id].isNull }.sorted { $0[field.id].textValue! < $1[field.id].textValue! }
    let expected = (sorted + records.filter { $0[field.id].isNull }).dropFirst(offset).prefix(limit)
    // Equal values keep the order of insertion, which `sorted` keeps too.
    #expect(try transaction.find(entity.id, query) == Array(expected), "\(entity.id) by \(field.id)")
  }

  private func compareGroups(
    _ entity: EntityDescription, _ records: [Record], _ filter: FieldValue, _ transaction: StoreTransaction,
    with filters: inout FilterGenerator
  ) throws {
    let groupable = entity.fields.filter { field in
      switch field.type {
      case .choice, .concept, .reference, .list(.concept), .list(.reference): true
      default: false
      }
    }
    let field = filters.records.pick(groupable)
    var expected: [FieldValue: Int] = [:]
    for record in records { for key in record[field.id].listValue ?? [record[field.id]] { expected[key, default: 0] += 1 } }
    var found: [FieldValue: Int] = [:]
    let query = try GroupQuery(filter, options: ["by": .list([.text(field.id)])], for: entity, in: transaction.schema)
    try transaction.eachGroup(entity.id, query) { group in
      found[group.keys[0]] = group.count
      return true
    }
    #expect(found == expected, "\(entity.id) by \(field.id)")
  }

  /// Follows each reference to the id of its record: what is not seen is not joined either.
  private func comparePaths(_ entity: EntityDescription, _ records: [Record], _ transaction: StoreTransaction) throws {
    for field in entity.fields where !field.type.isList && field.type.referencedEntities?.count == 1 {
      let path = try FieldPath("\(field.id).id", of: entity, in: transaction.schema)
      var query = Query()
      query.paths = [path]
      let found = try transaction.find(entity.id, query).map { $0[path.name] }
      #expect(found == records.map { $0[field.id] }, "\(entity.id) \(path.name)")
    }
  }

  private func compareSearch(
    _ entity: EntityDescription, _ records: [Record], _ transaction: StoreTransaction, with filters: inout FilterGenerator
  ) throws {
    guard !entity.searchFields.isEmpty else { return }
    let word = filters.records.pick(["namur", "kikk", "fest", "zoe"])
    let expected = records.filter { record in
      entity.searchFields.flatMap { texts(record[$0]) }.flatMap(words).contains { $0.hasPrefix(word) }
    }
    let found = try transaction.search(entity.id, word)
    #expect(Set(found.map(\.id)) == Set(expected.map(\.id)), "\(entity.id) \(word)")
    #expect(found.allSatisfy { records.contains($0) })
    #expect(try transaction.search(entity.id, word, query: Query(limit: 2)).map(\.id) == found.prefix(2).map(\.id))
  }

  private func texts(_ value: FieldValue) -> [String] {
    switch value {
    case .text(let text): [text]
    case .list(let list): list.flatMap(texts)
    case .map(let entries): entries.values.flatMap(texts)
    default: []
    }
  }

  private func words(_ text: String) -> [String] {
    Folding.fold(text).split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }

  private func compareSQL(_ entity: EntityDescription, _ records: [Record], _ transaction: StoreTransaction) throws {
    let columns = SQLView(entity).columns
    let names = columns.map { "\"\($0.name)\"" }.joined(separator: ", ")
    let found = try transaction.rows(sql: "SELECT \(names) FROM \(entity.collection) ORDER BY id")
    let expected = records.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }.map { record in
      columns.map { cell(record[$0.field.id], $0) }
    }
    #expect(found.rows == expected, "\(entity.collection)")
    let counted = try transaction.rows(sql: "SELECT count(*) FROM \(entity.collection)")
    #expect(counted.rows == [[.integer(Int64(records.count))]])
  }

  /// The cell of a view that shows a value.
  private func cell(_ value: FieldValue, _ column: SQLView.Column) -> FieldValue {
    switch (value, column.form) {
    case (.boolean(let flag), _): .integer(flag ? 1 : 0)
    case (.map(let money), .amount): money["amount"] ?? .null
    case (.map(let money), .currency): money["currency"] ?? .null
    case (.map, _), (.list, _): .text(value.json)
    default: value
    }
  }

  private func refuseHiddenFields(
    _ entity: EntityDescription, _ seen: EntityDescription, _ transaction: StoreTransaction, with filters: inout FilterGenerator
  ) throws {
    for field in entity.fields where seen.field(field.id) == nil {
      // The filter of another audience, and the names written by this one.
      let known = Filter.compare(field, .present(true))
      let unknown = modelError { _ = try Filter(["zzzzzz": true], for: seen) }?.problems.first
      let attempts: [() throws -> Void] = [
        { _ = try transaction.find(entity.id, Query(filter: known)) },
        { _ = try transaction.find(entity.id, Query(order: [Query.Order(field)])) },
        { _ = try transaction.find(entity.id, Query(fields: [field])) },
        { _ = try transaction.count(entity.id, .none([.all([known])])) },
        { _ = try transaction.get(entity.id, "x", fields: [field.id]) },
        { _ = try Query([field.id: true], for: transaction.schema.requireEntity(entity.id)) },
      ]
      for attempt in attempts {
        let problem = modelError(attempt)?.problems.first
        #expect(problem?.code == unknown?.code, "\(entity.id).\(field.id)")
        #expect(problem.map { names(in: $0.wanted?[.en] ?? "").contains(field.id) } == false, "\(entity.id).\(field.id)")
      }
    }
  }

  /// The field names that a message lists: whole words, because one name may be part of another.
  private func names(in message: String) -> Set<String> {
    let words: [Substring] = message.split { character in !character.isLetter && character != "_" }
    return Set(words.map(String.init))
  }

  // MARK: Reads of single records

  private func compareWhole(_ transaction: StoreTransaction, _ naive: NaiveScope) throws {
    #expect(try transaction.recordCount() == naive.records.values.reduce(0) { $0 + $1.count })
    for entity in naive.schema.entities {
      let records = naive.records[entity.id] ?? []
      #expect(try transaction.isEmpty(entity.id) == records.isEmpty)
      var names: [FieldValue] = []
      try transaction.eachName(of: entity.id) { names.append($1) }
      let expected = records.map { $0[entity.titleField] }.filter { !$0.isNull }
        .map { ($0.mapValue == nil ? .text($0.textValue ?? $0.json) : $0).json }
      // In the order of an index, where one holds all that is read.
      #expect(names.map(\.json).sorted() == expected.sorted(), "\(entity.id)")
    }
    for id in naive.allIDs { try compareRecord(id, transaction, naive) }
  }

  private func compareRecord(_ id: String, _ transaction: StoreTransaction, _ naive: NaiveScope) throws {
    let entity = naive.entity(id).id
    let expected = naive.records[entity]?.first { $0.id == id }
    #expect(try transaction.get(entity, id) == expected, "\(id) for \(naive.scope)")
    #expect(try transaction.cursor(entity, id: id).next() == expected)
    #expect(try transaction.entity(of: id) == (expected == nil ? nil : entity))
    let row = try transaction.row(of: entity, id)
    #expect((row == nil) == (expected == nil))
    if let row { #expect(try transaction.record(entity, row: row) == expected) }
    for key in try naive.schema.requireEntity(entity).uniqueKeys {
      guard let expected else { continue }
      let (stored, found) = (naive.stored(id), try transaction.id(of: entity, with: key, expected.fields))
      // A key with a hidden value finds nothing, neither by it nor without it.
      let isSeen = key.allSatisfy { stored[$0] == expected[$0] }
      #expect((found == id) == isSeen, "\(entity) \(id) by \(key)")
      if !isSeen { #expect(try transaction.id(of: entity, with: key, stored.fields) == nil, "\(entity) \(id) by \(key)") }
    }
    try compareHistory(id, entity, expected, transaction, naive)
  }

  private func compareHistory(
    _ id: String, _ entity: String, _ expected: Record?, _ transaction: StoreTransaction, _ naive: NaiveScope
  ) throws {
    guard let expected else {
      let error = storeError { _ = try transaction.journal.history(entity, id) }
      guard naive.scope.audience < .staff else { return }
      #expect(error?.kind == .notFound && error.map { !naive.allIDs.contains($0.suggestion ?? "") || naive.isSeen($0.suggestion!) } == true)
      return
    }
    // The ones of vocabularies were changed since.
    guard let step = try transaction.journal.history(entity, id).last, !["concept", "territory"].contains(entity) else { return }
    if naive.scope.audience < .staff { #expect(step.invocation.principal.isEmpty && step.invocation.plugin.isEmpty) }
    let added = Record(ExactDictionary(uniqueKeysWithValues: step.change.fields.map { ($0.field, $0.after) }))
    // The staff reads the history as it was written.
    var unchanged = naive.scope.audience < .staff ? expected : naive.stored(id)
    unchanged.fields.removeValue(forKey: "updated_at")
    #expect(added == unchanged, "history of \(id) for \(naive.scope)")
  }
}
