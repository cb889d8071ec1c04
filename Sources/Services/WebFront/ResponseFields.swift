import NIOHTTP1
import WebLink

/// The fields of the header of every response: what the host may decide, and the policy that holds for all.
///
/// The policy: nothing is loaded from elsewhere, no script or style stands inside a page, no page is framed, and a type is never
/// guessed (Content Security Policy Level 3; Fetch, `X-Content-Type-Options`).
enum ResponseFields {
  /// The fields that the host may set.
  static let allowed: Set<String> = [
    "content-type", "content-length", "content-language", "content-disposition", "cache-control", "location", "retry-after", "vary", "link",
    "allow", "set-cookie", "etag",
  ]

  static let policy: [(String, String)] = [
    (
      "content-security-policy",
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
        + "base-uri 'none'; frame-ancestors 'none'"
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
    ("x-frame-options", "DENY"),
  ]

  /// Returns the header of a response.
  ///
  /// - Parameter isSecure: whether the viewer came by TLS, so that browsers may be told to keep to it.
  /// - Returns: nil when the host asks for a field that is not allowed, a value with control characters, a cookie without its attributes, or a redirect to another host.
  static func headers(of head: WebResponseHead, isSecure: Bool) -> HTTPHeaders? {
    var headers = HTTPHeaders()
    for field in head.fields {
      guard allowed.contains(field.name), isClean(field.value) else { return nil }
      if field.name == "location", !isLocal(field.value) { return nil }
      if field.name == "set-cookie", !isCookie(field.value, isSecure: isSecure) { return nil }
      headers.add(name: field.name, value: field.value)
    }
    for (name, value) in policy { headers.add(name: name, value: value) }
    if isSecure { headers.add(name: "strict-transport-security", value: "max-age=31536000") }
    if !headers.contains(name: "cache-control") { headers.add(name: "cache-control", value: "no-store") }
    return headers
  }

  /// Whether a redirect leads to a path of this host.
  static func isLocal(_ location: String) -> Bool {
    location.hasPrefix("/") && !location.hasPrefix("//") && !location.contains("\\")
  }

  /// Whether a field sets one of the portal's cookies with the attributes that they all have.
  static func isCookie(_ value: String, isSecure: Bool) -> Bool {
    let parts = value.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, WebCookie.allCases.contains(where: { $0.name(isSecure: isSecure) == parts[0] }) else { return false }
    let token = parts[1].prefix { $0 != ";" }
    let rest = parts[1].dropFirst(token.count)
    return (token.isEmpty || WebCookie.isValue(token)) && rest.hasPrefix(WebCookie.attributes(isSecure: isSecure))
  }

  private static func isClean(_ value: String) -> Bool {
    value.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
  }
}
