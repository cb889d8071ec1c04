import Foundation
import Testing

@testable import WebLink

/// The addresses that the portal listens on.
@Suite struct ListeningSocketTests {
  @Test("An address is split into host and port, and refused in any other form")
  func addresses() {
    #expect(ListeningSocket.parse("127.0.0.1:0").map { "\($0.host) \($0.port)" } == "127.0.0.1 0")
    #expect(ListeningSocket.parse("127.0.0.1").map { "\($0.host) \($0.port)" } == "127.0.0.1 8080")
    #expect(ListeningSocket.parse("[::1]:90").map { "\($0.host) \($0.port)" } == "::1 90")
    #expect(ListeningSocket.parse("::1").map { "\($0.host) \($0.port)" } == "::1 8080")
    for text in ["127.0.0.1:x", "127.0.0.1:70000", "[::1", "[::1]x"] { #expect(ListeningSocket.parse(text) == nil, "\(text)") }
    #expect(throws: ListeningSocket.ListeningFailure.malformed("localhost:1")) { try ListeningSocket.tcp("localhost:1") }
  }

  @Test("A socket that was handed over is named by its path, or by its address and port")
  func names() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "grappe-\(UUID().uuidString.prefix(8)).sock").path
    let local = try ListeningSocket.local(path)
    defer {
      close(local.descriptor)
      unlink(path)
    }
    #expect(SocketAddress.name(of: local.descriptor)?.hasSuffix((path as NSString).lastPathComponent) == true)
    for (address, host) in [("127.0.0.1:0", "127.0.0.1"), ("[::1]:0", "[::1]")] {
      let socket = try ListeningSocket.tcp(address)
      defer { close(socket.descriptor) }
      let port = try #require(socket.name.split(separator: ":").last.flatMap { UInt16($0) })
      #expect(socket.name == "http://\(host):\(port)" && port != 0, "\(socket.name)")
    }
    #expect(SocketAddress.name(of: -1) == nil)
  }
}
