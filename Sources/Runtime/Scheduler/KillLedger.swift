import Lua

/// Why and since when a plugin is not run any more.
public struct Quarantine: Sendable, Hashable {
  /// The last kill.
  public let reason: KillReason
  /// How many kills there were within the hour.
  public let kills: Int
}

/// Counts kills by plugin: three within an hour, or one that had to replace a worker, and the plugin is quarantined until
/// somebody lifts it. Times are nanoseconds of a clock that is passed in.
struct KillLedger {
  static let windowNanoseconds: Int64 = 3_600_000_000_000
  static let killsMax = 3

  private var kills: [String: [Int64]] = [:]
  private(set) var quarantined: [String: Quarantine] = [:]

  /// Notes a kill. Cancelled tasks, those an admin ended, and those that another's kill took along do not count.
  mutating func note(_ reason: KillReason, plugin: String, now: Int64) {
    guard reason.limit.isPluginsFault else { return }
    var recent = kills[plugin, default: []].filter { now - $0 < Self.windowNanoseconds }
    recent.append(now)
    kills[plugin] = recent
    if recent.count >= Self.killsMax || reason.limit == .stuck {
      quarantined[plugin] = Quarantine(reason: reason, kills: recent.count)
    }
  }

  /// Puts a plugin under quarantine, as after a restart of the host.
  mutating func quarantine(_ plugin: String, _ quarantine: Quarantine) { quarantined[plugin] = quarantine }

  /// Lifts the quarantine and forgets the kills.
  mutating func lift(_ plugin: String) {
    quarantined[plugin] = nil
    kills[plugin] = nil
  }
}

extension Limit {
  var isPluginsFault: Bool {
    switch self {
    case .cancelled, .abandoned, .quarantined, .killed: false
    default: true
    }
  }
}
