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

  /// Gives the place of a connection back.
  func disconnect(_ key: String) {
    connectionCount -= 1
    guard let count = connections[key] else { return }
    connections[key] = count > 1 ? count - 1 : nil
  }

  /// Counts a request; false when the address has made too many.
  /// - Parameter now: a monotonic time in nanoseconds.
  func admit(_ key: String, at now: Int64) -> Bool {
    if key.isEmpty { return true }
    if buckets.count >= Self.bucketsMax { drop(at: now) }
    var bucket = buckets[key] ?? Bucket(tokens: limits.requestBurst, last: now)
    bucket.tokens = refilled(bucket, now)
    bucket.last = now
    defer { buckets[key] = bucket }
    guard bucket.tokens >= 1 else { return false }
    bucket.tokens -= 1
    return true
  }

  /// Behind a proxy all connections have its address.
  private func isLimited(_ key: String) -> Bool { !key.isEmpty && !limits.isBehindProxy }

  private func refilled(_ bucket: Bucket, _ now: Int64) -> Double {
    min(limits.requestBurst, bucket.tokens + Double(now - bucket.last) / 1e9 * limits.requestsPerSecond)
  }

  private func drop(at now: Int64) {
    buckets = buckets.filter { refilled($0.value, now) < limits.requestBurst }
    if buckets.count >= Self.bucketsMax { buckets.removeAll() }
  }
}
