import NIOCore
import WebLink

/// One link to the host: writes a request, and reads the frames of its response. Used on one event loop.
final class LinkHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let pool: LinkPool
  private var context: ChannelHandlerContext?
  private var buffer = ByteBuffer()
  /// The receiver of the response; nil when the link is idle, or the client has gone and the rest is discarded.
  private weak var receiver: (any ResponseReceiver)?
  private var isBusy = false

  init(_ pool: LinkPool) { self.pool = pool }

  func handlerAdded(context: ChannelHandlerContext) { self.context = context }
  func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

  /// Sends a request; its response goes to `receiver`.
  func send(_ request: WebRequest, to receiver: any ResponseReceiver) {
    guard let context, let bytes = try? LinkFrame.request(request).encoded() else { return receiver.linkFailed() }
    (self.receiver, isBusy) = (receiver, true)
    context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
  }

  /// Discards the rest of the response: the client has gone.
  func abandon() {
    receiver = nil
    resume()
  }

  /// Reads on after a pause.
  func resume() { context?.channel.setOption(.autoRead, value: true).whenFailure { _ in } }

  func close() { context?.close(promise: nil) }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var incoming = unwrapInboundIn(data)
    buffer.writeBuffer(&incoming)
    do { while let frame = try nextFrame() { take(frame) } } catch { return context.close(promise: nil) }
    buffer.discardReadBytes()
    if let receiver, receiver.isBacklogged { context.channel.setOption(.autoRead, value: false).whenFailure { _ in } }
  }

  func channelInactive(context: ChannelHandlerContext) {
    pool.remove(self)
    if isBusy { receiver?.linkFailed() }
    (receiver, isBusy) = (nil, false)
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

  private enum Frame {
    case head(WebResponseHead), block(ByteBuffer), end
  }

  private func nextFrame() throws -> Frame? {
    guard let bytes = buffer.getBytes(at: buffer.readerIndex, length: LinkFrame.headerBytes) else { return nil }
    let (length, kind) = try LinkFrame.header(bytes)
    guard buffer.readableBytes >= LinkFrame.headerBytes + length else { return nil }
    buffer.moveReaderIndex(forwardBy: LinkFrame.headerBytes)
    guard let content = buffer.readSlice(length: length) else { throw LinkError.malformed }
    if kind == 3 { return .block(content) }
    switch try LinkFrame(kind: kind, content: Array(content.readableBytesView)) {
    case .head(let head): return .head(head)
    case .end: return .end
    case .request, .body: throw LinkError.malformed
    }
  }

  private func take(_ frame: Frame) {
    switch frame {
    case .head(let head): receiver?.receive(head: head, over: self)
    case .block(let block): receiver?.receive(block: block)
    case .end:
      let ended = receiver
      (receiver, isBusy) = (nil, false)
      ended?.receiveEnd()
      pool.release(self)
    }
  }
}
