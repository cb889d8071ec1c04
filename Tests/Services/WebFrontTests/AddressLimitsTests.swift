import NIOHTTP1
import Testing

@testable import WebFront

/// The bounds of what one address may take.
@Suite struct AddressLimitsTests {
  private static let limits: HTTPLimits = {
    var limits = HTTPLimits()
    (limits.connectionsMax, limits.connectionsPerAddressMax, limits.requestsPerSecond, limits.requestBurst) = (3, 2, 2, 4)
    return limits
  }()

  @Test("Connections are bounded for an address and in all, and given back")
  func connections() {
    let limits = AddressLimits(Self.limits)
    #expect(limits.connect("a") && limits.connect("a") && !limits.connect("a"))
    #expect(limits.connect("b") && !limits.connect("c"))
    limits.disconnect("a")
    #expect(limits.connect("c") && limits.connectionCount == 3)
  }

  @Test("Requests beyond the burst are refused until time has passed, for each address by itself")
  func rate() {
    let limits = AddressLimits(Self.limits)
    #expect((0..<5).map { _ in limits.admit("a", at: 0) } == [true, true, true, true, false])
    #expect(limits.admit("b", at: 0))
    #expect(!limits.admit("a", at: 400_000_000))
    #expect(limits.admit("a", at: 1_000_000_000))
    #expect((0..<9).map { _ in limits.admit("", at: 0) }.allSatisfy { $0 })
  }

  @Test("Forms have a rate of their own, apart from that of requests")
  func forms() {
    let limits = AddressLimits(Self.limits)
    #expect((0..<11).map { _ in limits.admitForm("a", at: 0) } == Array(repeating: true, count: 10) + [false])
    #expect((0..<121).map { _ in limits.admitForm("a", hasSession: true, at: 0) } == Array(repeating: true, count: 120) + [false])
    #expect(limits.admitForm("a", at: 30_000_000_000) && !limits.admitForm("a", at: 30_000_000_001))
    #expect(limits.admit("a", at: 0))
  }

  @Test("The rates that are kept are bounded")
  func bounded() {
    let limits = AddressLimits(Self.limits)
    for number in 0..<(AddressLimits.bucketsMax + 10) { #expect(limits.admit("\(number)", at: 0)) }
  }

  @Test("An address of IPv6 counts as its network, and the log has neither kind whole")
  func addresses() {
    #expect(ClientAddress.key("2001:db8:1:2:3::4") == ClientAddress.key("2001:db8:1:2:ffff::1"))
    #expect(ClientAddress.key("2001:db8:1:2::1") != ClientAddress.key("2001:db8:1:3::1"))
    #expect(ClientAddress.shortened("192.0.2.77") == "192.0.2.0")
    #expect(ClientAddress.shortened("2001:db8:1:2:3::4") == "2001:db8:1::")
    #expect(ClientAddress.shortened("") == "-")
    #expect(ClientAddress.forwarded(["x-forwarded-for": "10.0.0.1, 192.0.2.7"]) == "192.0.2.7")
    #expect(ClientAddress.forwarded([:]) == nil)
  }
}
