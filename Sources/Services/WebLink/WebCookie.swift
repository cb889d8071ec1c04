/// A cookie of the portal. Its value is a token of hexadecimal digits.
///
/// Over TLS its name begins with `__Host-`, so that no other host of the domain can set it (RFC 6265bis, 4.1.3). Browsers refuse that
/// prefix without TLS; on the loopback the name goes without.
public enum WebCookie: String, Sendable, Hashable, CaseIterable {
  /// The session of a person who has signed in, or is signing in.
  case session
  /// The mark of a browser in which a person has signed in before.
  case browser
  /// The mark of a browser that has opened an invitation link.
  case link

  /// Upper bound of a value, in bytes.
  public static let valueBytesMax = 64

  /// The name in the fields `Cookie` and `Set-Cookie`.
  public func name(isSecure: Bool) -> String { (isSecure ? "__Host-" : "") + "grappe-" + rawValue }

  /// Returns the field that sets the cookie.
  ///
  /// - Parameters:
  ///   - value: the token; empty to remove the cookie.
  ///   - seconds: its life; nil until the browser is closed.
  public func field(_ value: String, isSecure: Bool, seconds: Int64? = nil) -> WebRequest.Field {
    let life = value.isEmpty ? "; Max-Age=0" : seconds.map { "; Max-Age=\($0)" } ?? ""
    return WebRequest.Field("set-cookie", "\(name(isSecure: isSecure))=\(value)\(Self.attributes(isSecure: isSecure))\(life)")
  }

  /// The attributes of every cookie: for this host only, never for scripts, not with the forms of other sites.
  public static func attributes(isSecure: Bool) -> String { "; Path=/; HttpOnly; SameSite=Lax" + (isSecure ? "; Secure" : "") }

  private static let digits = Set("0123456789abcdef".utf8)

  /// Whether a text may be the value of a cookie.
  public static func isValue(_ text: some StringProtocol) -> Bool {
    (1...valueBytesMax).contains(text.utf8.count)
      && text.utf8.allSatisfy(digits.contains)
  }
}
