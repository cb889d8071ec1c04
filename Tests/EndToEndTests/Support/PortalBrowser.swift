import Foundation
import Testing
import WebAccounts

/// A browser of the portal: keeps its cookies, and sends forms with the fields that browsers send.
final class PortalBrowser {
  let portal: RunningPortal
  /// The cookies by name.
  var cookies: [String: String] = [:]

  init(_ portal: RunningPortal) { self.portal = portal }

  /// Asks for a page.
  func get(_ target: String, _ fields: [String] = []) throws -> RunningPortal.Answer {
    keep(try portal.get(target, fields + cookieFields))
  }

  /// Sends a form of the portal's own pages.
  ///
  /// - Parameter origin: the origin that the browser names; nil for that of the portal.
  func post(_ target: String, _ form: [(String, String)], origin: String? = nil) throws -> RunningPortal.Answer {
    let body = form.map { Self.encoded($0.0) + "=" + Self.encoded($0.1) }.joined(separator: "&")
    let host = "127.0.0.1:\(portal.port)"
    let head = [
      "POST \(target) HTTP/1.1", "Host: \(host)", "Connection: close", "Origin: \(origin ?? "http://\(host)")",
      "Content-Type: application/x-www-form-urlencoded", "Content-Length: \(body.utf8.count)",
    ]
    return keep(try portal.send((head + cookieFields).joined(separator: "\r\n") + "\r\n\r\n" + body))
  }

  private var cookieFields: [String] {
    cookies.isEmpty ? [] : ["Cookie: " + cookies.map { "\($0.key)=\($0.value)" }.sorted().joined(separator: "; ")]
  }

  private func keep(_ answer: RunningPortal.Answer) -> RunningPortal.Answer {
    for field in answer.fields["set-cookie"]?.components(separatedBy: ", ") ?? [] {
      let pair = field.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      cookies[String(pair[0])] = pair[1].isEmpty ? nil : String(pair[1])
    }
    return answer
  }

  static func encoded(_ text: String) -> String { text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "" }

  /// Returns the value of a hidden field of a page.
  static func hidden(_ name: String, in page: String) -> String? {
    page.firstRange(of: "name=\"\(name)\" value=\"").map { String(page[$0.upperBound...].prefix { $0 != "\"" }) }
  }

  // MARK: Accounts

  /// Returns the path of a new invitation link.
  func invite(_ name: String, audience: String = "staff") throws -> String {
    let run = try portal.workspace.grappe("web", "invite", name, "--audience", audience, "--json")
    let link = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    return "/sign-in/" + (try #require((link?["link"] as? String)?.split(separator: "/").last))
  }

  /// Opens a link and presses its button.
  func accept(_ link: String) throws -> RunningPortal.Answer {
    let page = try get(link)
    let (token, mark) = (Self.hidden("token", in: page.body) ?? "", Self.hidden("mark", in: page.body) ?? "")
    return try post("/sign-in/link", [("token", token), ("mark", mark)])
  }

  /// Signs in with a new account, and returns the key of its second factor and its recovery codes.
  @discardableResult
  func signUp(_ name: String, audience: String = "staff") throws -> (key: [UInt8], codes: [String]) {
    #expect(try accept(try invite(name, audience: audience)).status == 303)
    let page = try get("/sign-in/set-up").body
    let start = try #require(page.firstRange(of: "<code class=\"key\">"))
    let key = Self.bytes(String(page[start.upperBound...].prefix { $0 != "<" }))
    let done = try post("/sign-in/set-up", [("code", Self.code(key))])
    #expect(done.status == 200)
    return (key, done.body.matches(of: /<li><code>([a-z2-7-]+)<\/code>/).map { String($0.1) })
  }

  /// The code of an app now.
  static func code(_ key: [UInt8]) -> String {
    TimeBasedCode.code(key, step: TimeBasedCode.step(at: Int64(Date().timeIntervalSince1970 * 1_000)))
  }

  /// Reads base 32, by its definition and not by the code under test.
  private static func bytes(_ text: String) -> [UInt8] {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
    let bits = text.compactMap { letters.firstIndex(of: $0) }.map { value in
      let digits = String(value, radix: 2)
      return String(repeating: "0", count: 5 - digits.count) + digits
    }.joined()
    return stride(from: 0, to: bits.count / 8 * 8, by: 8).compactMap { UInt8(bits.dropFirst($0).prefix(8), radix: 2) }
  }
}
