import Calendar
import Ecosystem
import Lua
import Store

/// A plugin that is not run any more, because a limit stopped it three times within an hour while it ran by itself, or it was stuck once: in its
/// jobs and deliveries, in commands that jobs and deliveries call, or while a serving host loads it. It holds for every process of the
/// workspace and through restarts, until an admin lifts it.
public struct QuarantinedPlugin: Sendable, Hashable {
  public var name: String
  /// Its start, RFC 3339 in UTC.
  public var since: String
  /// The limit of the last kill, as the code of its error: `limit.cpu`.
  public var code: String
  /// The message of the last kill.
  public var reason: String

  /// Whether one call stuck in host code was the cause, not three kills.
  var isStuck: Bool { code == "limit.\(Limit.stuck)" }

  init(_ record: InvocationRecord) {
    name = record.plugin
    since = record.startedAt
    code = record.name
    reason = record.detail ?? ""
  }
}

/// The rule, from the design of the runtime; the scheduler applies the same within one process.
enum QuarantineRule {
  static let killsMax = 3
  static let windowMilliseconds: Int64 = 3_600_000
  static let quarantined = "quarantined"
  static let lifted = "lifted"
}

extension PluginHost {
  /// Returns the quarantined plugins, by name.
  ///
  /// - Throws: `StoreError` when the database cannot be read.
  public func quarantines() throws -> [QuarantinedPlugin] {
    let transaction = try workspace.store.begin(.read, for: .admin)
    defer { transaction.rollback() }
    return try transaction.invocations.lastQuarantines().filter { $0.outcome == QuarantineRule.quarantined }.map(
      QuarantinedPlugin.init)
  }

  /// Lifts a plugin's quarantine; its earlier kills no longer count.
  ///
  /// - Throws: `EngineError.notQuarantined` with the names of the quarantined ones.
  public func liftQuarantine(_ name: String) async throws {
    let transaction = try await beginWriting(.quarantine, name, name: "lift", for: .admin)
    do {
      guard try transaction.invocations.isQuarantined(name) else {
        let known = try transaction.invocations.lastQuarantines().filter { $0.outcome == QuarantineRule.quarantined }.map(\.plugin)
        throw EngineError.notQuarantined(name: name, known: known)
      }
      try transaction.invocations.appendQuarantine(name, QuarantineRule.lifted, name: "", detail: nil, at: Instant.now())
      try transaction.commit()
    } catch {
      transaction.rollback()
      throw error
    }
    runner.liftQuarantine(name)
  }

  /// Throws for a quarantined plugin. Reads the log, and so sees a lift by another process.
  ///
  /// - Throws: `EngineError.quarantined`.
  func refuseQuarantined(_ name: String) throws {
    let transaction = try workspace.store.begin(.read, for: .admin)
    defer { transaction.rollback() }
    guard let last = try transaction.invocations.lastQuarantine(of: name) else { return }
    guard last.outcome == QuarantineRule.lifted else { throw EngineError.quarantined(QuarantinedPlugin(last)) }
    runner.liftQuarantine(name)
  }
}

extension StoreInvocations {
  func isQuarantined(_ plugin: String) throws -> Bool {
    try lastQuarantine(of: plugin)?.outcome == QuarantineRule.quarantined
  }

  /// Quarantines the plugin of the last kill when that reaches the limit. A task stuck in host code reaches it at once.
  func quarantineIfDue(after record: InvocationRecord) throws {
    guard record.countsForQuarantine, try !isQuarantined(record.plugin) else { return }
    guard try record.isStuck || recentKills(of: record.plugin, at: record.startedAt) >= QuarantineRule.killsMax else { return }
    try appendQuarantine(
      record.plugin, QuarantineRule.quarantined, name: record.outcome, detail: record.detail, at: Instant.now())
  }

  /// Returns the number of a plugin's kills within the hour before a timestamp, without those before its last lift.
  private func recentKills(of plugin: String, at moment: String) throws -> Int {
    let lifted = try lastQuarantine(of: plugin)?.startedAt ?? ""
    let hourAgo = Instant.before(moment, milliseconds: QuarantineRule.windowMilliseconds)
    return try all(of: plugin, since: hourAgo).count { $0.countsForQuarantine && $0.startedAt > lifted }
  }

  fileprivate func appendQuarantine(_ plugin: String, _ outcome: String, name: String, detail: String?, at now: String)
    throws
  {
    try append(
      InvocationRecord(
        id: try makeID(now: now), plugin: plugin,
        principal: outcome == QuarantineRule.lifted ? Principal.login : Principal.limits, kind: InvocationRecord.quarantineKind, name: name,
        startedAt: now, outcome: outcome, detail: detail))
  }
}

extension Instant {
  /// Returns the timestamp a number of milliseconds earlier, both RFC 3339 in UTC.
  fileprivate static func before(_ moment: String, milliseconds: Int64) -> String {
    guard let instant = Instant(moment) else { return moment }
    return Instant(milliseconds: instant.milliseconds - milliseconds).text
  }
}
