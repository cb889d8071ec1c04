import Store
import Testing

@testable import WebAccounts

/// Sessions: their life, and their end.
@Suite struct SessionTests {
  @Test("Accounts that are opened before the store leave SQLite's memory counted")
  func memoryIsCounted() throws {
    _ = try TestAccounts()
    #expect(SQLMemory.isCounted)
  }

  @Test("A session ends after an hour without a request")
  func idle() throws {
    let accounts = try TestAccounts()
    let token = try accounts.enrolled("marie").signIn.session
    for _ in 0..<3 {
      accounts.clock.pass(minutes: 57)
      #expect(try accounts.store.session(token)?.account == "marie")
    }
    accounts.clock.pass(minutes: 60)
    #expect(try accounts.store.session(token) == nil)
    #expect(try accounts.store.sessions().isEmpty)
  }

  @Test("A session ends after twelve hours in any case")
  func absolute() throws {
    let accounts = try TestAccounts()
    let token = try accounts.enrolled("marie").signIn.session
    for _ in 0..<14 {
      accounts.clock.pass(minutes: 50)
      #expect(try accounts.store.session(token) != nil)
    }
    accounts.clock.pass(minutes: 20)
    #expect(try accounts.store.session(token) == nil)
  }

  @Test("The time for the second factor is a quarter of an hour")
  func stage() throws {
    let accounts = try TestAccounts()
    let accepted = try #require(try accounts.store.accept(invite: try accounts.store.invite("marie", audience: nil).token))
    accounts.clock.pass(minutes: 15)
    #expect(try accounts.store.session(accepted.session) == nil)
  }

  @Test("A session is ended by its id, by signing out, by signing out everywhere and with its account")
  func ends() throws {
    let accounts = try TestAccounts()
    let (marie, key) = try accounts.enrolled("marie")
    let paul = try accounts.enrolled("paul").signIn
    func sessions() throws -> [String] { try accounts.store.sessions().map(\.account).sorted() }
    let id = try #require(try accounts.store.sessions(of: "marie").first?.id)
    #expect(throws: AccountError.sessionUnknown(id: id)) { try accounts.store.endSession(id, of: "paul") }
    try accounts.store.endSession(id, of: "marie")
    #expect(try sessions() == ["paul"])
    #expect(throws: AccountError.sessionUnknown(id: id)) { try accounts.store.endSession(id) }
    let second = try #require(try accounts.store.signIn("marie", code: accounts.code(key), browser: marie.browser))
    try accounts.store.signOut(paul.session)
    #expect(try sessions() == ["marie"])
    try accounts.store.signOutEverywhere("marie")
    accounts.clock.pass(minutes: 2)
    #expect(try sessions().isEmpty)
    #expect(try accounts.store.signIn("marie", code: accounts.code(key), browser: second.browser) == nil)
  }

  @Test("A revoked account has no session, link or browser left; a reset one needs a new second factor")
  func revoked() throws {
    let accounts = try TestAccounts()
    let (marie, key) = try accounts.enrolled("marie")
    let link = try accounts.store.invite("marie", audience: nil).token
    try accounts.store.resetSecondFactor("Marie")
    #expect(try accounts.store.session(marie.session) == nil && !accounts.store.isValid(invite: link))
    #expect(try accounts.store.signIn("marie", code: accounts.code(key), browser: marie.browser) == nil)
    let accepted = try #require(try accounts.store.accept(invite: try accounts.store.invite("marie", audience: nil).token))
    #expect(try accounts.store.session(accepted.session)?.stage == .enrolling)
    try accounts.store.revoke("marie")
    #expect(try accounts.store.session(accepted.session) == nil && accounts.store.accounts().isEmpty)
    #expect(throws: AccountError.accountUnknown(name: "marie", known: [])) { try accounts.store.revoke("marie") }
  }

  @Test("The audience of a session is that of its account at every request")
  func audience() throws {
    let accounts = try TestAccounts()
    let token = try accounts.enrolled("marie").signIn.session
    #expect(try accounts.store.session(token)?.audience == .staff)
    _ = try accounts.store.invite("marie", audience: .members)
    #expect(try accounts.store.session(token)?.audience == .members)
  }

  @Test("A made-up, empty or very long token belongs to no session")
  func forged() throws {
    let accounts = try TestAccounts()
    _ = try accounts.enrolled("marie")
    for token in ["", "x", String(repeating: "0", count: 64), String(repeating: "a", count: 100_000), "' OR 1=1 --"] {
      #expect(try accounts.store.session(token) == nil)
      #expect(try accounts.store.accept(invite: token) == nil)
    }
  }
}
