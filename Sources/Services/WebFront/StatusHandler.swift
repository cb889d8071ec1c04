import NIOCore
import NIOHTTP1

/// Answers `/healthz`, `/readyz` and `/metrics` on a local socket of their own. Used on one event loop.
final class StatusHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let front: FrontContext
  private var target = ""

  init(_ front: FrontContext) { self.front = front }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head): target = head.uri
    case .body: break
    case .end: write(answer(), to: context)
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

  private func answer() -> (HTTPResponseStatus, String) {
    switch target {
    case "/healthz": (.ok, "ok\n")
    case "/readyz": front.links.isReady ? (.ok, "ready\n") : (.serviceUnavailable, "the host is starting\n")
    case "/metrics": (.ok, front.metrics.text(connections: front.addresses.connectionCount, links: front.links, cache: front.cache))
    default: (.notFound, "not found\n")
    }
  }

  private func write(_ answer: (HTTPResponseStatus, String), to context: ChannelHandlerContext) {
    let headers: HTTPHeaders = [
      "content-type": "text/plain; version=0.0.4", "content-length": "\(answer.1.utf8.count)", "connection": "close",
    ]
    context.write(wrapOutboundOut(.head(HTTPResponseHead(version: .http1_1, status: answer.0, headers: headers))), promise: nil)
    context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: answer.1)))), promise: nil)
    let channel = context.channel
    context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in channel.close(promise: nil) }
  }
}
