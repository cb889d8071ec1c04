import Ecosystem

extension StoreTransaction {
  /// Returns a new registration of a person with the actor of her main affiliation, unless it names an organisation.
  func withOrganisation(_ record: Record, now: String, _ connection: Connection) throws -> Record {
    guard record["organisation"].isNull, let participant = record["participant"].textValue,
      let actor = try mainActor(of: participant, on: String(now.prefix(10)), connection)
    else { return record }
    var completed = record
    completed["organisation"] = .text(actor)
    return completed
  }

  /// Returns the actor of the main affiliation of a person on a day: the one marked so, else her only one; nil for one of several
  /// and for a participant that is no person.
  private func mainActor(of person: String, on day: String, _ connection: Connection) throws -> String? {
    // Dates known to the year or month hold for all of it: compared at their own precision.
    let current = """
      person = ?1 AND (start IS NULL OR start <= substr(?2, 1, length(start)))
      AND ("end" IS NULL OR "end" >= substr(?2, 1, length("end")))
      """
    let sql = """
      SELECT actor FROM affiliation WHERE "primary" = 1 AND \(current)
      UNION ALL SELECT min(actor) FROM affiliation WHERE \(current)
      GROUP BY person HAVING count(DISTINCT actor) = 1 LIMIT 1
      """
    return try connection.first(sql, [.text(person), .text(day)]) { $0.optionalText(0) } ?? nil
  }
}
