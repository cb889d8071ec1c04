import Ecosystem
import Localization

/// The reason why records were not exported.
public enum ExportError: Explainable {
  /// Columns to export are none of the entity's.
  case columnUnknown([UnknownColumn], entity: String, known: [String])

  /// Records of the entity have no form in the format; with the entities that have one.
  case formatUnfit(format: String, entity: String, entities: [String])

  /// A column that is not there, and the nearest that is.
  public struct UnknownColumn: Sendable, Hashable {
    public var name: String
    public var nearest: String?
  }

  public var code: String {
    switch self {
    case .columnUnknown: "export.column-unknown"
    case .formatUnfit: "export.format-unfit"
    }
  }

  public func message(in language: Language) -> String {
    switch self {
    case .columnUnknown(let columns, let entity, let known):
      let lines = columns.map { column in
        column.nearest.map { Message("importing.import-error.column-near", ["name": column.name, "nearest": $0]) }
          ?? Message("importing.import-error.column", ["name": column.name])
      }
      let first = Message("importing.export-error.column-unknown", ["count": columns.count, "entity": entity])
      let last = Message("importing.export-error.columns", ["known": Typography(language).list(known)])
      return ([first] + lines + [last]).map { $0.text(in: language) }.joined(separator: "\n")
    case .formatUnfit(let format, let entity, let entities):
      let known = Typography(language).list(entities)
      return Message("importing.export-error.format-unfit", ["format": format, "entity": entity, "known": known]).text(in: language)
    }
  }
}
