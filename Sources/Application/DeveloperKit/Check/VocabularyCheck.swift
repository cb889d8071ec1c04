import Bundles
import Ecosystem
import Engine
import Localization
import LuaSyntax

/// Compares the codes of concepts and territories that code writes as literals with those that the plugin and its dependencies install.
struct VocabularyCheck {
  private let vocabulary: InstalledVocabulary
  private let entities: [String: EntityDescription]
  /// The codes that the plugin's own code adds when it runs.
  private let added: Set<String>

  init(_ vocabulary: InstalledVocabulary, _ files: [CheckedFile]) {
    self.vocabulary = vocabulary
    entities = Dictionary(uniqueKeysWithValues: vocabulary.schema.entities.map { ($0.collection, $0) })
    added = files.reduce(into: []) { $0.formUnion(Self.added(in: $1)) }
  }

  /// - Parameter bundle: the plugin, whose permissions name territories; nil for a script.
  func findings(in files: [CheckedFile], _ bundle: Bundles.Bundle? = nil) -> [CheckFinding] {
    files.filter { !$0.isTest }.flatMap { file in file.reading.uses.flatMap { findings($0, file.name) } }
      + (bundle.map(permissions) ?? [])
  }

  /// Territories of permissions that neither the plugin nor a dependency brings: such a permission grants nothing.
  private func permissions(of bundle: Bundles.Bundle) -> [CheckFinding] {
    guard !vocabulary.territories.isEmpty else { return [] }
    return bundle.manifest.permissions.sorted { $0.key < $1.key }.flatMap { group, request in
      request.territories.filter { !vocabulary.territories.contains($0) && !added.contains($0) }.map { code in
        let field = LocalizedText(verbatim: "permissions.\(group).territories")
        return CheckFinding(
          unknown: LocalizedText("engine.vocabulary-check.code", ["code": code, "field": field, "scheme": "territory"]), code,
          among: nearest(code, vocabulary.territories), code: "permission.territory", file: "plugin.toml",
          line: ManifestCheck.line(naming: code, in: bundle))
      }
    }
  }

  private static func added(in file: CheckedFile) -> [String] {
    file.reading.uses.flatMap { use -> [String] in
      guard case .called(let arguments) = use.manner, use.path.names.last == "add", case .table(let fields)? = arguments.first?.kind else {
        return []
      }
      return fields.compactMap { field in
        guard case .name("code") = field.key, case .string(let code) = field.value.kind else { return nil }
        return code
      }
    }
  }

  private func findings(_ use: LuaUse, _ file: String) -> [CheckFinding] {
    guard case .called(let arguments) = use.manner, use.path.root == "grappe", use.path.names.count == 2,
      let entity = entities[use.path.names[0]]
    else { return [] }
    func argument(_ index: Int) -> LuaExpression? { index < arguments.count ? arguments[index] : nil }
    switch use.path.names[1] {
    case "find", "each", "count", "add", "first", "group": return table(argument(0), entity, in: file)
    case "search", "set": return table(argument(1), entity, in: file)
    default: return []
    }
  }

  private func table(_ value: LuaExpression?, _ entity: EntityDescription, in file: String) -> [CheckFinding] {
    guard case .table(let fields)? = value?.kind else { return [] }
    return fields.flatMap { field -> [CheckFinding] in
      switch field.key {
      case .name("any"), .name("none"):
        guard case .table(let filters) = field.value.kind else { return [] }
        let elements = filters.filter { if case .position = $0.key { true } else { false } }
        return elements.isEmpty ? table(field.value, entity, in: file) : elements.flatMap { table($0.value, entity, in: file) }
      case .name(let name): return entity.field(name).map { words(of: field.value, $0, file) } ?? []
      default: return []
      }
    }
  }

  private func words(of value: LuaExpression, _ field: FieldDescription, _ file: String) -> [CheckFinding] {
    guard let known = known(field.type.element) else { return [] }
    return literals(value).compactMap { text, line in
      guard !known.codes.contains(text), !added.contains(text), !text.contains("%"), !text.contains(":"), !text.isEmpty else { return nil }
      return CheckFinding(
        unknown: LocalizedText("engine.vocabulary-check.code", ["code": text, "field": field.id, "scheme": known.name]), text,
        among: known.codes.count > 30 ? nearest(text, known.codes) : known.codes.sorted(), code: "value.code", file: file, line: line)
    }
  }

  /// The few codes nearest to a text, for a message that lists the known ones.
  private func nearest(_ text: String, _ codes: Set<String>) -> [String] {
    let sorted = codes.sorted()
    return NearestName.suggest(text, among: sorted).map { [$0] } ?? Array(sorted.prefix(20)) + ["…"]
  }

  private func known(_ type: FieldType) -> (name: String, codes: Set<String>)? {
    switch type {
    case .concept(let scheme): vocabulary.codes[scheme].map { (scheme, $0) }
    case .reference(["territory"]): vocabulary.territories.isEmpty ? nil : ("territory", vocabulary.territories)
    default: nil
    }
  }

  /// The text literals of a value, of its list, and of the operators eq, ne and has.
  private func literals(_ value: LuaExpression) -> [(text: String, line: Int)] {
    switch value.kind {
    case .string(let text): [(text, value.line)]
    case .table(let fields):
      fields.flatMap { field -> [(text: String, line: Int)] in
        switch field.key {
        case .position: literals(field.value)
        case .name(let name) where ["eq", "ne", "has"].contains(name): literals(field.value)
        default: []
        }
      }
    default: []
    }
  }
}
