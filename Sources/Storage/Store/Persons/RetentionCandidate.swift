import Ecosystem

/// A person who is kept for longer than the rule allows, and the last event that was a ground to keep her.
public struct RetentionCandidate: Sendable, Hashable {
  /// The grounds, by their last event.
  public enum Ground: String, Sendable, Hashable, CaseIterable {
    /// The end of a membership, her own or that of an actor she was affiliated with.
    case membership
    /// An event that she registered for.
    case registration
    /// A consent, given or withdrawn.
    case consent
    /// The end of a relation, such as a mandate.
    case relation
    /// Support that she received.
    case support
    /// The creation of her record: nothing else is known.
    case entry
  }

  /// The person's id.
  public var id: String
  public var ground: Ground
  /// The date of the last event: a year, a month or a day.
  public var date: String
}

extension StorePersons {
  /// The date of a ground that has no end.
  private static let open = "9999"

  /// The dates up to which there is a ground to keep a person, by her id. A membership, consent or relation that is in force has no
  /// end, so that she is kept.
  private static let grounds = """
    SELECT id AS person, 'entry' AS ground, substr(created_at, 1, 10) AS date FROM person
    UNION ALL SELECT member, 'membership', CASE WHEN status = 'ended' THEN coalesce("end", start) ELSE coalesce("end", '\(open)') END
      FROM membership
    UNION ALL SELECT a.person, 'membership', min(coalesce(a."end", '\(open)'),
        CASE WHEN m.status = 'ended' THEN coalesce(m."end", m.start) ELSE coalesce(m."end", '\(open)') END)
      FROM affiliation a JOIN membership m ON m.member = a.actor
    UNION ALL SELECT r.participant, 'registration', coalesce(substr(e."end", 1, 10), substr(e.start, 1, 10), substr(r.created_at, 1, 10))
      FROM registration r JOIN event e ON e.id = r.event
    UNION ALL SELECT person, 'consent', coalesce(substr(withdrawn_at, 1, 10), '\(open)') FROM consent
    UNION ALL SELECT "from", 'relation', coalesce("end", '\(open)') FROM relation
    UNION ALL SELECT "to", 'relation', coalesce("end", '\(open)') FROM relation
    UNION ALL SELECT beneficiary, 'support', coalesce("end", date) FROM support_action
    """

  /// Finds the persons for whom the last ground to keep them ended before a day, the oldest first. Anonymous records of erased
  /// persons are left out.
  /// - Parameter day: YYYY-MM-DD. A date known to the year or the month holds for all of it.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when the query fails.
  public func retained(pastGroundsBefore day: String) throws -> [RetentionCandidate] {
    let connection = try open()
    let sql = """
      SELECT person, ground, max(date) AS last FROM (\(Self.grounds)) g JOIN person p ON p.id = g.person
      WHERE p.name <> '\(Self.anonymousName)' GROUP BY person HAVING last < substr(?, 1, length(last)) ORDER BY last, person
      """
    return try explaining {
      var found: [RetentionCandidate] = []
      try connection.run(sql, [.text(day)]) { row in
        let ground = RetentionCandidate.Ground(rawValue: row.text(1)) ?? .entry
        found.append(RetentionCandidate(id: row.text(0), ground: ground, date: row.text(2)))
      }
      return found
    }
  }
}
