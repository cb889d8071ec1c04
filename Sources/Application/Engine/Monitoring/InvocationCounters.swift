import Ecosystem
import Store
import Synchronization

/// The invocations of this process since its start, by plugin, kind and outcome.
final class InvocationCounters: Sendable {
  struct Key: Hashable {
    var plugin: String
    var kind: String
    var outcome: String
  }

  struct Total {
    var count: Int64 = 0
    var cpuMilliseconds: Int64 = 0
    var queueMilliseconds: Int64 = 0
  }

  /// The maximum number of totals; invocations beyond are not counted.
  static let totalsMax = 10_000

  private let totals = Mutex<[Key: Total]>([:])

  /// Counts an invocation that has ended.
  func count(_ record: InvocationRecord) {
    let key = Key(plugin: record.plugin, kind: record.kind, outcome: record.outcome)
    totals.withLock { totals in
      guard totals[key] != nil || totals.count < Self.totalsMax else { return }
      totals[key, default: Total()].count += 1
      totals[key, default: Total()].cpuMilliseconds += Int64(record.cpuMilliseconds)
      totals[key, default: Total()].queueMilliseconds += Int64(record.queueMilliseconds)
    }
  }

  /// The totals, in the order of plugin, kind and outcome.
  var sorted: [(key: Key, total: Total)] {
    totals.withLock { totals in
      totals.map { ($0.key, $0.value) }.sorted {
        ($0.0.plugin, $0.0.kind, $0.0.outcome) < ($1.0.plugin, $1.0.kind, $1.0.outcome)
      }
    }
  }
}
