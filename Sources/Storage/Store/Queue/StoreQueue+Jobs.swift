import Calendar
import Ecosystem
import Localization

// Jobs registered by the installed plugins, with their outcomes.

extension StoreQueue {
  /// Reads the jobs of all installed plugins, by plugin and id.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when the query fails;
  ///   `.corrupt` also for an invalid stored schedule.
  public func jobs() throws -> [JobRecord] {
    try jobs("ORDER BY plugin, id", [])
  }

  /// Reads one job; nil when there is none.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when the query fails;
  ///   `.corrupt` also for an invalid stored schedule.
  public func job(_ plugin: String, _ id: String) throws -> JobRecord? {
    try jobs("WHERE plugin = ? AND id = ?", [.text(plugin), .text(id)]).first
  }

  /// Saves the state of a job.
  /// - Throws: `StoreError.readOnly` or `.closed` when it cannot write; `.busy` or `.overtaken` without the write lock; `.disk`.
  public func save(_ job: JobRecord) throws {
    let connection = try writable()
    let values: [SQLValue] = [
      .text(job.plugin), .text(job.id), .text(job.bundleID), .text(job.title.json.json), .text(job.schedule.json.json),
      .text(job.state.rawValue), SQLValue(job.meantMilliseconds), SQLValue(job.dueMilliseconds),
      .integer(Int64(job.attempts)), SQLValue(job.lastStartedAt), SQLValue(job.lastOutcome), SQLValue(job.detail),
      SQLValue(job.leaseOwner), SQLValue(job.leaseUntilMilliseconds),
    ]
    let marks = values.map { _ in "?" }.joined(separator: ", ")
    try explaining { try connection.run("INSERT OR REPLACE INTO job VALUES (\(marks))", values) }
  }

  /// Reconciles the jobs with the present generation: schedules new ones, deletes removed ones, and reschedules those with a
  /// changed schedule. A new version of a plugin retries jobs that were set aside.
  func reconcileJobs(now: Instant) throws {
    let connection = try writable()
    let before = Dictionary(uniqueKeysWithValues: try jobs().map { ("\($0.plugin):\($0.id)", $0) })
    var kept: Set<String> = []
    for registered in try registeredJobs(connection, now) {
      let name = "\(registered.plugin):\(registered.id)"
      kept.insert(name)
      guard var job = before[name] else {
        try save(registered)
        continue
      }
      guard job.bundleID != registered.bundleID else { continue }
      job.renew(as: registered, now: now)
      try save(job)
    }
    try explaining {
      for job in before.values where !kept.contains("\(job.plugin):\(job.id)") {
        try connection.run("DELETE FROM job WHERE plugin = ? AND id = ?", [.text(job.plugin), .text(job.id)])
      }
    }
  }

  private func registeredJobs(_ connection: Connection, _ now: Instant) throws -> [JobRecord] {
    var jobs: [JobRecord] = []
    try explaining {
      try connection.run(StoreRegistrations.registeredSQL("job")) { row in
        let place = "\(row.text(1)) job \(row.text(2))"
        let description = try StoredColumn.registration.value(row.text(4), row: place).mapValue ?? [:]
        jobs.append(
          JobRecord(
            plugin: row.text(0), id: row.text(2), bundleID: row.text(1),
            title: LocalizedText(json: description["title"] ?? .null),
            schedule: try StoreQueue.schedule(description["schedule"] ?? .null, in: .registration, row: place), now: now))
      }
    }
    return jobs
  }

  private func jobs(_ condition: String, _ values: [SQLValue]) throws -> [JobRecord] {
    let connection = try open()
    var found: [JobRecord] = []
    try explaining {
      try connection.run("SELECT * FROM job \(condition)", values) { found.append(try StoreQueue.job($0)) }
    }
    return found
  }

  private static func job(_ row: PreparedStatement) throws -> JobRecord {
    let place = "\(row.text(0)):\(row.text(1))"
    let schedule = try StoredColumn.jobSchedule.value(row.text(4), row: place)
    var job = JobRecord(
      plugin: row.text(0), id: row.text(1), bundleID: row.text(2),
      title: LocalizedText(json: try StoredColumn.jobTitle.value(row.text(3), row: place)),
      schedule: try StoreQueue.schedule(schedule, in: .jobSchedule, row: place), now: Instant(milliseconds: 0))
    job.state = JobRecord.State(rawValue: row.text(5)) ?? .paused
    job.meantMilliseconds = row.isNull(6) ? nil : row.integer(6)
    job.dueMilliseconds = row.isNull(7) ? nil : row.integer(7)
    job.attempts = Int(row.integer(8))
    job.lastStartedAt = row.optionalText(9)
    job.lastOutcome = row.optionalText(10)
    job.detail = row.optionalText(11)
    job.leaseOwner = row.optionalText(12)
    job.leaseUntilMilliseconds = row.isNull(13) ? nil : row.integer(13)
    return job
  }

  /// Parses a stored schedule.
  /// - Throws: `StoreError.corrupt` naming table, row and column.
  private static func schedule(_ json: FieldValue, in column: StoredColumn, row: String) throws(StoreError) -> JobSchedule {
    do throws(ScheduleProblem) { return try JobSchedule(json: json) } catch {
      throw StoreError(.corrupt, entity: column.table, id: row, field: column.name, found: "\(error.part): \(error.found)")
    }
  }
}

extension JobRecord {
  /// Adopts the registration of another bundle of the plugin.
  fileprivate mutating func renew(as registered: JobRecord, now: Instant) {
    (bundleID, title) = (registered.bundleID, registered.title)
    if schedule != registered.schedule {
      schedule = registered.schedule
      if state != .paused { state = .waiting }
      plan(schedule.first(from: now))
    } else if state == .setAside {
      state = .waiting
      plan(schedule.next(after: now, previous: Instant(milliseconds: meantMilliseconds ?? now.milliseconds)) ?? now)
    }
  }
}

extension LocalizedText {
  fileprivate init(json: FieldValue) {
    var values: [Language: String] = [:]
    for (code, text) in json.mapValue ?? [:] { if let language = Language(code: code) { values[language] = text.textValue } }
    self.init(values)
  }

  fileprivate var json: FieldValue {
    .map(ExactDictionary(uniqueKeysWithValues: values.map { ($0.key.rawValue, .text($0.value)) }))
  }
}
