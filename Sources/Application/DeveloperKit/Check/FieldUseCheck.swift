import Ecosystem
import Engine
import Localization
import LuaSyntax

/// Reports the reading of fields that a record does not have (`actor.nmae`), and of parameters that an entry does not declare
/// (`params.ctiy`).
struct FieldUseCheck {
  private let entities: [String: EntityDescription]
  /// The names that the plugin's code gives values to, and so may read on a record of its own making.
  private let assigned: Set<String>
  private let ownFields: OwnFields

  init(_ files: [CheckedFile], _ ownFields: OwnFields) {
    self.ownFields = ownFields
    var entities: [String: EntityDescription] = [:]
    for entity in Schema.grappe.entities {
      entities[entity.collection] = entity
      entities[entity.id] = entity
    }
    self.entities = entities
    assigned = files.reduce(into: []) { $0.formUnion($1.reading.assignedFields) }
  }

  func findings(in files: [CheckedFile]) -> [CheckFinding] {
    files.flatMap { file in
      file.reading.fields.compactMap { field($0, in: file.name) } + file.reading.parameterUses.compactMap { parameter($0, in: file.name) }
    }
  }

  private func field(_ use: LuaFieldUse, in file: String) -> CheckFinding? {
    if use.name.contains(".") { return ownField(use, in: file) }
    guard let entity = entities[use.collection], entity.field(use.name) == nil, use.name != "score",
      !assigned.contains(use.name)
    else { return nil }
    return CheckFinding(
      unknown: LocalizedText("engine.record-check.field", ["name": use.name, "id": entity.id]), use.name,
      among: entity.fields.map(\.id), code: "field.unknown", file: file, line: use.line)
  }

  /// Reports a field of the plugin's own that it does not register; a name with a point may also be one of a referenced record.
  private func ownField(_ use: LuaFieldUse, in file: String) -> CheckFinding? {
    guard let entity = entities[use.collection], !assigned.contains(use.name), ownFields.lacks(use.name, of: entity, in: file) else {
      return nil
    }
    return ownFields.finding(use.name, of: entity, file: file, line: use.line)
  }

  private func parameter(_ use: LuaParameterUse, in file: String) -> CheckFinding? {
    guard !use.known.contains(use.name), !assigned.contains(use.name) else { return nil }
    return CheckFinding(
      unknown: LocalizedText("engine.field-use-check.parameter", ["name": use.name]), use.name, among: use.known,
      prefix: "params.", code: "params.unknown", file: file, line: use.line)
  }
}
