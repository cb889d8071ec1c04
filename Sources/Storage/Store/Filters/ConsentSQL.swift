import Ecosystem

/// The condition in SQL that the persons a record concerns have consented to a purpose. The one place that decides it.
///
/// The last event counts: a consent counts unless it, or another one of the person and purpose, was withdrawn after it was given.
/// Timestamps are compared to the second, at which a withdrawal wins. The clock is not asked, so that a withdrawal holds from the
/// transaction on that writes it.
struct ConsentSQL {
  let entity: EntityDescription
  let purpose: ConsentPurpose

  /// Returns the condition on the table `t`: a person's own consent; of an actor, that of the persons who are it on their own
  /// account; of other records, that of every person they name.
  var condition: SQLFragment {
    switch entity.id {
    case "person": return consented("t.id")
    case "actor":
      let own = consented("a.person")
      return SQLFragment(
        """
        NOT EXISTS (SELECT 1 FROM affiliation a WHERE a.actor = t.id \
        AND a.role = \(SQLText.literal(ConsentPurpose.ownAccountRole)) AND NOT (\(own.sql)))
        """, own.arguments)
    default:
      let parts = entity.personFields.map(named)
      return parts.isEmpty ? SQLFragment("1") : .joined(parts, by: "AND")
    }
  }

  private func named(_ field: FieldDescription) -> SQLFragment {
    let column = "t.\(SQLText.name(field.id))"
    let own = consented(column)
    return SQLFragment("NOT EXISTS (SELECT 1 FROM person p WHERE p.id = \(column)) OR \(own.sql)", own.arguments)
  }

  private func consented(_ person: String) -> SQLFragment {
    SQLFragment(
      """
      EXISTS (SELECT 1 FROM consent c WHERE c.person = \(person) AND c.purpose = ? AND c.withdrawn_at IS NULL \
      AND NOT EXISTS (SELECT 1 FROM consent w WHERE w.person = c.person AND w.purpose = c.purpose \
      AND substr(w.withdrawn_at, 1, 19) >= substr(c.given_at, 1, 19)))
      """, [.text(purpose.rawValue)])
  }
}
