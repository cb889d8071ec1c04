/// The least severity of the notices that a host writes to its log.
public enum HostLogLevel: String, Sendable, CaseIterable {
  /// Failures alone.
  case error
  /// Failures, changes of the host's state, and a report of rates a minute.
  case info
  /// Also a line for each delivery and each run of a job.
  case debug

  /// Whether a notice is written at this level.
  public func includes(_ notice: HostNotice) -> Bool {
    switch notice {
    case .delivered, .jobStarted, .jobDone: self == .debug
    default: self != .error || notice.isFailure
    }
  }
}

/// The notation of a host's log.
public enum HostLogFormat: String, Sendable, CaseIterable {
  /// A sentence a line, in the language of the host.
  case text
  /// A JSON object a line.
  case json
}
