import Testing

@testable import WebAccounts

/// The second factor: setting up, codes, recovery codes, known browsers.
@Suite struct SecondFactorTests {
  @Test("Setting up needs a right code, opens a new session and gives ten recovery codes")
  func enrolment() throws {
    let accounts = try TestAccounts()
    let accepted = try #require(try accounts.store.accept(invite: try accounts.store.invite("marie", audience: .staff).token))
    let key = try #require(try accounts.store.session(accepted.session)?.newKey)
    #expect(try accounts.store.enrol(accepted.session, code: accounts.wrongCode(key)) == .wrong)
    guard case .signedIn(let signIn) = try accounts.store.enrol(accepted.session, code: accounts.code(key)) else {
      Issue.record("refused")
      return
    }
    #expect(signIn.session != accepted.session)
    #expect(try accounts.store.session(accepted.session) == nil)
    #expect(try accounts.store.session(signIn.session)?.stage == .open)
    #expect(Set(signIn.recoveryCodes).count == 10)
    #expect(try accounts.store.accounts().first?.hasSecondFactor == true)
    // The second factor is not changed by another code of the same session.
    #expect(try accounts.store.enrol(signIn.session, code: accounts.code(key, steps: 1)) == .ended)
  }

  @Test("A link alone does not sign in where there is a second factor; five wrong codes end it")
  func link() throws {
    let accounts = try TestAccounts()
    let (_, key) = try accounts.enrolled("marie")
    let first = try #require(try accounts.store.accept(invite: try accounts.store.invite("marie", audience: nil).token))
    #expect(try accounts.store.session(first.session)?.stage == .awaitingCode)
    let wrong = try accounts.wrongCode(key)
    for _ in 1..<5 { #expect(try accounts.store.prove(first.session, code: wrong) == .wrong) }
    #expect(try accounts.store.prove(first.session, code: wrong) == .ended)
    #expect(try accounts.store.prove(first.session, code: accounts.code(key)) == .ended)
    let second = try #require(try accounts.store.accept(invite: try accounts.store.invite("marie", audience: nil).token))
    guard case .signedIn = try accounts.store.prove(second.session, code: accounts.code(key)) else {
      Issue.record("refused")
      return
    }
  }

  @Test("A code and a recovery code work once")
  func usedOnce() throws {
    let accounts = try TestAccounts()
    let (enrolled, key) = try accounts.enrolled("marie")
    let code = accounts.code(key)
    let first = try #require(try accounts.store.signIn("marie", code: code, browser: enrolled.browser))
    #expect(try accounts.store.signIn("marie", code: code, browser: first.browser) == nil)
    let recovery = enrolled.recoveryCodes[3].uppercased().replacing("-", with: " ")
    let second = try #require(try accounts.store.signIn("marie", code: recovery, browser: first.browser))
    #expect(try accounts.store.signIn("marie", code: recovery, browser: second.browser) == nil)
    #expect(try accounts.store.accounts().first?.recoveryCodeCount == 9)
  }

  @Test("Name and code sign in only in a browser that has signed in before, and strangers lock nobody out")
  func knownBrowser() throws {
    let accounts = try TestAccounts()
    let (enrolled, key) = try accounts.enrolled("marie")
    let (other, _) = try accounts.enrolled("paul")
    for browser in [nil, "", String(repeating: "0", count: 64), enrolled.session, other.browser] {
      for _ in 0..<30 { #expect(try accounts.store.signIn("marie", code: accounts.code(key), browser: browser) == nil) }
    }
    #expect(try accounts.store.signIn("nobody", code: accounts.code(key), browser: enrolled.browser) == nil)
    let signIn = try #require(try accounts.store.signIn(" Marie ", code: accounts.code(key), browser: enrolled.browser))
    #expect(signIn.session != enrolled.session && signIn.browser != enrolled.browser)
  }

  @Test("After five wrong codes a known browser waits a quarter of an hour, after twenty it is known no more")
  func attempts() throws {
    let accounts = try TestAccounts()
    let (enrolled, key) = try accounts.enrolled("marie")
    func fail(times: Int) throws {
      for _ in 0..<times { #expect(try accounts.store.signIn("marie", code: accounts.wrongCode(key), browser: enrolled.browser) == nil) }
    }
    try fail(times: 5)
    #expect(try accounts.store.signIn("marie", code: accounts.code(key), browser: enrolled.browser) == nil)
    for _ in 0..<3 {
      accounts.clock.pass(minutes: 15)
      try fail(times: 5)
    }
    accounts.clock.pass(minutes: 15)
    #expect(try accounts.store.signIn("marie", code: accounts.code(key), browser: enrolled.browser) == nil)
    // A link still works.
    #expect(try accounts.store.accept(invite: try accounts.store.invite("marie", audience: nil).token) != nil)
  }

  @Test("New recovery codes replace the former ones, and need a code of the app")
  func renewal() throws {
    let accounts = try TestAccounts()
    let (enrolled, key) = try accounts.enrolled("marie")
    #expect(try accounts.store.renewRecoveryCodes(enrolled.session, code: accounts.wrongCode(key)) == nil)
    let codes = try #require(try accounts.store.renewRecoveryCodes(enrolled.session, code: accounts.code(key)))
    #expect(codes.count == 10 && Set(codes).isDisjoint(with: enrolled.recoveryCodes))
    #expect(try accounts.store.signIn("marie", code: enrolled.recoveryCodes[0], browser: enrolled.browser) == nil)
    #expect(try accounts.store.signIn("marie", code: codes[0], browser: enrolled.browser) != nil)
  }
}
