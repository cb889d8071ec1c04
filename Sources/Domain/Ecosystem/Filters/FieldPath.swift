/// A field of a record, or of a record that it refers to: `name`, `territory.name`, `kind.label`, `session.event.name`.
///
/// Each reference on the way holds one value. A concept leads to its record in `concepts`. A reference to records of several
/// entities leads to the first of them that has the rest of the path; for records of the others there is no value.
public struct FieldPath: Sendable, Hashable {
  /// A reference that a path follows.
  public struct Step: Sendable, Hashable {
    /// The field that holds the id, or the code of the concept.
    public let field: FieldDescription
    /// The entity it leads to.
    public let target: String
  }

  /// The path as it was written.
  public let name: String
  /// The references followed, in order; empty for a field of the record itself.
  public let steps: [Step]
  /// The entity that has the field.
  public let entity: String
  /// The field at its end.
  public let field: FieldDescription

  /// Upper bound of the references that a path follows.
  public static let stepsMax = 3

  /// The fields it reads: the references, then the field at its end.
  public var fields: [FieldDescription] { steps.map(\.field) + [field] }

  /// Reads a path from a record of `entity`.
  /// - Parameters:
  ///   - name: the names of fields, joined by dots.
  ///   - schema: the model with the entities that references lead to.
  /// - Throws: `EcosystemError` for an unknown field, a field that leads to no record, and more than `stepsMax` references.
  public init(_ name: String, of entity: EntityDescription, in schema: Schema) throws(EcosystemError) {
    let end = try FieldPath.resolve(name, of: entity, in: schema, stepsLeft: FieldPath.stepsMax)
    self.name = name
    (steps, self.entity, field) = (end.steps, end.entity, end.field)
  }

  /// The field of a record itself.
  public init(_ field: FieldDescription, of entity: EntityDescription) {
    (name, steps, self.entity, self.field) = (field.id, [], entity.id, field)
  }

  private typealias End = (steps: [Step], entity: String, field: FieldDescription)

  private static func resolve(
    _ name: String, of entity: EntityDescription, in schema: Schema, stepsLeft: Int
  ) throws(EcosystemError) -> End {
    if let field = entity.field(name) { return ([], entity.id, field) }
    guard let (reference, rest) = split(name, entity) else { throw EcosystemError(.unknownField(name, in: entity)) }
    let targets = targets(of: reference).compactMap { schema.entity($0) }
    guard let first = targets.first, stepsLeft > 0 else {
      throw EcosystemError(.badPath(name, after: reference, of: entity, isTooLong: stepsLeft == 0))
    }
    for target in targets {
      if let end = try? resolve(rest, of: target, in: schema, stepsLeft: stepsLeft - 1) {
        return ([Step(field: reference, target: target.id)] + end.steps, end.entity, end.field)
      }
    }
    // Repeats the attempt on the first entity for its error.
    return try resolve(rest, of: first, in: schema, stepsLeft: stepsLeft - 1)
  }

  /// Splits a path after its first field; the name of a plugin's field holds a dot itself.
  private static func split(_ name: String, _ entity: EntityDescription) -> (FieldDescription, rest: String)? {
    for dot in name.indices where name[dot] == "." {
      if let field = entity.field(String(name[..<dot])) { return (field, String(name[name.index(after: dot)...])) }
    }
    return nil
  }

  /// Returns the entities of the records that the single value of a field names.
  private static func targets(of field: FieldDescription) -> [String] {
    switch field.type {
    case .reference(let entities): entities
    case .concept: ["concept"]
    default: []
    }
  }
}
