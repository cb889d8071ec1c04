import Ecosystem

/// Completes Lua from the descriptions of the model: the arguments of a collection's function at the cursor, and the names in
/// tables.
struct LuaCompletion {
  /// The model with the fields of plugins.
  let schema: Schema
  /// Returns the names in a table, with their types; the globals for an empty path.
  let members: ([String]) -> [(name: String, type: String)]
  /// Returns the codes allowed in a concept field of that scheme, or in a reference to a territory.
  let codes: (CodeList) -> [String]

  /// The source of the codes.
  enum CodeList: Hashable {
    case scheme(String)
    case territories
    /// Ids of records of an entity that begin with a text.
    case records(entity: String, beginningWith: String)
  }

  func completion(of text: String) -> Completion {
    let here = LuaPrefix(text)
    guard !here.isInText else { return .none }
    if let role = role(here.open), let candidates = candidates(role, here) {
      return Completion(candidates, typed: here.typed)
    }
    guard here.quote == nil else { return Completion(ids(here).map { .init($0, ending: Self.closing(here)) }, typed: here.typed) }
    return Completion(names(here.path), typed: here.typed)
  }

  /// Returns the ids for the string that a function of a collection begins with: `actors.get("ki`, also in a list of them.
  private func ids(_ here: LuaPrefix) -> [String] {
    let call = here.open.last?.bracket == UInt8(ascii: "{") ? here.open.dropLast().last ?? here.open.last : here.open.last
    guard let call, call.bracket == UInt8(ascii: "(") || call.bracket == UInt8(ascii: "{"), call.position == 0,
      let name = call.callee.last, ["get", "set", "del"].contains(name), let collection = call.callee.dropLast().last,
      let entity = schema.entity(collection: collection)
    else { return [] }
    return codes(.records(entity: entity.id, beginningWith: here.typed))
  }

  // MARK: Names

  private func names(_ path: [String]) -> [Completion.Candidate] {
    let keywords = path.isEmpty ? Self.keywords.map { Completion.Candidate($0, ending: " ") } : []
    return keywords + members(path).map { Completion.Candidate($0.name, ending: ending($0, in: path)) }
  }

  private func ending(_ member: (name: String, type: String), in path: [String]) -> String {
    guard member.type == "function" else { return "" }
    let isCollection = path.last.flatMap { schema.entity(collection: $0) } != nil
    return isCollection && ["find", "first", "each", "count", "group", "add"].contains(member.name) ? "{ " : "("
  }

  private static let keywords = [
    "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in", "local", "nil", "not",
    "or", "repeat", "return", "then", "true", "until", "while",
  ]

  // MARK: Arguments of a collection's function

  /// The role of a table for the function it is an argument of.
  private enum Role {
    case filter(EntityDescription)
    case options(EntityDescription)
    case groupOptions(EntityDescription)
    case record(EntityDescription)
    /// The operators of a field: `{ ge = 10 }`.
    case operators(FieldDescription)
    case near
    /// The names of fields in a list: `fields = { "name" }`.
    case names(EntityDescription)
  }

  private func role(_ open: [LuaPrefix.Open]) -> Role? {
    guard let last = open.last else { return nil }
    // Within ["…"] the cursor is at a key of the table around it.
    if last.bracket == UInt8(ascii: "[") { return role(open.dropLast()) }
    guard last.bracket == UInt8(ascii: "{") else { return nil }
    if !last.callee.isEmpty { return argument(0, of: last.callee) }
    guard let outer = open.dropLast().last else { return nil }
    if outer.bracket == UInt8(ascii: "(") { return argument(outer.position, of: outer.callee) }
    return nested(in: Array(open.dropLast()), under: outer.key)
  }

  private func role(_ open: ArraySlice<LuaPrefix.Open>) -> Role? { role(Array(open)) }

  private func argument(_ position: Int, of callee: [String]) -> Role? {
    guard callee.count >= 2, let entity = schema.entity(collection: callee[callee.count - 2]) else { return nil }
    switch (callee[callee.count - 1], position) {
    case ("find", 0), ("first", 0), ("each", 0), ("count", 0), ("group", 0), ("search", 1): return .filter(entity)
    case ("find", 1), ("first", 1), ("each", 1), ("search", 2): return .options(entity)
    case ("group", 1): return .groupOptions(entity)
    case ("add", 0), ("set", 1): return .record(entity)
    default: return nil
    }
  }

  private func nested(in outer: [LuaPrefix.Open], under key: String?) -> Role? {
    guard let role = role(outer) else { return nil }
    if case .options(let entity) = role, key == "order" || key == "fields" { return .names(entity) }
    if case .groupOptions(let entity) = role { return .names(entity) }
    guard case .filter(let entity) = role else { return nil }
    switch key {
    case nil, "any", "none": return .filter(entity)
    case "near": return .near
    case .some(let name): return entity.field(name).map(Role.operators)
    }
  }

  private func candidates(_ role: Role, _ here: LuaPrefix) -> [Completion.Candidate]? {
    let isInBrackets = here.open.last?.bracket == UInt8(ascii: "[")
    if let key = here.open.last?.key, !isInBrackets { return values(role, key, here: here) }
    guard here.path.isEmpty else { return nil }
    if here.quote != nil, !isInBrackets { return elements(role, typed: here.typed).map { .init($0, ending: Self.closing(here)) } }
    return keys(role).map { key($0, here, isInBrackets: isInBrackets) }
  }

  /// Returns the texts allowed in a list: `kind = { "company", "hub" }`.
  private func elements(_ role: Role, typed: String) -> [String] {
    switch role {
    case .operators(let field): if case .texts(let texts)? = words(field.type, typed: typed) { texts } else { [] }
    case .names(let entity): entity.fields.map(\.id)
    case .filter, .options, .groupOptions, .record, .near: []
    }
  }

  private func keys(_ role: Role) -> [String] {
    switch role {
    case .filter(let entity):
      entity.fields.map(\.id) + ["any", "none"] + (entity.field("lat") == nil ? [] : ["near"])
    case .options: Query.optionNames
    case .groupOptions: GroupQuery.optionNames
    case .record(let entity): entity.fields.filter(\.isWritable).map(\.id)
    case .operators: FilterOperator.allCases.map(\.rawValue)
    case .near: ["lat", "lon", "km"]
    case .names: []
    }
  }

  /// Returns a key in Lua's syntax: `name = `, or `["wallonia.label"] = ` for a name with a dot.
  private func key(_ name: String, _ here: LuaPrefix, isInBrackets: Bool) -> Completion.Candidate {
    guard name.contains(".") else {
      return Completion.Candidate(name, ending: isInBrackets ? Self.closing(here) + "] = " : " = ")
    }
    guard isInBrackets else { return Completion.Candidate("[\"\(name)\"]", ending: " = ") }
    return Completion.Candidate(here.quote == nil ? "\"\(name)" : name, ending: "\(Self.closing(here))] = ")
  }

  private static func closing(_ here: LuaPrefix) -> String {
    String(UnicodeScalar(here.quote ?? UInt8(ascii: "\"")))
  }

  private func values(_ role: Role, _ key: String, here: LuaPrefix) -> [Completion.Candidate]? {
    guard here.path.isEmpty, let words = words(role, key, typed: here.typed) else { return nil }
    if case .boolean = words { return here.quote == nil ? ["true", "false"].map { .init($0) } : [] }
    guard case .texts(let texts) = words else { return nil }
    guard here.quote == nil else { return texts.map { .init($0, ending: Self.closing(here)) } }
    // A name that is being typed may be a variable; a string begins with its quote.
    return here.typed.isEmpty ? texts.map { .init("\"\($0)\"") } : nil
  }

  private enum Words {
    case texts([String])
    case boolean
  }

  private func words(_ role: Role, _ key: String, typed: String) -> Words? {
    switch role {
    case .filter(let entity) where key == "id": .texts(codes(.records(entity: entity.id, beginningWith: typed)))
    case .filter(let entity), .record(let entity): entity.field(key).flatMap { words($0.type, typed: typed) }
    case .operators(let field): key == "present" ? .boolean : words(field.type, typed: typed)
    case .options(let entity) where key == "order" || key == "fields": .texts(entity.fields.map(\.id))
    case .groupOptions where key == "count": .boolean
    case .groupOptions(let entity) where !["limit", "offset"].contains(key): .texts(entity.fields.map(\.id))
    case .options, .groupOptions, .near, .names: nil
    }
  }

  private func words(_ type: FieldType, typed: String) -> Words? {
    switch type {
    case .boolean: .boolean
    case .choice(let choices): .texts(choices)
    case .concept(let scheme): .texts(codes(.scheme(scheme)))
    case .reference(let entities) where entities == ["territory"]: .texts(codes(.territories))
    case .reference(let entities): .texts(entities.flatMap { codes(.records(entity: $0, beginningWith: typed)) })
    case .list(let element): words(element, typed: typed)
    default: nil
    }
  }
}
