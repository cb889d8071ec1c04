import NIOCore

/// Bounds the time and the bytes in which a request arrives, before it is parsed.
///
/// From its first byte a request has `requestMilliseconds`; between requests a connection may be idle for `idleMilliseconds`.
final class ArrivalHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private enum Phase {
    /// No byte of the next request has come.
    case idle
    /// A request is arriving.
    case arriving
    /// A request is being answered.
    case answering
  }

  private let limits: HTTPLimits
  private var phase = Phase.idle
  private var timer: Scheduled<Void>?
  /// The bytes that have come before the header of the request was whole; nil once it is.
  private var headerBytes: Int? = 0
  private var context: ChannelHandlerContext?
  /// Called when a request has not arrived in time, with whether a part of it has come.
  var whenTooSlow: ((Bool) -> Void)?
  /// Called when the header of a request is longer than its bound.
  var whenTooLarge: (() -> Void)?

  init(_ limits: HTTPLimits) { self.limits = limits }

  func channelActive(context: ChannelHandlerContext) {
    // A connection without a request is bounded as a request is.
    schedule(limits.requestMilliseconds)
    context.fireChannelActive()
  }

  func handlerAdded(context: ChannelHandlerContext) { self.context = context }

  func handlerRemoved(context: ChannelHandlerContext) {
    timer?.cancel()
    self.context = nil
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    begin()
    headerBytes? += unwrapInboundIn(data).readableBytes
    context.fireChannelRead(data)
    if let headerBytes, headerBytes > limits.headerBytesMax { whenTooLarge?() }
  }

  /// Notes that the header of a request has arrived whole.
  func headerArrived() {
    begin()
    headerBytes = nil
  }

  private func begin() {
    guard phase == .idle else { return }
    phase = .arriving
    schedule(limits.requestMilliseconds)
  }

  /// Notes that the request has arrived whole.
  func arrived() {
    phase = .answering
    timer?.cancel()
  }

  /// Notes that the response has been written, and the next request may come.
  func answered() {
    (phase, headerBytes) = (.idle, 0)
    schedule(limits.idleMilliseconds)
  }

  /// Writes a whole response to a request whose header never arrived, past the encoder, and closes the connection.
  func writeLast(_ response: [UInt8]) {
    timer?.cancel()
    guard let context else { return }
    let channel = context.channel
    context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: response))).whenComplete { _ in channel.close(promise: nil) }
  }

  private func schedule(_ milliseconds: Int64) {
    timer?.cancel()
    guard let context else { return }
    timer = context.eventLoop.assumeIsolated().scheduleTask(in: .milliseconds(milliseconds)) { [weak self] in
      guard let self else { return }
      whenTooSlow?(phase == .arriving)
    }
  }
}
