/// The observation of an invocation that its caller asked for.
public struct Instruments: Sendable {
  /// Collects a profile; nil for none.
  public var profiler: Profiler?
  /// Writes each call of a host function with its SQL; nil for none.
  public var callLog: CallLog?

  /// No observation by default.
  public init(profiler: Profiler? = nil, callLog: CallLog? = nil) { (self.profiler, self.callLog) = (profiler, callLog) }
}
