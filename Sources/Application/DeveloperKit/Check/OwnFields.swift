import Ecosystem
import Engine
import Localization

/// The fields that a plugin adds to entities, as far as they are known.
struct OwnFields {
  /// The plugin's name; empty for a script.
  let plugin: String
  /// The fields that it registers, such as `actor.wallonia.label`; nil when they are unknown, as after a failed `init.lua`.
  let registered: [String]?
  /// Further fields, which only migrations may use.
  let ofMigrations: [String]

  /// The present names by the former ones, such as `actor.studios.staff`.
  let renames: [String: String]

  /// The fields of a plugin that did not load, or of a script.
  ///
  /// - Parameter plugin: the plugin's name; empty for a script.
  init(of plugin: String = "") {
    (self.plugin, registered, ofMigrations, renames) = (plugin, nil, [], [:])
  }

  /// The fields that a plugin registers.
  init(of plugin: String, _ contributions: Contributions) {
    (self.plugin, registered, ofMigrations) = (plugin, contributions.fields, contributions.fieldsOfMigrations)
    renames = Dictionary(contributions.renamedFields.map { ("\($0.entity).\($0.name)", $0.field) }) { first, _ in first }
  }

  /// The finding for a field that does not exist, with its present name where it was renamed, else with the nearest one; never with a
  /// name that is given up.
  func finding(_ name: String, of entity: EntityDescription, others: [String] = [], file: String, line: Int) -> CheckFinding {
    let arguments = ["name": name, "id": entity.id]
    if let present = renames["\(entity.id).\(name)"] {
      return CheckFinding(
        code: "field.unknown", severity: .problem, file: file, line: line,
        text: LocalizedText("engine.record-check.field-renamed", ["name": name, "id": entity.id, "present": present]))
    }
    if ofMigrations.contains("\(entity.id).\(name)") {
      return CheckFinding(
        code: "field.unknown", severity: .problem, file: file, line: line,
        text: LocalizedText("engine.record-check.field-retired", arguments))
    }
    let own = registered.map { names(among: $0, of: entity) } ?? []
    let known = name.contains(".") ? own : entity.fields.map(\.id) + own + others
    return CheckFinding(
      unknown: LocalizedText("engine.record-check.field", arguments), name, among: known, code: "field.unknown", file: file, line: line)
  }

  private func names(among fields: [String], of entity: EntityDescription) -> [String] {
    fields.filter { $0.hasPrefix("\(entity.id).") }.map { String($0.dropFirst(entity.id.count + 1)) }
  }

  /// The names of the fields of an entity, such as `wallonia.label`, in a file; nil when they are unknown.
  func names(of entity: EntityDescription, in file: String) -> [String]? {
    let further = file.hasPrefix("migrations/") ? ofMigrations : []
    return registered.map { names(among: $0 + further, of: entity) }
  }

  /// Whether a name is that of a field of the plugin which does not exist; false for a field of another plugin.
  func lacks(_ name: String, of entity: EntityDescription, in file: String) -> Bool {
    guard !plugin.isEmpty, name.hasPrefix("\(plugin)."), let known = names(of: entity, in: file) else { return false }
    return !known.contains(name)
  }
}
