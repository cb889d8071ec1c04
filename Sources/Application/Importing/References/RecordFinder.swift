import Ecosystem
import Localization
import Store

/// Finds records by what people know of them.
struct RecordFinder {
  /// A record that was found.
  struct Found: Hashable {
    var id: String
    var title: String

    /// `KIKK (kikk-festival)`.
    var text: String { title.isEmpty || title == id ? id : "\(title) (\(id))" }
  }

  var transaction: StoreTransaction
  private var names: [String: NameIndex] = [:]
  /// The rows of actors and persons by the hash of their e-mail address, without case, of the entities of which one was looked up. The
  /// addresses themselves stay in the file.
  private var addresses: [String: NameIndex] = [:]

  /// The entities that are known by an e-mail address.
  private static let addressed = ["actor", "person"]
  /// The maximum number of records that a message names.
  private static let candidatesMax = 5
  /// The maximum number of characters of a number in a register.
  private static let numberMax = 100

  init(_ transaction: StoreTransaction) { self.transaction = transaction }

  /// Returns the records that a word may mean: one by its id, else by a number in a register, else by an e-mail address, else by the
  /// name, else by another name of an actor.
  mutating func records(knownAs word: String, among entities: [String]) throws -> [Found] {
    let known = try transaction.entity(of: word)
    if let known, entities.contains(known) { return [Found(id: word, title: "")] }
    if entities.contains("actor") {
      let numbered = try numbered(word)
      if !numbered.isEmpty { return try found(numbered, of: "actor") }
    }
    if AddressWord.isAddress(word), entities.contains(where: Self.addressed.contains) {
      return try entities.filter(Self.addressed.contains).flatMap { try found(addressed(word, $0), of: $0) }
    }
    var named: [Found] = []
    for entity in entities { named += try self.named(word, of: entity) }
    if named.isEmpty, entities.contains("actor") { named = try aliased(word) }
    // The model refuses the id of a record of another entity.
    return named.isEmpty && known != nil ? [Found(id: word, title: "")] : named
  }

  private func found(_ ids: [String], of entity: String) throws -> [Found] {
    try ids.prefix(Self.candidatesMax).map { id in
      let record = try transaction.get(entity, id)
      return Found(id: id, title: try record.map { title($0, try description(entity)) } ?? "")
    }
  }

  private func description(_ entity: String) throws -> EntityDescription { try transaction.schema.requireEntity(entity) }

  /// Returns the name of a record for a message; empty for a person.
  private func title(_ record: Record, _ entity: EntityDescription) -> String {
    guard entity.field(entity.titleField)?.isPersonal != true else { return "" }
    let value = record[entity.titleField]
    return value.textValue ?? value.mapValue?.sortedByKey.first?.value.textValue ?? ""
  }

  // MARK: Numbers and addresses

  /// Returns the actors with a number, which may follow its register: `BE-BCE_KBO:0403170701`.
  private func numbered(_ word: String) throws -> [String] {
    guard word.utf8.count <= Self.numberMax, word.utf8.contains(where: { (0x30...0x39).contains($0) }) else { return [] }
    let schemes = transaction.schema.identifierSchemes
    var ids: [String] = []
    for scheme in schemes.ids {
      let isPrefixed = [":", "-", " "].contains { word.utf8.starts(with: (scheme + $0).utf8) }
      let number = isPrefixed ? String(word.dropFirst(scheme.count + 1)) : word
      guard let canonical = schemes.canonical(number, scheme: scheme),
        let id = try transaction.actor(numbered: canonical, scheme: scheme), !ids.containsExactly(id)
      else { continue }
      ids.append(id)
    }
    return ids
  }

  private mutating func addressed(_ word: String, _ name: String) throws -> [String] {
    let wanted = Folding.fold(word)
    var ids: [String] = []
    for row in try addressIndex(of: name).rows(form: wanted) {
      guard let record = try transaction.record(name, row: row), let address = record["email"].textValue else { continue }
      if Folding.fold(address) == wanted { ids.append(record.id) }
    }
    return ids
  }

  private mutating func addressIndex(of name: String) throws -> NameIndex {
    if let index = addresses[name] { return index }
    var index = NameIndex()
    try transaction.eachText(of: name, in: "email") { index.add($0, form: Folding.fold($1.textValue ?? "")) }
    addresses[name] = index
    return index
  }

  // MARK: Names

  /// Returns the records of that name, without the legal form at its end; where some have exactly the name, those.
  private mutating func named(_ word: String, of name: String) throws -> [Found] {
    let entity = try description(name)
    guard entity.field(entity.titleField)?.textRule?.folds == true else { return [] }
    let wanted = Set(RecordName.plainForms(.text(word)))
    var found: [Found] = []
    var exact: [Found] = []
    for row in try index(of: entity).rows(.text(word)) {
      guard let record = try transaction.record(entity.id, row: row) else { continue }
      let value = record[entity.titleField]
      guard !wanted.isDisjoint(with: RecordName.plainForms(value)) else { continue }
      found.append(Found(id: record.id, title: title(record, entity)))
      let texts = value.mapValue?.values.compactMap(\.textValue) ?? [value.textValue ?? ""]
      if texts.contains(where: { Folding.fold($0) == Folding.fold(word) }) { exact.append(found[found.count - 1]) }
    }
    return Array((exact.isEmpty ? found : exact).prefix(Self.candidatesMax))
  }

  private mutating func index(of entity: EntityDescription) throws -> NameIndex {
    if let index = names[entity.id] { return index }
    var index = NameIndex()
    try transaction.eachName(of: entity.id) { index.add($0, $1) }
    names[entity.id] = index
    return index
  }

  private func aliased(_ word: String) throws -> [Found] {
    let actor = try description("actor")
    let filter = try Filter(["aliases": ["has": .text(word)]], for: actor)
    return try transaction.find("actor", Query(filter: filter, limit: Self.candidatesMax)).map {
      Found(id: $0.id, title: title($0, actor))
    }
  }

  /// Adds a new record to the names.
  mutating func noteAdded(_ id: String, of entity: String, title: String) throws {
    guard names[entity] != nil, let row = try transaction.row(of: entity, id) else { return }
    names[entity]?.add(row, .text(title))
  }

  /// Whether words for records of an entity are personal data, which no message shows.
  func isPersonal(_ entity: String) throws -> Bool {
    let description = try description(entity)
    return description.field(description.titleField)?.isPersonal == true
  }

  /// Returns the name nearest to a word, or the nearest id; never that of a person.
  func nearest(_ word: String, among entities: [String]) throws -> String? {
    var names: [String] = []
    for entity in entities where try !isPersonal(entity) {
      try transaction.eachName(of: entity) { _, value in
        guard names.count < NearestName.candidatesMax else { return }
        names += value.mapValue?.values.compactMap(\.textValue) ?? [value.textValue].compactMap(\.self)
      }
    }
    return NearestName.suggest(word, among: names)
  }
}
