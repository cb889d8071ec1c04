/// The places of events and sessions, in SQL. A policy: which registrations hold a place, whether one is free, and which is next.
///
/// A registration confirmed, attended or missed holds a place. The capacity of an event limits its participants, each counted
/// once however many of its sessions they attend; a session has a capacity of its own. Without a capacity there is no limit. The
/// waiting list is ordered by `position`; the first registration for which a place is free gets it.
enum RegistrationRules {
  /// The entity of registrations.
  static let registration = "registration"
  /// The entities that have a capacity, with the field of a registration that names them.
  static let hosts = ["event", "session"]

  /// The statuses that hold a place.
  static let holding: Set<String> = ["confirmed", "attended", "no-show"]
  private static let holds = "status IN ('confirmed', 'attended', 'no-show')"

  /// The query for the number of places taken in an event (`?`).
  static let takenInEvent = "SELECT count(DISTINCT participant) FROM registration WHERE event = ? AND \(holds)"
  /// The query for the number of places taken in a session (`?`).
  static let takenInSession = "SELECT count(*) FROM registration WHERE session = ? AND \(holds)"

  /// The query for the event (`?1`) or session (`?2`) that is full for a participant (`?3`), the registration `?4` not counted,
  /// with its capacity; no row when a place is free.
  static let full = """
    SELECT id, capacity FROM event WHERE id = ?1
    AND (SELECT count(DISTINCT participant) FROM registration WHERE event = ?1 AND \(holds) AND id <> ?4) >= capacity
    AND NOT EXISTS (SELECT 1 FROM registration WHERE participant = ?3 AND event = ?1 AND \(holds) AND id <> ?4)
    UNION ALL SELECT id, capacity FROM session WHERE id = ?2
    AND (SELECT count(*) FROM registration WHERE session = ?2 AND \(holds) AND id <> ?4) >= capacity
    """

  /// The query for the first waitlisted registration of an event (`?1`) for which a place is free.
  static let next = """
    SELECT r.id FROM registration r JOIN event e ON e.id = r.event LEFT JOIN session s ON s.id = r.session
    WHERE r.event = ?1 AND r.status = 'waitlisted'
    AND (e.capacity IS NULL
      OR (SELECT count(DISTINCT participant) FROM registration WHERE event = ?1 AND \(holds)) < e.capacity
      OR EXISTS (SELECT 1 FROM registration h WHERE h.participant = r.participant AND h.event = ?1 AND h.\(holds)))
    AND (s.capacity IS NULL
      OR (SELECT count(*) FROM registration h WHERE h.session = r.session AND h.\(holds)) < s.capacity)
    ORDER BY r.position LIMIT 1
    """

  /// The query for the position after the last one in an event (`?`).
  static let nextPosition = "SELECT coalesce(max(position), 0) + 1 FROM registration WHERE event = ?"
}
