import Ecosystem
import Localization
import Store

// The values that a parameter may have, for help and completion.

/// A possible value of a parameter: its text on the command line, and its meaning.
public struct ParameterChoice: Sendable, Hashable {
  public var text: String
  /// Its label; nil for a value that stands for itself.
  public var label: LocalizedText?

  public init(_ text: String, label: LocalizedText? = nil) { (self.text, self.label) = (text, label) }
}

extension PluginHost {
  /// Returns the values that begin with a text: words of a choice, codes of a vocabulary, ids of records; empty for a type whose values
  /// cannot be listed, such as a number.
  ///
  /// - Parameters:
  ///   - type: the type of the parameter; of a list the type of its elements counts.
  ///   - limit: the maximum number of values, from 1.
  /// - Throws: `StoreError` when the database cannot be read.
  public func choices(of type: FieldType, beginning: String = "", limit: Int) throws -> [ParameterChoice] {
    switch type.element {
    case .boolean: ["true", "false"].filter { $0.hasPrefix(beginning) }.map { ParameterChoice($0) }
    case .choice(let words): words.filter { $0.hasPrefix(beginning) }.prefix(limit).map { ParameterChoice($0) }
    case .concept(let scheme): try concepts(of: scheme, beginning, limit)
    case .reference(let entities): try entities.flatMap { try records(of: $0, beginning, limit) }
    default: []
    }
  }

  private func concepts(of scheme: String, _ beginning: String, _ limit: Int) throws -> [ParameterChoice] {
    let filter: ExactDictionary<FieldValue> = ["scheme": .text(scheme), "code": Self.beginning(beginning)]
    return try found("concept", filter, order: "code", limit: limit).compactMap { record in
      record["code"].textValue.map { ParameterChoice($0, label: LocalizedText(record["label"])) }
    }
  }

  private func records(of entity: String, _ beginning: String, _ limit: Int) throws -> [ParameterChoice] {
    try found(entity, ["id": Self.beginning(beginning)], order: "id", limit: limit).compactMap { record in
      record["id"].textValue.map { ParameterChoice($0, label: LocalizedText(record["name"])) }
    }
  }

  /// The condition that a text begins with another; letters that are wildcards match themselves only as part of a longer list.
  private static func beginning(_ text: String) -> FieldValue {
    text.isEmpty ? .map(["present": .boolean(true)]) : .map(["like": .text(text + "%")])
  }

  private func found(
    _ entityID: String, _ filter: ExactDictionary<FieldValue>, order: String, limit: Int
  ) throws -> [Record] {
    let transaction = try workspace.store.begin(.read, for: .admin)
    defer { transaction.rollback() }
    let entity = try entity(named: entityID, in: transaction)
    let query = try Query(
      .map(filter), options: .map(["order": .text(order), "limit": .integer(Int64(limit))]), for: entity)
    return try transaction.find(entity.id, query)
  }
}

extension LocalizedText {
  /// The text of a field: one in several languages, or one text; nil for any other value.
  init?(_ value: FieldValue) {
    switch value {
    case .text(let text): self.init(verbatim: text)
    case .map(let texts):
      self.init(languageCodes: Dictionary(uniqueKeysWithValues: texts.compactMap { key, value in value.textValue.map { (key, $0) } }))
    default: return nil
    }
  }
}
