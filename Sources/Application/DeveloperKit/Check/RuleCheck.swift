import Ecosystem
import Engine
import LuaSyntax

/// Reports conditions of funding rules that read a field of the plugin which does not exist: such a fact is unknown for every actor.
struct RuleCheck {
  private let contributions: Contributions
  private let ownFields: OwnFields

  init(_ contributions: Contributions, _ ownFields: OwnFields) {
    (self.contributions, self.ownFields) = (contributions, ownFields)
  }

  func findings(in files: [CheckedFile]) -> [CheckFinding] {
    guard let actor = Schema.grappe.entity("actor") else { return [] }
    let facts = contributions.ruleFacts.values.reduce(into: Set<String>()) { $0.formUnion($1) }
    return facts.sorted().filter { ownFields.lacks($0, of: actor, in: "init.lua") }.flatMap { fact in
      places(of: fact, in: files).map { ownFields.finding(fact, of: actor, file: $0.file, line: $0.line) }
    }
  }

  /// The lines that give the fact to a condition.
  private func places(of fact: String, in files: [CheckedFile]) -> [(file: String, line: Int)] {
    files.filter { !$0.isTest }.flatMap { file in
      file.reading.uses.flatMap { use -> [(file: String, line: Int)] in
        guard use.path.root == "grappe", use.path.names.first == "funding", case .called(let arguments) = use.manner,
          case .table(let fields)? = arguments.first?.kind
        else { return [] }
        return fields.filter { $0.isFact(fact) }.map { (file.name, $0.line) }
      }
    }
  }
}

extension LuaField {
  /// Whether it is `fact = "NAME"` or `of = "NAME"`, or names the fact in the list `needs`.
  fileprivate func isFact(_ fact: String) -> Bool {
    guard case .name(let name) = key, ["fact", "of", "needs"].contains(name) else { return false }
    switch value.kind {
    case .string(fact): return true
    case .table(let elements): return elements.contains { if case .string(fact) = $0.value.kind { true } else { false } }
    default: return false
    }
  }
}
