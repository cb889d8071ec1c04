import Testing

@testable import WebLink

/// The back-off of a role that dies.
@Suite struct RestartDelayTests {
  @Test("The delay doubles after each short run up to ten seconds, and begins anew after a long one")
  func doubling() {
    var delay = RestartDelay()
    #expect((0..<9).map { _ in delay.next(afterRunOf: 5) } == [100, 200, 400, 800, 1_600, 3_200, 6_400, 10_000, 10_000])
    #expect(delay.next(afterRunOf: 60_000) == 100)
    #expect(delay.next(afterRunOf: 0) == 200)
  }

  @Test("An address is split into host and port, and refused in any other form")
  func addresses() {
    #expect(ListeningSocket.parse("127.0.0.1:0").map { "\($0.host) \($0.port)" } == "127.0.0.1 0")
    #expect(ListeningSocket.parse("127.0.0.1").map { "\($0.host) \($0.port)" } == "127.0.0.1 8080")
    #expect(ListeningSocket.parse("[::1]:90").map { "\($0.host) \($0.port)" } == "::1 90")
    #expect(ListeningSocket.parse("::1").map { "\($0.host) \($0.port)" } == "::1 8080")
    for text in ["127.0.0.1:x", "127.0.0.1:70000", "[::1", "[::1]x"] { #expect(ListeningSocket.parse(text) == nil, "\(text)") }
    #expect(throws: ListeningSocket.ListeningFailure.malformed("localhost:1")) { try ListeningSocket.tcp("localhost:1") }
  }
}
