import Testing

@testable import WebLink

/// The frames between the front and the host.
@Suite struct LinkFrameTests {
  private static let request = WebRequest(
    .post, path: ["actors", "é"], query: [WebRequest.Field("q", "a&b")], form: [WebRequest.Field("x", "\u{1F600}")],
    languages: ["fr"], origin: "https://a.example", number: "r-1")

  @Test("Every frame is read back as it was written")
  func readBack() throws {
    let head = WebResponseHead(status: 200, fields: [WebRequest.Field("content-type", "text/html")])
    for frame in [.request(Self.request), .head(head), .body([0, 1, 255]), .end] as [LinkFrame] {
      let bytes = try frame.encoded()
      let (length, kind) = try LinkFrame.header(bytes.prefix(LinkFrame.headerBytes))
      #expect(bytes.count == LinkFrame.headerBytes + length)
      #expect(try LinkFrame(kind: kind, content: Array(bytes.dropFirst(LinkFrame.headerBytes))) == frame)
    }
  }

  @Test("A length above the bound, an unknown kind, and content that does not fit are refused")
  func malformed() {
    #expect(throws: LinkError.malformed) { try LinkFrame.header([0xFF, 0xFF, 0xFF, 0xFF, 1]) }
    #expect(throws: LinkError.malformed) { try LinkFrame.header([0, 0, 0]) }
    #expect(throws: LinkError.malformed) { try LinkFrame(kind: 9, content: []) }
    #expect(throws: LinkError.malformed) { try LinkFrame(kind: 1, content: Array("{}".utf8)) }
  }

  @Test("A socket carries a request and its response, and reports the end of the other side")
  func socket() throws {
    let (first, second) = try #require(DescriptorPassing.pair())
    let host = LinkSocket(first)
    do {
      let front = LinkSocket(second)
      try front.write(.request(Self.request))
      #expect(try host.read() == .request(Self.request))
      try host.write(.body(Array(repeating: 7, count: 1_000)))
      #expect(try front.read() == .body(Array(repeating: 7, count: 1_000)))
    }
    #expect(throws: LinkError.closed) { try host.read() }
  }

  @Test("Descriptors reach the other side of a socket, and its end is the end of the stream")
  func descriptors() throws {
    let (first, second) = try #require(DescriptorPassing.pair())
    let (inner, outer) = try #require(DescriptorPassing.pair())
    #expect(DescriptorPassing.send([inner, outer], over: first))
    let received = try #require(DescriptorPassing.receive(from: second))
    #expect(received.count == 2)
    let (left, right) = (LinkSocket(received[0]), LinkSocket(received[1]))
    try left.write(.end)
    #expect(try right.read() == .end)
    _ = (LinkSocket(inner), LinkSocket(outer), LinkSocket(first))
  }
}
