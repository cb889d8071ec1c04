import Testing

@testable import WebAccounts

/// One-time passwords by the time, against the vectors of RFC 6238 and RFC 4648.
@Suite struct TimeBasedCodeTests {
  private static let key = Array("12345678901234567890".utf8)

  @Test(
    "Codes are those of RFC 6238, appendix B, for SHA-1",
    arguments: [
      (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"), (1_234_567_890, "89005924"),
      (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
    ] as [(Int64, String)])
  func vectors(seconds: Int64, code: String) {
    let step = TimeBasedCode.step(at: seconds * 1_000)
    #expect(TimeBasedCode.code(Self.key, step: step, digits: 8) == code)
    #expect(TimeBasedCode.code(Self.key, step: step) == String(code.suffix(6)))
  }

  @Test("A code is accepted in its step and one step before and after, and once")
  func skew() {
    func accepted(_ code: String, after last: Int64 = -1, at step: Int64) -> Int64? {
      TimeBasedCode.acceptedStep(code, key: Self.key, after: last, at: step * 30_000)
    }
    let code = TimeBasedCode.code(Self.key, step: 100)
    #expect((98...102).map { accepted(code, at: $0) } == [nil, 100, 100, 100, nil])
    #expect(accepted(code, after: 100, at: 100) == nil && accepted(code, after: 99, at: 100) == 100)
    #expect(accepted("", at: 100) == nil && accepted(code + "0", at: 100) == nil)
  }

  // `|` and `^` have one precedence in Swift: without parentheses every fiftieth wrong code was accepted.
  @Test("Of many codes only those of the three steps are accepted")
  func others() {
    let right = Set((99...101).map { TimeBasedCode.code(Self.key, step: $0) })
    let many = stride(from: 0, to: 1_000_000, by: 97).map { number in
      let digits = String(number)
      return String(repeating: "0", count: 6 - digits.count) + digits
    }
    let accepted = (many + right).filter { TimeBasedCode.acceptedStep($0, key: Self.key, after: -1, at: 3_000_000) != nil }
    #expect(Set(accepted) == right)
  }

  @Test(
    "Base 32 is that of RFC 4648, section 10, without padding",
    arguments: [
      ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"), ("foobar", "MZXW6YTBOI"),
    ])
  func base32(bytes: String, text: String) { #expect(Base32.text(Array(bytes.utf8)) == text) }

  @Test("The address for apps names the portal and the account, encoded")
  func address() {
    let address = TimeBasedCode.address(key: Self.key, account: "marie", issuer: "Grappe & Cie: Liège")
    #expect(
      address == "otpauth://totp/Grappe%20%26%20Cie%3A%20Li%C3%A8ge:marie?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
        + "&issuer=Grappe%20%26%20Cie%3A%20Li%C3%A8ge&algorithm=SHA1&digits=6&period=30")
  }
}
