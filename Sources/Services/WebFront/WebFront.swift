import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import WebLink

/// The role with the listening socket: parses and bounds requests, passes them to the host, writes responses. It has neither Lua nor the
/// database, and everything runs on one event loop.
///
///     let front = try WebFront(limits: HTTPLimits()) { print($0.line) }
///     front.take(links: descriptors)
///     front.waitUntilStopped()
public final class WebFront: Sendable {
  private let group: MultiThreadedEventLoopGroup
  private let loop: any EventLoop
  private let context: NIOLoopBound<FrontContext>
  private let listeners: [any Channel]

  /// Serves the listening sockets, which must be open.
  ///
  /// - Parameters:
  ///   - listener: the public one.
  ///   - status: the local one for health and metrics.
  ///   - log: receives each line of the access log, on the event loop: it must be quick.
  /// - Throws: the errors of the sockets.
  public init(
    listener: Int32 = RoleControl.listener, status: Int32 = RoleControl.status, limits: HTTPLimits,
    log: @escaping @Sendable (AccessRecord) -> Void
  ) throws {
    group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let loop = group.next()
    self.loop = loop
    let context = try loop.submit { NIOLoopBound(FrontContext(limits, log: log), eventLoop: loop) }.wait()
    self.context = context
    let main = try Self.bootstrap(group) { try Self.configure($0, context.value) }.withBoundSocket(listener).wait()
    let local = try Self.bootstrap(group) { channel in
      try channel.pipeline.syncOperations.configureHTTPServerPipeline(withPipeliningAssistance: false, withErrorHandling: false)
      try channel.pipeline.syncOperations.addHandler(StatusHandler(context.value))
    }.withBoundSocket(status).wait()
    listeners = [main, local]
  }

  /// Replaces the links to the host. May be called from any thread.
  public func take(links descriptors: [Int32]) {
    let (context, loop) = (context, loop)
    loop.execute {
      let pool = context.value.links
      let handlers = descriptors.map { _ in LinkHandler(pool) }
      let bound = NIOLoopBound(handlers, eventLoop: loop)
      let channels = descriptors.enumerated().map { index, descriptor in
        NIOPipeBootstrap(group: loop).channelInitializer { channel in
          channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(bound.value[index]) }
        }.takingOwnershipOfDescriptor(inputOutput: descriptor)
      }
      EventLoopFuture.whenAllSucceed(channels, on: loop).whenSuccess { _ in context.value.links.replaceLinks(by: bound.value) }
    }
  }

  /// Waits until the listening sockets are closed.
  public func waitUntilStopped() {
    for listener in listeners { try? listener.closeFuture.wait() }
  }

  /// Accepts no more connections. May be called from any thread.
  public func stop() {
    for listener in listeners { listener.close(promise: nil) }
  }

  private static func bootstrap(
    _ group: MultiThreadedEventLoopGroup, _ configure: @escaping @Sendable (any Channel) throws -> Void
  ) -> ServerBootstrap {
    ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: 512)
      .childChannelOption(.writeBufferWaterMark, value: .init(low: 1 << 20, high: 4 << 20))
      .childChannelOption(.maxMessagesPerRead, value: 4)
      .childChannelInitializer { channel in channel.eventLoop.makeCompletedFuture { try configure(channel) } }
  }

  /// Sets up a connection, or throws when no more is accepted, which closes it.
  private static func configure(_ channel: any Channel, _ front: FrontContext) throws {
    let peer = channel.remoteAddress?.ipAddress ?? ""
    let key = ClientAddress.key(peer)
    guard front.addresses.connect(key) else {
      front.metrics.countRefusedConnection()
      throw LinkError.closed
    }
    channel.closeFuture.assumeIsolated().whenComplete { _ in front.addresses.disconnect(key) }
    let arrival = ArrivalHandler(front.limits)
    let pipeline = channel.pipeline.syncOperations
    try pipeline.addHandler(arrival)
    var decoder = NIOHTTPDecoderLimitConfiguration()
    decoder.maxHeaderListSize = front.limits.headerBytesMax
    try pipeline.configureHTTPServerPipeline(
      withPipeliningAssistance: true, withErrorHandling: false, withEncoderConfiguration: .init(), withDecoderLimitConfiguration: decoder)
    try pipeline.addHandler(ConnectionHandler(front, arrival, peer: peer))
  }
}
