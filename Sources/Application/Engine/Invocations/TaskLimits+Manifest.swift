import Bundles
import Lua
import Scheduler

extension Manifest {
  /// Returns the limits of one invocation of `kind`: the defaults, overridden by those approved in the manifest.
  package func limits(_ kind: LimitedKind) -> TaskLimits {
    func asked(_ limit: String) -> Int64? { limits["\(kind.rawValue).\(limit)"]?.amount }
    var granted = kind.defaults
    granted.cpuMilliseconds = asked("cpu") ?? granted.cpuMilliseconds
    granted.wallMilliseconds = asked("wall") ?? granted.wallMilliseconds
    granted.writeWallMilliseconds = asked("write_wall") ?? granted.writeWallMilliseconds
    granted.rowsRead = asked("rows_read") ?? granted.rowsRead
    granted.rowsWritten = asked("rows_written") ?? granted.rowsWritten
    granted.outputBytes = asked("output") ?? granted.outputBytes
    granted.storageBytes = limits["storage"]?.amount ?? granted.storageBytes
    return granted
  }

  /// The memory limit of the plugin, in bytes; nil for the default.
  var memoryBytesMax: Int? { limits["memory"].map { Int($0.amount) } }
}

extension TaskLimits {
  /// Returns the lower of both limits in every part.
  func within(_ other: TaskLimits) -> TaskLimits {
    func lower(_ part: KeyPath<TaskLimits, Int64?>) -> Int64? {
      [self[keyPath: part], other[keyPath: part]].compactMap { $0 }.min()
    }
    return TaskLimits(
      cpuMilliseconds: lower(\.cpuMilliseconds), wallMilliseconds: lower(\.wallMilliseconds),
      outputBytes: lower(\.outputBytes), rowsRead: lower(\.rowsRead), rowsWritten: lower(\.rowsWritten),
      storageBytes: lower(\.storageBytes), writeWallMilliseconds: lower(\.writeWallMilliseconds))
  }
}

extension TaskLimits {
  /// The limits that are lower here than in `other`.
  func lowered(from other: TaskLimits) -> Set<Limit> {
    let parts: [(Limit, KeyPath<TaskLimits, Int64?>)] = [
      (.cpu, \.cpuMilliseconds), (.wall, \.wallMilliseconds), (.writeWall, \.writeWallMilliseconds), (.output, \.outputBytes),
      (.rows, \.rowsRead), (.rows, \.rowsWritten), (.storage, \.storageBytes),
    ]
    return Set(parts.filter { (self[keyPath: $1] ?? .max) < (other[keyPath: $1] ?? .max) }.map(\.0))
  }
}

/// The kinds of invocation that have limits of their own, as the keys of a manifest's `[limits]` name them.
package enum LimitedKind: String {
  case load, handler, command, job, page

  /// The default limits.
  var defaults: TaskLimits {
    switch self {
    case .load: .load
    case .handler: .handler
    case .command: .command
    case .job: .job
    case .page: .page
    }
  }
}
