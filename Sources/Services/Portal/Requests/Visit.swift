import Ecosystem
import Engine
import Localization
import WebAccounts
import WebLink

/// The session that a request belongs to. It is found before the page is, so that every page knows its viewer.
struct Visit {
  /// The session; nil without a cookie, and for a session that has ended.
  let session: ActiveSession?
  private let portal: Portal
  private let request: WebRequest

  init(_ request: WebRequest, of portal: Portal) {
    (self.portal, self.request) = (portal, request)
    guard Self.canSignIn(request), let token = request.cookie(.session) else {
      session = nil
      return
    }
    do { session = try Self.accounts(of: portal)?.session(token) } catch {
      // The public pages are answered all the same.
      portal.report(error, of: request)
      session = nil
    }
  }

  /// Whether the browser holds the cookie of a session that is none any more.
  var hasEnded: Bool { session == nil && request.cookie(.session) != nil }

  /// Whether the request comes with no session, not even one that has ended.
  var isAnonymous: Bool { session == nil && request.cookie(.session) == nil }

  /// Whether sessions are possible: over TLS, or on this machine. The name of the host is checked as well, since another site can lead
  /// a browser to the loopback under its own name.
  var canSignIn: Bool { Self.canSignIn(request) }

  private static func canSignIn(_ request: WebRequest) -> Bool {
    if request.isSecure { return true }
    let host = request.origin.dropFirst("http://".count)
    let name = host.hasPrefix("[") ? host.prefix { $0 != "]" } + "]" : host.prefix { $0 != ":" }
    return ["127.0.0.1", "localhost", "[::1]"].contains(String(name))
  }

  /// Opens the accounts; nil while there are none.
  /// - Throws: `AccountError.unusable`.
  func accounts() throws -> AccountStore? { try Self.accounts(of: portal) }

  private static func accounts(of portal: Portal) throws -> AccountStore? {
    let limits = SessionLimits(idleMinutes: portal.settings.sessionIdleMinutes, hours: portal.settings.sessionHours)
    return try AccountStore.open(in: portal.workspace.directory, limits: limits)
  }

  /// The viewer: the person who has signed in, else the public.
  func viewer(_ language: Language) -> Viewer {
    guard let session, session.stage == .open else { return .anonymous(language) }
    return Viewer(scope: ReadScope(session.audience, includesExamples: false), name: session.account, language: language)
  }

  /// Returns the response with what the session asks for: no cache keeps it, and the cookie of a session that has ended is removed.
  func concluding(_ response: PortalResponse) -> PortalResponse {
    if session != nil, request.path.first != "assets" { return response.forOneViewer }
    return hasEnded ? response.forOneViewer.adding([cookie(.session, "")]) : response
  }

  // MARK: Cookies

  /// Returns the field that sets a cookie; an empty value removes it.
  func cookie(_ cookie: WebCookie, _ value: String, seconds: Int64? = nil) -> WebRequest.Field {
    cookie.field(value, isSecure: request.isSecure, seconds: seconds)
  }

  /// Returns the fields for a session that has begun.
  func cookies(for signIn: SignIn) -> [WebRequest.Field] {
    let browser = signIn.browser.map { cookie(.browser, $0, seconds: AccountStore.browserMilliseconds / 1_000) }
    return [cookie(.session, signIn.session)] + (browser.map { [$0] } ?? [])
  }
}
