import Lua

/// The quarantine of a plugin: the reason and the number of kills.
public struct Quarantine: Sendable, Hashable {
  /// The last kill.
  public let reason: KillReason
  /// Number of kills within the hour.
  public let kills: Int
}

/// Counts kills by plugin: three within an hour, or one that had to replace a worker, quarantine the plugin until an admin lifts
/// it. Times are nanoseconds of a clock that is passed in.
struct KillLedger {
  static let windowNanoseconds: Int64 = 3_600_000_000_000
  static let killsMax = 3

  private var kills: [String: [Int64]] = [:]
  private(set) var quarantined: [String: Quarantine] = [:]

  /// Records a kill. Cancelled tasks, those killed by an admin, and those ended by another task's kill do not count.
  mutating func note(_ reason: KillReason, plugin: String, now: Int64) {
    guard reason.limit.isPluginsFault else { return }
    var recent = kills[plugin, default: []].filter { now - $0 < Self.windowNanoseconds }
    recent.append(now)
    kills[plugin] = recent
    if recent.count >= Self.killsMax || reason.limit == .stuck {
      quarantined[plugin] = Quarantine(reason: reason, kills: recent.count)
    }
  }

  /// Quarantines a plugin, as after a restart of the host.
  mutating func quarantine(_ plugin: String, _ quarantine: Quarantine) { quarantined[plugin] = quarantine }

  /// Lifts the quarantine and resets the count of kills.
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
