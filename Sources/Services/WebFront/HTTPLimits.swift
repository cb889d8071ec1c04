/// The bounds of what the front accepts from the network.
public struct HTTPLimits: Sendable, Hashable, Codable {
  /// Upper bound of the header of a request, with its first line, in bytes.
  public var headerBytesMax = 16 << 10
  /// Upper bound of the body of a request, in bytes.
  public var bodyBytesMax = 2 << 20
  /// The time a request has to arrive whole, in milliseconds.
  public var requestMilliseconds: Int64 = 10_000
  /// The time a connection may be idle between requests, or a response without progress, in milliseconds.
  public var idleMilliseconds: Int64 = 30_000
  /// Upper bound of the open connections.
  public var connectionsMax = 1_024
  /// Upper bound of the open connections of one address.
  public var connectionsPerAddressMax = 64
  /// The requests per second that one address may make for long.
  public var requestsPerSecond = 20.0
  /// The requests that one address may make at once.
  public var requestBurst = 120.0
  /// The forms per minute that one address may send for long.
  public var formsPerMinute = 2.0
  /// The forms that one address may send at once.
  public var formBurst = 10.0
  /// The forms per minute that one address may send for long with the cookie of a session.
  public var sessionFormsPerMinute = 60.0
  /// The forms that one address may send at once with the cookie of a session.
  public var sessionFormBurst = 120.0
  /// Whether the peer is a proxy that appends the address of its client to `X-Forwarded-For`.
  public var isBehindProxy = false

  public init() {}
}
