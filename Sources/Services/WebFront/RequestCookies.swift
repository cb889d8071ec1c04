import WebLink

/// The cookies of the portal in the fields `Cookie` of a request (RFC 6265, 5.4). All others are dropped.
enum RequestCookies {
  /// Returns the values of the portal's cookies. A name that comes twice counts as none: one of both was set by somebody else.
  ///
  /// - Parameter isSecure: whether the viewer came by TLS; then names without the prefix do not count.
  static func fields(_ values: [String], isSecure: Bool) -> [WebRequest.Field] {
    let pairs = values.flatMap { $0.split(separator: ";") }.compactMap { pair -> (name: Substring, value: Substring)? in
      let sides = pair.drop { $0 == " " }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return sides.count == 2 ? (sides[0], sides[1]) : nil
    }
    return WebCookie.allCases.compactMap { cookie in
      let name = cookie.name(isSecure: isSecure)
      let found = pairs.filter { $0.name == name }
      guard found.count == 1, WebCookie.isValue(found[0].value) else { return nil }
      return WebRequest.Field(cookie.rawValue, String(found[0].value))
    }
  }
}
