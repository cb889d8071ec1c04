import Calendar
import Ecosystem
import WebAccounts
import WebLink

/// The page of a person who has signed in: her sessions, her recovery codes, and signing out.
struct AccountPage {
  private let context: PageContext

  init(_ context: PageContext) { self.context = context }

  /// - Throws: `PageError.notFound`, and the errors of the accounts.
  func page(_ path: [String]) throws -> PortalResponse {
    guard path.isEmpty else { throw PageError.notFound }
    guard let session = context.visit.session, session.stage == .open else { return .redirect(to: context.links.to(["sign-in"])) }
    return try page(of: session)
  }

  /// - Throws: as `page`.
  func submit(_ path: [String]) throws -> PortalResponse {
    guard let session = context.visit.session, session.stage == .open, let accounts = try context.visit.accounts() else {
      throw PageError.notFound
    }
    switch path {
    case ["sign-out"]:
      try accounts.signOut(context.request.cookie(.session) ?? "")
      return signedOut
    case ["sign-out-everywhere"]:
      try accounts.signOutEverywhere(session.account)
      context.portal.workspace.noteAccount("sign-out-everywhere", by: session.account)
      return signedOut.adding([context.visit.cookie(.browser, "")])
    case ["sessions"]: return try end(context.request.formValue("id") ?? "", of: session, accounts)
    case ["recovery-codes"]: return try renewRecoveryCodes(session, accounts)
    default: throw PageError.notFound
    }
  }

  private var signedOut: PortalResponse {
    PortalResponse.redirect(to: context.links.to([])).adding([context.visit.cookie(.session, "")])
  }

  private func end(_ id: String, of session: ActiveSession, _ accounts: AccountStore) throws -> PortalResponse {
    // One that has ended meanwhile is where it should be.
    do { try accounts.endSession(id, of: session.account) } catch is AccountError {}
    return id == session.id ? signedOut : .redirect(to: context.links.to(["account"]))
  }

  private func renewRecoveryCodes(_ session: ActiveSession, _ accounts: AccountStore) throws -> PortalResponse {
    let (token, code) = (context.request.cookie(.session) ?? "", context.request.formValue("code") ?? "")
    guard let codes = try accounts.renewRecoveryCodes(token, code: code) else {
      return try page(of: session, problem: context.text("portal.sign-in.code-wrong"), status: 403)
    }
    context.portal.workspace.noteAccount("recovery-codes", by: session.account)
    return SecondFactorPage(context).recoveryCodes(codes)
  }

  // MARK: The page

  private func page(of session: ActiveSession, problem: String? = nil, status: Int = 200) throws -> PortalResponse {
    let accounts = try context.visit.accounts()
    let sessions = try accounts?.sessions(of: session.account) ?? []
    let codes = try accounts?.accounts().first { $0.name == session.account }?.recoveryCodeCount ?? 0
    let body: HTML = """
      <h2>\(context.text("portal.account.sessions"))</h2>
      <ul class="items">
      \(sessions.map { item($0, isHere: $0.id == session.id) })</ul>
      <div class="row">
      \(button(["account", "sign-out"], "portal.account.sign-out"))\(button(["account", "sign-out-everywhere"], "portal.account.everywhere"))</div>
      <p class="meta">\(context.text("portal.account.everywhere-help"))</p>
      <h2>\(context.text("portal.account.recovery"))</h2>
      <p>\(context.text("portal.account.codes-left", ["count": codes]))</p>
      \(recoveryForm(problem))
      """
    let audience = context.text("portal.account.audience-\(session.audience.rawValue)")
    return Layout(context).response(
      title: context.text("portal.account.title", ["name": session.account]), lead: "<p class=\"lead\">\(audience)</p>\n", body,
      status: status)
  }

  private func item(_ session: SessionSummary, isHere: Bool) -> HTML {
    let (begun, used) = (moment(session.createdAt), moment(session.usedAt))
    let here: HTML = isHere ? "<strong>\(context.text("portal.account.this-session"))</strong> · " : .empty
    let text = context.text("portal.account.session", ["begun": begun, "used": used])
    let label = context.text("portal.account.end-label", ["begun": begun])
    return """
      <li><p>\(here)\(text)</p>
      <form method="post" action="\(context.links.to(["account", "sessions"]))">
      <input type="hidden" name="id" value="\(session.id)">
      <button class="plain" aria-label="\(label)">\(context.text("portal.account.end"))</button>
      </form></li>

      """
  }

  private func recoveryForm(_ problem: String?) -> HTML {
    let field = InputField(
      "code", context.text("portal.sign-in.code"), help: context.text("portal.account.recovery-help"), problem: problem
    ).with(attributes: " autocomplete=\"one-time-code\" maxlength=\"40\"")
    return FormPage(context, action: ["account", "recovery-codes"], button: context.text("portal.account.recovery-button")).html([field])
  }

  private func button(_ path: [String], _ text: String) -> HTML {
    "<form method=\"post\" action=\"\(context.links.to(path))\"><button class=\"plain\">\(context.text(text))</button></form>\n"
  }

  private func moment(_ milliseconds: Int64) -> String {
    let instant = Instant(milliseconds: milliseconds).text
    return context.format.date(String(instant.prefix(10))) + " " + String(instant.dropFirst(11).prefix(5)) + " UTC"
  }
}
