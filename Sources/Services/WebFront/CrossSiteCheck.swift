import NIOHTTP1

/// Refuses forms that another site sends: by `Sec-Fetch-Site`, which every current browser sends, else by `Origin`. A program that is no
/// browser sends neither, and carries no one's rights.
enum CrossSiteCheck {
  /// Whether a request that changes something may be answered.
  ///
  /// - Parameters:
  ///   - host: the value of the `Host` field.
  ///   - hasSession: whether the request carries a person's rights; then one of both fields must be there.
  static func allows(_ headers: HTTPHeaders, host: String, hasSession: Bool) -> Bool {
    if let site = headers.first(name: "sec-fetch-site") { return site == "same-origin" || site == "none" }
    guard let origin = headers.first(name: "origin") else { return !hasSession }
    return origin == "http://\(host)" || origin == "https://\(host)"
  }
}
