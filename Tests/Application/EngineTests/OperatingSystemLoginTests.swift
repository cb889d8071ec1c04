import Testing

@testable import Engine

@Suite("The log names the person at the terminal")
struct OperatingSystemLoginTests {
  private func name(_ user: UInt32, sudo: String? = nil) -> String {
    OperatingSystemLogin.name(user: user, sudoUser: sudo) { [0: "root", 1000: "ada", 1001: "schedule", 1002: "a:b"][$0] }
  }

  @Test("by the login of the user, or the number of one without a name")
  func login() {
    #expect(name(1000) == "ada" && name(0) == "root" && name(77) == "uid 77")
  }

  @Test("under sudo by the login of its caller; only root is believed")
  func sudo() {
    #expect(name(0, sudo: "ada") == "ada")
    #expect(name(1000, sudo: "root") == "ada")
    #expect(name(0, sudo: "") == "root")
  }

  @Test("a login is never read as a mechanism, a plugin or several words", arguments: ["schedule\u{7}", "a b", "x:wallonia", "\u{9B}31m"])
  func odd(_ text: String) {
    #expect(name(0, sudo: text) == "root")
    #expect(name(1001) == "login schedule" && name(1002) == "uid 1002")
  }
}
