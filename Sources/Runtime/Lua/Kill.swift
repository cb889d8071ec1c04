/// A limit that stops a task.
public enum Limit: String, Sendable, Hashable, CaseIterable {
  /// Processor time, in milliseconds.
  case cpu
  /// Memory of the plugin's state, in bytes.
  case memory
  /// Time since the task began, in milliseconds.
  case wall
  /// Rows read or written.
  case rows
  /// Bytes of log and document.
  case output
  /// Bytes of private storage.
  case storage
  /// Length of a chain of events.
  case cascade
  /// Cancelled by its caller or by the end of the host.
  case cancelled
  /// In host code beyond the hard deadline, in milliseconds; its worker was replaced.
  case stuck
  /// The kill of another task made the plugin's state unusable.
  case abandoned
  /// Not started: the plugin is quarantined.
  case quarantined
  /// Killed by an admin, by its number.
  case killed
  /// Time for which its transaction has held the write lock, in milliseconds.
  case writeWall = "write_wall"

  /// The unit of the kill's figures.
  public var unit: String {
    switch self {
    case .cpu, .wall, .stuck, .writeWall: "ms"
    case .memory, .output, .storage: "bytes"
    case .rows: "rows"
    case .cascade: "levels"
    case .cancelled, .abandoned, .quarantined, .killed: ""
    }
  }

  /// The code CLuaGuard stores; 1 and 2 are its own.
  var code: Int32 { Int32(Self.allCases.firstIndex(of: self)! + 1) }
  init?(code: Int32) {
    guard code >= 1, Int(code) <= Self.allCases.count else { return nil }
    self = Self.allCases[Int(code) - 1]
  }
}

extension Limit: CustomStringConvertible {
  /// The limit's name in manifests, errors and the log.
  public var description: String { rawValue }
}

/// The reason a task was killed: the limit, its value and the amount used, in the limit's unit.
public struct KillReason: Sendable, Hashable {
  public let limit: Limit
  public let maximum: Int64
  public let used: Int64

  /// Makes a reason.
  public init(_ limit: Limit, maximum: Int64 = 0, used: Int64 = 0) {
    self.limit = limit
    self.maximum = maximum
    self.used = used
  }
}

/// A killed task: the reason, and the position of its Lua code.
public struct Kill: Sendable, Hashable {
  public let reason: KillReason
  /// Innermost first; empty when the task was not in Lua code, or was left by a jump from a library function.
  public let traceback: [LuaFrame]
  /// The class of limits in the manifest that the limit belongs to, such as `job`; nil where there is none.
  public var limitClass: String?

  public var limit: Limit { reason.limit }
  public var maximum: Int64 { reason.maximum }
  public var used: Int64 { reason.used }
  public var unit: String { reason.limit.unit }

  /// Makes a kill.
  public init(reason: KillReason, traceback: [LuaFrame] = []) {
    self.reason = reason
    self.traceback = traceback
  }
}

/// A resource that host functions charge to a task, each with a maximum of its own.
public enum Resource: Int, Sendable, Hashable, CaseIterable {
  case rowsRead, rowsWritten, output, storage

  /// The limit a task is killed for when the resource is exhausted.
  public var limit: Limit {
    switch self {
    case .rowsRead, .rowsWritten: .rows
    case .output: .output
    case .storage: .storage
    }
  }
}
