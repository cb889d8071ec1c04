import Ecosystem

/// The condition in SQL that the persons a record concerns have consented to a purpose. The one place that decides it.
///
/// The last event counts: a consent counts unless it, or another one of the person and purpose, was withdrawn after it was given.
/// Timestamps are compared to the second, at which a withdrawal wins. The clock is not asked, so that a withdrawal holds from the
/// transaction on that writes it.
struct ConsentSQL {
  let entity: EntityDescription
  /// The fields by which the record names persons.
  let fields: [FieldDescription]
  let purpose: ConsentPurpose

  init(entity: EntityDescription, fields: [FieldDescription]? = nil, purpose: ConsentPurpose) {
    (self.entity, self.fields, self.purpose) = (entity, fields ?? entity.personFields, purpose)
  }

  /// The condition on the table `t`.
  var condition: SQLFragment { SQLFragment(text("t")) }

  /// Returns the condition on a table, without values from outside: a person's own consent; of an actor, that of the persons who are it
  /// on their own account; of other records, that of every person they name.
  func text(_ alias: String) -> String {
    switch entity.id {
    case "person": consented("\(alias).id")
    case "actor":
      """
      NOT EXISTS (SELECT 1 FROM affiliation a WHERE a.actor = \(alias).id \
      AND a.role = \(SQLText.literal(ConsentPurpose.ownAccountRole)) AND NOT (\(consented("a.person"))))
      """
    default: fields.isEmpty ? "1" : "(" + fields.map { named("\(alias).\(SQLText.name($0.id))") }.joined(separator: " AND ") + ")"
    }
  }

  private func named(_ column: String) -> String {
    "(NOT EXISTS (SELECT 1 FROM person p WHERE p.id = \(column)) OR \(consented(column)))"
  }

  private func consented(_ person: String) -> String {
    """
    EXISTS (SELECT 1 FROM consent c WHERE c.person = \(person) AND c.purpose = \(SQLText.literal(purpose.rawValue)) \
    AND c.withdrawn_at IS NULL AND NOT EXISTS (SELECT 1 FROM consent w WHERE w.person = c.person AND w.purpose = c.purpose \
    AND substr(w.withdrawn_at, 1, 19) >= substr(c.given_at, 1, 19)))
    """
  }

  /// Returns the columns of a table that the conditions on any table read, for the authorizer.
  static func columnsRead(of entity: EntityDescription) -> [String] {
    switch entity.id {
    case "affiliation": ["actor", "role", "person"]
    case "consent": ["person", "purpose", "given_at", "withdrawn_at"]
    default: entity.personFields.map(\.id)
    }
  }
}
