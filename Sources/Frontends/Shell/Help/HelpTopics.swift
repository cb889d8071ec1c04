import Ecosystem
import HostAPI

/// Finds the topics of `:help` for a word: a command, a module, a collection, a function, a field or a type of the API, as the
/// reference describes it.
///
///     HelpTopics(schema: schema, commands: commands).topics("actors.kind")
struct HelpTopics {
  static let filterWord = "filter"
  private static let prefix = "grappe."

  let schema: Schema
  let commands: [MetaCommand]

  // MARK: By a word

  /// Returns the topics of the word, the most likely first; empty for an unknown word.
  func topics(_ word: String) -> [HelpTopic] {
    if word.hasPrefix(":") { return commandTopics(String(word.dropFirst())) }
    let name = word.hasPrefix(Self.prefix) ? String(word.dropFirst(Self.prefix.count)) : word
    let isFull = name != word
    let ofEntity = functions(name, isFull: isFull) + fields(name)
    let all: [HelpTopic] =
      (isFull ? [] : commandTopics(name)) + (name == Self.filterWord ? [.filter] : []) + entities(name, isFull: isFull)
      + modules(isFull ? word : name, isFull: isFull) + ofEntity + types(name)
    return all.isEmpty ? fieldsOfAll(name) : all
  }

  private func commandTopics(_ name: String) -> [HelpTopic] { commands.filter { $0.name == name }.map(HelpTopic.command) }

  /// Finds entities. `grappe.NAME` is a collection only; a bare name may also be an entity's.
  private func entities(_ name: String, isFull: Bool) -> [HelpTopic] {
    (schema.entity(collection: name) ?? (isFull ? nil : schema.entity(name))).map { [.entity($0)] } ?? []
  }

  private func modules(_ name: String, isFull: Bool) -> [HelpTopic] {
    let parts = APIReference.modules.filter { (isFull ? $0.name : Self.short($0.name)) == name }
    return parts.isEmpty ? [] : [.module(name: parts[0].name, parts: parts)]
  }

  /// Finds functions by their full name, else by the part after the last dot or colon; the functions of all collections once.
  private func functions(_ name: String, isFull: Bool) -> [HelpTopic] {
    let name = String(name.map { $0 == ":" ? "." : $0 })
    if let (entity, member) = owned(name) {
      // `skill_needs.count` is a function; `skill_need.count` is a field of one record.
      guard !name.hasPrefix(entity.id + ".") || entity.field(member) == nil else { return [] }
      return APIReference.collection(of: entity).functions.filter { Self.lastPart($0.name) == member }.map(HelpTopic.function)
    }
    let all = APIReference.modules.flatMap(\.functions)
    let exact = all.filter { function in
      (!isFull || function.name.hasPrefix(Self.prefix)) && String(Self.short(function.name).map { $0 == ":" ? "." : $0 }) == name
    }
    guard exact.isEmpty, !isFull else { return exact.map(HelpTopic.function) }
    let verbs = sample.map { APIReference.collection(of: $0).functions } ?? []
    return verbs.filter { Self.lastPart($0.name) == name }.map(HelpTopic.verb)
      + all.filter { Self.lastPart($0.name) == name }.map(HelpTopic.function)
  }

  /// Finds fields by `actors.kind`, `actor.kind`, `actors.wallonia.label`.
  private func fields(_ name: String) -> [HelpTopic] {
    guard let (entity, member) = owned(name), let field = entity.field(member) else { return [] }
    return [.field(entity, field)]
  }

  /// Returns the entity before the first dot and the rest; nil if it is no entity.
  private func owned(_ name: String) -> (EntityDescription, String)? {
    guard let dot = name.firstIndex(of: ".") else { return nil }
    let owner = String(name[..<dot])
    return (schema.entity(collection: owner) ?? schema.entity(owner)).map { ($0, String(name[name.index(after: dot)...])) }
  }

  /// Finds a bare field name: the field if only one entity has it, else the topic of all.
  private func fieldsOfAll(_ name: String) -> [HelpTopic] {
    let having = schema.entities.filter { $0.field(name) != nil }
    guard having.count == 1, let field = having[0].field(name) else {
      return having.isEmpty ? [] : [.fields(name: name, in: having)]
    }
    return [.field(having[0], field)]
  }

  /// Finds types, the only names that begin with a capital letter.
  private func types(_ name: String) -> [HelpTopic] {
    guard name.first?.isUppercase == true else { return [] }
    let full = Self.prefix + name
    return APIReference.classes(of: schema).filter { $0.name == full }.map(HelpTopic.type)
      + APIReference.aliases.filter { $0.name == full }.map(HelpTopic.alias)
  }

  // MARK: Words

  /// Returns the completions of `typed`: the first part of a name, or the part after its dot.
  func words(after typed: String) -> [String] {
    if typed.hasPrefix(":") { return commands.map { ":\($0.name)" } }
    guard typed.contains(".") || typed.contains(":") else { return firstWords }
    guard typed.hasPrefix(Self.prefix) else { return members("", typed) }
    let rest = String(typed.dropFirst(Self.prefix.count))
    return rest.contains(".") ? members(Self.prefix, rest) : ofGrappe
  }

  /// The names in `grappe` itself.
  private var ofGrappe: [String] {
    let modules = APIReference.modules.map(\.name).filter { $0.hasPrefix(Self.prefix) }
    let functions = APIReference.modules.filter { $0.name == "grappe" }.flatMap(\.functions).map(\.name)
    return modules + functions + schema.entities.map { Self.prefix + $0.collection }
  }

  /// The words that are topics by themselves.
  var firstWords: [String] {
    let modules = Set(APIReference.modules.map { Self.short($0.name) })
    let verbs = sample.map { APIReference.collection(of: $0).functions.map { Self.lastPart($0.name) } } ?? []
    return commands.map(\.name) + modules + schema.entities.map(\.collection) + verbs + [Self.filterWord]
  }

  private func members(_ prefix: String, _ typed: String) -> [String] {
    guard let end = typed.firstIndex(where: { $0 == "." || $0 == ":" }) else { return [] }
    let owner = String(typed[..<end])
    if let entity = schema.entity(collection: owner) ?? schema.entity(owner) {
      let verbs = APIReference.collection(of: entity).functions.map { Self.lastPart($0.name) }
      return (verbs + entity.fields.map(\.id)).map { "\(prefix)\(owner).\($0)" }
    }
    let modules = APIReference.modules.filter { Self.short($0.name) == owner && $0.name.hasPrefix(prefix) }
    return modules.flatMap(\.functions).map { prefix + Self.short($0.name) }
  }

  /// The collection used to show the functions of all.
  private var sample: EntityDescription? { schema.entity("actor") ?? schema.entities.first }

  private static func short(_ name: String) -> String { name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : name }

  /// Returns the part after the last dot or colon.
  static func lastPart(_ name: String) -> String {
    guard let index = name.lastIndex(where: { $0 == "." || $0 == ":" }) else { return name }
    return String(name[name.index(after: index)...])
  }
}
