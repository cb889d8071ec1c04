import Ecosystem
import Glibc
import Localization
import Synchronization

/// Limits of the invocation that built a document, with its use so far: rendering counts towards them.
public struct RenderLimits: Sendable, Hashable {
  /// A limit and its use by the invocation, both in milliseconds.
  public struct Share: Sendable, Hashable {
    public var maximum: Int64
    public var used: Int64

    /// Makes a share; `used` may exceed the maximum.
    public init(maximum: Int64, used: Int64) {
      self.maximum = maximum
      self.used = used
    }
  }

  /// Name of the invocation in messages: `wallonia:cartographie`.
  public var place: String
  /// Processor time; nil for no limit.
  public var cpu: Share?
  /// Time on the clock; nil for no limit.
  public var wall: Share?

  /// Makes limits.
  public init(place: String, cpu: Share? = nil, wall: Share? = nil) {
    self.place = place
    self.cpu = cpu
    self.wall = wall
  }
}

/// Rendering that a limit of its invocation ended.
public struct RenderStop: Explainable, Hashable {
  /// Which limit it was.
  public enum Limit: Sendable, Hashable { case cpu, wall }

  public let limit: Limit
  /// Name of the invocation in messages.
  public let place: String
  /// In milliseconds; `used` covers the invocation and the rendering.
  public let maximum: Int64, used: Int64

  public var code: String { "limit.rendering" }

  public func message(in language: Language) -> String {
    Message("reports.render-stop", ["place": place, "used": used, "maximum": maximum]).text(in: language)
  }
}

/// Limits the time of rendering. Renderers call ``checkpoint()`` in every loop whose length comes from the document: once a
/// block, a row, a label, a series.
///
///     try RenderBudget.limiting(document.limits) { … try RenderBudget.checkpoint() … }
public final class RenderBudget: Sendable {
  @TaskLocal private static var current: RenderBudget?

  /// Number of checkpoints between two reads of the clocks.
  private static let checkpointsBetween = 16

  private let limits: RenderLimits?
  private let cpuStart = RenderBudget.nanoseconds(CLOCK_THREAD_CPUTIME_ID)
  private let wallStart = RenderBudget.nanoseconds(CLOCK_MONOTONIC)
  private let passed = Atomic<Int>(0)

  private init(_ limits: RenderLimits?) { self.limits = limits }

  /// Runs `body`; its checkpoints throw when the limits are used up or its task was cancelled. It must stay on its thread.
  ///
  /// - Throws: `RenderStop`, `CancellationError`, and any error of `body`.
  public static func limiting<Result>(_ limits: RenderLimits?, _ body: () throws -> Result) throws -> Result {
    try $current.withValue(RenderBudget(limits)) {
      try current?.check()
      return try body()
    }
  }

  /// Ends the current rendering when a limit is used up or its task was cancelled.
  ///
  /// - Throws: `RenderStop` or `CancellationError`.
  static func checkpoint() throws {
    guard let current else { return }
    if current.passed.add(1, ordering: .relaxed).newValue % checkpointsBetween == 0 { try current.check() }
  }

  /// Ends the current rendering as ``checkpoint()`` does, but reads the clocks each time: for loops whose steps are long.
  ///
  /// - Throws: `RenderStop` or `CancellationError`.
  static func check() throws { try current?.check() }

  private func check() throws {
    if Task.isCancelled { throw CancellationError() }
    guard let limits else { return }
    try check(limits.cpu, .cpu, since: cpuStart, clock: CLOCK_THREAD_CPUTIME_ID)
    try check(limits.wall, .wall, since: wallStart, clock: CLOCK_MONOTONIC)
  }

  private func check(
    _ share: RenderLimits.Share?, _ limit: RenderStop.Limit, since start: Int64, clock: clockid_t
  ) throws {
    guard let share, let limits else { return }
    let used = share.used + (Self.nanoseconds(clock) - start) / 1_000_000
    guard used <= share.maximum else {
      throw RenderStop(limit: limit, place: limits.place, maximum: share.maximum, used: used)
    }
  }

  private static func nanoseconds(_ clock: clockid_t) -> Int64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
