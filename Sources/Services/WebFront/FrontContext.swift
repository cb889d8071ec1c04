import NIOCore
import NIOHTTP1
import WebLink

/// The state that all connections share. Used on one event loop.
final class FrontContext {
  let limits: HTTPLimits
  let links = LinkPool()
  let cache = PageCache()
  let addresses: AddressLimits
  let metrics = FrontMetrics()
  let log: @Sendable (AccessRecord) -> Void
  private var requestCount: UInt64 = 0
  /// The part of the request numbers that differs from run to run.
  private let run = String(UInt32.random(in: .min ... .max), radix: 36)
  /// The field `Date` and the second for which it was made.
  private var date = (second: Int64.min, text: "")

  init(_ limits: HTTPLimits, log: @escaping @Sendable (AccessRecord) -> Void) {
    (self.limits, self.log) = (limits, log)
    addresses = AddressLimits(limits)
  }

  /// Returns a new number for a request: `k3f9x1-42`.
  func nextNumber() -> String {
    requestCount += 1
    return "\(run)-\(requestCount)"
  }

  /// A monotonic time in nanoseconds.
  var now: Int64 { Int64(bitPattern: NIODeadline.now().uptimeNanoseconds) }
}
