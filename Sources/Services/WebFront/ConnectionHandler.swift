import NIOCore
import NIOHTTP1
import WebLink

/// One connection: collects a request, passes it to the host, writes the response. Used on one event loop.
final class ConnectionHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  /// A request that arrives or is being answered.
  private struct Exchange {
    let number: String
    let head: HTTPRequestHead
    let address: String
    let start: Int64
    var body = ByteBuffer()
    var request: WebRequest?
    /// The status of the response once its head was written.
    var status: Int?
    var bytes = 0
    /// The key of the response in the cache; nil for one that is not kept.
    var key: String?
    /// The response that the cache has.
    var cached: PageCache.Entry?
    /// The response that arrives, to be kept; nil when it must not be, or is too long.
    var kept: (head: WebResponseHead, body: ByteBuffer)?
    /// Whether the viewer has the content, so that the body is left out.
    var isNotModified = false
  }

  private let front: FrontContext
  private let arrival: ArrivalHandler
  /// The address of the peer; empty for a local socket.
  private let peer: String
  private var context: ChannelHandlerContext?
  private var exchange: Exchange?
  private var link: LinkHandler?
  private var timer: Scheduled<Void>?
  /// Whether the connection closes after the response, and reads no more.
  private var isClosing = false

  /// The time that the host has for a response, and a viewer for each part of a long one, in seconds.
  private static let responseSecondsMax: Int64 = 60
  /// The time that a request may wait for the host, in seconds.
  private static let waitingSecondsMax: Int64 = 8

  init(_ front: FrontContext, _ arrival: ArrivalHandler, peer: String) {
    (self.front, self.arrival, self.peer) = (front, arrival, peer)
    arrival.whenTooSlow = { [weak self] in self?.arrivedTooSlowly(hasPart: $0) }
    arrival.whenTooLarge = { [weak self] in self?.refuse(431) }
  }

  func handlerAdded(context: ChannelHandlerContext) { self.context = context }

  func handlerRemoved(context: ChannelHandlerContext) {
    timer?.cancel()
    self.context = nil
  }

  func channelInactive(context: ChannelHandlerContext) {
    link?.abandon()
    front.links.withdraw(self)
    if exchange?.request != nil { logExchange() }
    (link, exchange) = (nil, nil)
    context.fireChannelInactive()
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    if context.channel.isWritable, let link {
      // The viewer has taken a part of a long response: the time for the next part begins.
      schedule(seconds: Self.responseSecondsMax)
      link.resume()
    }
    context.fireChannelWritabilityChanged()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard error is HTTPParserError else { return context.close(promise: nil) }
    refuse(error as? HTTPParserError == .headerOverflow ? 431 : 400)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if isClosing { return }
    switch unwrapInboundIn(data) {
    case .head(let head): begin(head)
    case .body(var part):
      guard exchange != nil else { return }
      exchange?.body.writeBuffer(&part)
      if (exchange?.body.readableBytes ?? 0) > front.limits.bodyBytesMax { refuse(413) }
    case .end:
      arrival.arrived()
      answer()
    }
  }

  // MARK: The request

  private func begin(_ head: HTTPRequestHead) {
    arrival.headerArrived()
    let forwarded = front.limits.isBehindProxy ? ClientAddress.forwarded(head.headers) : nil
    exchange = Exchange(number: front.nextNumber(), head: head, address: forwarded ?? peer, start: front.now)
    if let status = refusal(of: head) { refuse(status) }
  }

  /// Returns the status by which a request is refused from its header alone; nil for one that may go on.
  private func refusal(of head: HTTPRequestHead) -> Int? {
    let bytes = head.headers.reduce(head.uri.utf8.count) { $0 + $1.name.utf8.count + $1.value.utf8.count + 4 }
    if bytes > front.limits.headerBytesMax { return 431 }
    guard front.addresses.admit(ClientAddress.key(exchange?.address ?? peer), at: front.now) else { return 429 }
    guard [.GET, .HEAD].contains(head.method) || head.method == .POST && !Self.isForProgram(head) else { return 405 }
    let hosts = head.headers[canonicalForm: "host"]
    guard hosts.count == 1, Self.isHost(hosts[0]) else { return 400 }
    let length = head.headers.first(name: "content-length").map { Int($0) ?? .max } ?? 0
    if length > front.limits.bodyBytesMax { return 413 }
    guard head.method == .POST else { return length > 0 || head.headers.contains(name: "transfer-encoding") ? 400 : nil }
    let type = head.headers.first(name: "content-type")?.prefix { $0 != ";" } ?? ""
    guard type.filter({ $0 != " " }).lowercased() == "application/x-www-form-urlencoded" else { return 415 }
    let hasSession = cookies(head).contains { $0.name == WebCookie.session.rawValue }
    guard CrossSiteCheck.allows(head.headers, host: String(hosts[0]), hasSession: hasSession) else { return 403 }
    let key = ClientAddress.key(exchange?.address ?? peer)
    return front.addresses.admitForm(key, hasSession: hasSession, at: front.now) ? nil : 429
  }

  /// Whether the target belongs to the API, whose errors are JSON and which takes no forms.
  private static func isForProgram(_ head: HTTPRequestHead) -> Bool { head.uri.hasPrefix("/api/") }

  private static func isHost(_ host: Substring) -> Bool {
    !host.isEmpty && host.utf8.count <= 255
      && host.utf8.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
          || ".-:[]".utf8.contains(byte)
      }
  }

  private func answer() {
    guard let exchange, let target = RequestTarget(exchange.head.uri) else { return refuse(400) }
    var request = WebRequest(exchange.head.method == .POST ? .post : .get, path: target.path, query: target.query)
    if request.method == .post {
      guard let text = String(validating: exchange.body.readableBytesView, as: UTF8.self), let form = FormFields.decoded(text) else {
        return refuse(400)
      }
      request.form = form
    }
    request.languages = AcceptedLanguages.codes(exchange.head.headers[canonicalForm: "accept-language"].joined(separator: ","))
    request.origin = origin(exchange.head)
    request.cookies = cookies(exchange.head)
    request.number = exchange.number
    let key = PageCache.key(request)
    let cached = key.flatMap(front.cache.entry)
    request.known = cached?.version
    self.exchange?.key = key
    self.exchange?.cached = cached
    self.exchange?.request = request
    self.exchange?.body = ByteBuffer()
    guard front.links.send(request, to: self) else { return refuse(503) }
    schedule(seconds: front.links.isReady ? Self.responseSecondsMax : Self.waitingSecondsMax)
  }

  private func origin(_ head: HTTPRequestHead) -> String {
    (isSecure(head) ? "https://" : "http://") + (head.headers.first(name: "host") ?? "localhost")
  }

  /// Whether the viewer came by TLS, as the proxy says.
  private func isSecure(_ head: HTTPRequestHead) -> Bool {
    front.limits.isBehindProxy && head.headers.first(name: "x-forwarded-proto") == "https"
  }

  private func cookies(_ head: HTTPRequestHead) -> [WebRequest.Field] {
    RequestCookies.fields(head.headers["cookie"], isSecure: isSecure(head))
  }

  private func schedule(seconds: Int64) {
    timer?.cancel()
    guard let context else { return }
    timer = context.eventLoop.assumeIsolated().scheduleTask(in: .seconds(seconds)) { [weak self] in
      guard let self, let exchange else { return }
      link?.abandon()
      link = nil
      front.links.withdraw(self)
      exchange.status == nil ? refuse(front.links.isReady ? 504 : 503) : close()
    }
  }

  private func arrivedTooSlowly(hasPart: Bool) {
    if exchange?.request != nil { return }
    hasPart ? refuse(408) : close()
  }

  // MARK: The response

  /// Answers with a page of the front, and closes the connection.
  private func refuse(_ status: Int) {
    guard !isClosing, let context else { return }
    isClosing = true
    timer?.cancel()
    guard let exchange else { return refuseWithoutHeader(status) }
    let (head, number) = (exchange.head, exchange.number)
    let languages = AcceptedLanguages.codes(head.headers.first(name: "accept-language") ?? "")
    let (response, body) = FrontPage.response(
      status, number: number, languages: languages, isForProgram: Self.isForProgram(head))
    guard exchange.status == nil, write(response) else { return close() }
    if head.method != .HEAD { write(ByteBuffer(bytes: body)) }
    self.exchange?.bytes = body.count
    logExchange()
    self.exchange = nil
    context.writeAndFlush(wrapOutboundOut(.end(nil))).assumeIsolated().whenComplete { [weak self] _ in self?.close() }
  }

  /// Answers a request whose header did not arrive, or cannot be read: the encoder of responses knows of none.
  private func refuseWithoutHeader(_ status: Int) {
    let head = HTTPRequestHead(version: .http1_1, method: .GET, uri: "-")
    exchange = Exchange(number: front.nextNumber(), head: head, address: peer, start: front.now)
    let (response, body) = FrontPage.response(status, number: exchange?.number ?? "", languages: [], isForProgram: false)
    guard let headers = ResponseFields.headers(of: response, isSecure: false) else { return close() }
    let reason = HTTPResponseStatus(statusCode: status).reasonPhrase
    let fields = headers.map { "\($0.name): \($0.value)\r\n" }.joined()
    exchange?.status = status
    exchange?.bytes = body.count
    logExchange()
    exchange = nil
    arrival.writeLast(Array("HTTP/1.1 \(status) \(reason)\r\n\(fields)connection: close\r\n\r\n".utf8) + body)
  }

  private func close() { context?.close(promise: nil) }

  /// Writes the head of a response; false when it breaks the policy.
  private func write(_ response: WebResponseHead) -> Bool {
    guard let exchange, let context, var headers = ResponseFields.headers(of: response, isSecure: isSecure(exchange.head)) else {
      return false
    }
    if isClosing || !exchange.head.isKeepAlive { headers.replaceOrAdd(name: "connection", value: "close") }
    self.exchange?.status = response.status
    let head = HTTPResponseHead(version: .http1_1, status: HTTPResponseStatus(statusCode: response.status), headers: headers)
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    return true
  }

  private func write(_ block: ByteBuffer) { context?.write(wrapOutboundOut(.body(.byteBuffer(block))), promise: nil) }

  private func logExchange() {
    guard let exchange else { return }
    let milliseconds = (front.now - exchange.start) / 1_000_000
    let status = exchange.status ?? 499
    front.metrics.count(status: status, milliseconds: milliseconds)
    front.log(
      AccessRecord(
        number: exchange.number, address: ClientAddress.shortened(exchange.address), method: exchange.head.method.rawValue,
        target: LoggedTarget.text(exchange.head.uri), status: status, bytes: exchange.bytes, milliseconds: milliseconds))
  }
}

extension ConnectionHandler: ResponseReceiver {
  var isBacklogged: Bool { context.map { !$0.channel.isWritable } ?? false }

  func receive(head: WebResponseHead, over link: LinkHandler) {
    self.link = link
    if head.isKnown {
      guard let entry = exchange?.cached else { return refuse(502) }
      front.cache.countHit()
      guard begin(entry.head) else { return refuse(502) }
      pass(entry.body)
    } else {
      if head.version != nil, exchange?.key != nil { exchange?.kept = (head, ByteBuffer()) }
      if !begin(head) { refuse(502) }
    }
  }

  func receive(block: ByteBuffer) {
    guard exchange?.status != nil, !isClosing else { return }
    if let size = exchange?.kept?.body.readableBytes {
      var part = block
      if size + part.readableBytes > PageCache.bodyBytesMax { exchange?.kept = nil } else { exchange?.kept?.body.writeBuffer(&part) }
    }
    pass(block)
    context?.flush()
  }

  /// Writes the head of a response, or says that the viewer has it; false when it breaks the policy.
  private func begin(_ head: WebResponseHead) -> Bool {
    let known = exchange?.head.headers[canonicalForm: "if-none-match"].joined(separator: ",")
    let isNotModified = head.status == 200 && ConditionalRequest.matches(head.value("etag"), known)
    exchange?.isNotModified = isNotModified
    return write(isNotModified ? ConditionalRequest.notModified(head) : head)
  }

  /// Writes a part of the body, unless the viewer asked for none or has it.
  private func pass(_ block: ByteBuffer) {
    guard let exchange, !exchange.isNotModified else { return }
    self.exchange?.bytes += block.readableBytes
    if exchange.head.method != .HEAD { write(block) }
  }

  func receiveEnd() {
    link = nil
    timer?.cancel()
    guard let exchange, let context, !isClosing else { return }
    if let key = exchange.key, let (head, body) = exchange.kept, let version = head.version {
      front.cache.keep(PageCache.Entry(head: head, body: body, version: version), for: key)
    }
    logExchange()
    self.exchange = nil
    let keepsAlive = exchange.head.isKeepAlive
    isClosing = !keepsAlive
    arrival.answered()
    let written = context.writeAndFlush(wrapOutboundOut(.end(nil)))
    if !keepsAlive { written.assumeIsolated().whenComplete { [weak self] _ in self?.close() } }
  }

  func linkFailed() {
    link = nil
    exchange?.status == nil ? refuse(503) : close()
  }
}

/// The target of a request as the log shows it: the path, and the names of the query's fields without their values.
enum LoggedTarget {
  private static let bytesMax = 512

  static func text(_ target: String) -> String {
    let parts = target.prefix(bytesMax).split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    guard let path = parts.first else { return "-" }
    guard parts.count > 1 else { return clean(path) }
    let names = parts[1].split(separator: "&").map { clean($0.prefix { $0 != "=" }) }
    return clean(path) + "?" + names.joined(separator: "&")
  }

  private static func clean(_ text: some StringProtocol) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value > 0x20 && $0.value < 0x7F ? $0 : "?" }))
  }
}
