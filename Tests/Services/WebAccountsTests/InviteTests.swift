import Foundation
import Testing

@testable import WebAccounts

/// Links of invitation.
@Suite struct InviteTests {
  @Test("A link works once; looking at it does not use it up")
  func once() throws {
    let accounts = try TestAccounts()
    let token = try accounts.store.invite("Marie.D", audience: nil).token
    #expect(try accounts.store.isValid(invite: token) && accounts.store.isValid(invite: token))
    let signIn = try #require(try accounts.store.accept(invite: token))
    #expect(signIn.account == "marie.d" && signIn.browser == nil)
    #expect(try accounts.store.accept(invite: token) == nil && !accounts.store.isValid(invite: token))
    #expect(try accounts.store.session(signIn.session)?.stage == .enrolling)
  }

  @Test("A link ends after 30 minutes, and when another is made for the same person")
  func ends() throws {
    let accounts = try TestAccounts()
    let first = try accounts.store.invite("marie", audience: .staff).token
    accounts.clock.pass(minutes: 29)
    #expect(try accounts.store.isValid(invite: first))
    accounts.clock.pass(minutes: 1)
    #expect(try !accounts.store.isValid(invite: first) && accounts.store.accept(invite: first) == nil)
    let (second, third) = (try accounts.store.invite("marie", audience: nil).token, try accounts.store.invite("marie", audience: nil).token)
    #expect(try accounts.store.accept(invite: second) == nil)
    #expect(try accounts.store.accept(invite: third) != nil)
  }

  @Test("An invitation keeps the audience of the account unless it names another")
  func audience() throws {
    let accounts = try TestAccounts()
    _ = try accounts.store.invite("marie", audience: .members)
    _ = try accounts.store.invite("marie", audience: nil)
    #expect(try accounts.store.accounts().map(\.audience) == [.members])
    _ = try accounts.store.invite("marie", audience: .staff)
    #expect(try accounts.store.accounts().map(\.audience) == [.staff])
  }

  @Test("Names of accounts have letters, digits, dots, hyphens and underscores only", arguments: ["", "web:x", "-a", "é", "a/b", "<b>"])
  func names(name: String) throws {
    let accounts = try TestAccounts()
    #expect(throws: AccountError.nameInvalid(name: name)) { try accounts.store.invite(name, audience: nil) }
  }

  @Test("The file holds no token and is readable by its owner alone")
  func file() throws {
    let accounts = try TestAccounts()
    let token = try accounts.store.invite("marie", audience: nil).token
    let (signIn, _) = try accounts.enrolled("paul")
    let path = accounts.folder.appending(path: AccountStore.fileName).path
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    let bytes = try #require(FileManager.default.contents(atPath: path))
    for secret in [token, signIn.session, try #require(signIn.browser)] + signIn.recoveryCodes {
      #expect(bytes.range(of: Data(secret.utf8)) == nil)
    }
  }
}
