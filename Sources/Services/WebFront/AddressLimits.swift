/// Counts the connections of each address and bounds the rate of its requests by a token bucket. Used on one event loop.
final class AddressLimits {
  private struct Bucket {
    var tokens: Double
    /// The time of the last request, in nanoseconds.
    var last: Int64
  }

  /// Upper bound of the addresses whose rate is kept; beyond it, those that are full again are dropped, then all.
  static let bucketsMax = 20_000

  private let limits: HTTPLimits
  private var connections: [String: Int] = [:]
  private var buckets: [String: Bucket] = [:]
  private var formBuckets: [String: Bucket] = [:]
  private var sessionFormBuckets: [String: Bucket] = [:]
  /// The open connections in all.
  private(set) var connectionCount = 0

  init(_ limits: HTTPLimits) { self.limits = limits }

  /// Takes a place for a connection; false when there is none left.
  func connect(_ key: String) -> Bool {
    guard connectionCount < limits.connectionsMax else { return false }
    if isLimited(key) {
      guard connections[key, default: 0] < limits.connectionsPerAddressMax else { return false }
      connections[key, default: 0] += 1
    }
    connectionCount += 1
    return true
  }

  /// Counts a form that was sent; false when the address has sent too many.
  ///
  /// - Parameters:
  ///   - hasSession: whether it came with the cookie of a session. Its wider bounds help nobody who made it up: the host does nothing
  ///     for a form whose session it does not know.
  ///   - now: a monotonic time in nanoseconds.
  func admitForm(_ key: String, hasSession: Bool = false, at now: Int64) -> Bool {
    guard hasSession else { return Self.admit(key, at: now, in: &formBuckets, rate: limits.formsPerMinute / 60, burst: limits.formBurst) }
    let rate = limits.sessionFormsPerMinute / 60
    return Self.admit(key, at: now, in: &sessionFormBuckets, rate: rate, burst: limits.sessionFormBurst)
  }

  /// Gives the place of a connection back.
  func disconnect(_ key: String) {
    connectionCount -= 1
    guard let count = connections[key] else { return }
    connections[key] = count > 1 ? count - 1 : nil
  }

  /// Counts a request; false when the address has made too many.
  /// - Parameter now: a monotonic time in nanoseconds.
  func admit(_ key: String, at now: Int64) -> Bool {
    Self.admit(key, at: now, in: &buckets, rate: limits.requestsPerSecond, burst: limits.requestBurst)
  }

  /// Takes a token of a bucket, which refills at `rate` tokens per second up to `burst`.
  private static func admit(_ key: String, at now: Int64, in buckets: inout [String: Bucket], rate: Double, burst: Double) -> Bool {
    if key.isEmpty { return true }
    func refilled(_ bucket: Bucket) -> Double { min(burst, bucket.tokens + Double(now - bucket.last) / 1e9 * rate) }
    if buckets.count >= bucketsMax { buckets = buckets.filter { refilled($0.value) < burst } }
    if buckets.count >= bucketsMax { buckets.removeAll() }
    let tokens = buckets[key].map(refilled) ?? burst
    buckets[key] = Bucket(tokens: max(0, tokens >= 1 ? tokens - 1 : tokens), last: now)
    return tokens >= 1
  }

  /// Behind a proxy all connections have its address.
  private func isLimited(_ key: String) -> Bool { !key.isEmpty && !limits.isBehindProxy }
}
