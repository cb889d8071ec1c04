import Crypto
import Foundation

/// One-time passwords by the time (TOTP, RFC 6238): HMAC-SHA-1, steps of 30 seconds, six digits, which every authenticator app knows.
public enum TimeBasedCode {
  /// The length of a step, in seconds.
  public static let stepSeconds: Int64 = 30
  /// The number of digits of a code.
  public static let digits = 6
  /// The number of bytes of a key: as many as the hash has (RFC 4226, section 4).
  static let keyBytes = 20
  /// The steps by which the clock of a person may differ.
  static let skew: Int64 = 1

  /// Returns the step of a time.
  /// - Parameter milliseconds: the time in milliseconds since 1970.
  public static func step(at milliseconds: Int64) -> Int64 { milliseconds / 1_000 / stepSeconds }

  /// Returns the code of a step (RFC 4226, section 5.3).
  public static func code(_ key: [UInt8], step: Int64, digits: Int = digits) -> String {
    let counter = withUnsafeBytes(of: step.bigEndian) { Data($0) }
    let hash = Array(HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: SymmetricKey(data: key)))
    let offset = Int(hash[hash.count - 1] & 15)
    let number = hash[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) } & 0x7FFF_FFFF
    let text = String(number % (0..<digits).reduce(1) { power, _ in power * 10 })
    return String(repeating: "0", count: digits - text.count) + text
  }

  /// Returns the step whose code was entered; nil for a wrong code, and for one of a step that was used already.
  /// - Parameters:
  ///   - last: the last step that was used.
  ///   - milliseconds: the present time.
  static func acceptedStep(_ entered: String, key: [UInt8], after last: Int64, at milliseconds: Int64) -> Int64? {
    let now = step(at: milliseconds)
    // All codes are compared, each in constant time, so that the time of the answer does not tell which one is near.
    let matching = (now - skew...now + skew).filter { isEqual(code(key, step: $0), entered) }
    return matching.first { $0 > last }
  }

  private static func isEqual(_ left: String, _ right: String) -> Bool {
    let (left, right) = (Array(left.utf8), Array(right.utf8))
    guard left.count == right.count else { return false }
    return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }

  /// Returns the address by which apps take over a key (the Key URI Format of Google Authenticator).
  /// - Parameter issuer: the name of the portal.
  public static func address(key: [UInt8], account: String, issuer: String) -> String {
    func encoded(_ text: String) -> String { text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "" }
    let label = "\(encoded(issuer)):\(encoded(account))"
    let parameters = "issuer=\(encoded(issuer))&algorithm=SHA1&digits=\(digits)&period=\(stepSeconds)"
    return "otpauth://totp/\(label)?secret=\(Base32.text(key))&\(parameters)"
  }
}
