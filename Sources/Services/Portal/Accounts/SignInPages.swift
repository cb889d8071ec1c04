import Crypto
import Foundation
import WebAccounts
import WebLink

/// The pages by which a person signs in: an invitation link, or her name in a browser that is known; then a code of her app.
struct SignInPages {
  let context: PageContext

  init(_ context: PageContext) { self.context = context }

  /// Answers a request for a page. None of them changes anything: programs that preview links may look at them.
  /// - Throws: `PageError.notFound`, and the errors of the accounts.
  func page(_ path: [String]) throws -> PortalResponse {
    guard context.visit.canSignIn else { return insecure }
    switch path {
    case []: return stagePage ?? signInForm()
    case ["link"]: return try link()
    case ["code"]: return context.visit.session?.stage == .awaitingCode ? codeForm() : toSignIn
    case ["set-up"]: return context.visit.session?.stage == .enrolling ? SecondFactorPage(context).form() : toSignIn
    default: throw PageError.notFound
    }
  }

  /// Answers a form.
  /// - Throws: as `page`.
  func submit(_ path: [String]) throws -> PortalResponse {
    guard context.visit.canSignIn else { return insecure }
    switch path {
    case []: return try signIn()
    case ["link"]: return try accept()
    case ["code"]: return try prove()
    case ["set-up"]: return try SecondFactorPage(context).submit()
    default: throw PageError.notFound
    }
  }

  /// The page that a session leads to; nil without one.
  private var stagePage: PortalResponse? {
    switch context.visit.session?.stage {
    case .open: .redirect(to: context.links.to(["account"]))
    case .awaitingCode: .redirect(to: context.links.to(["sign-in", "code"]))
    case .enrolling: .redirect(to: context.links.to(["sign-in", "set-up"]))
    case nil: nil
    }
  }

  private var toSignIn: PortalResponse { stagePage ?? .redirect(to: context.links.to(["sign-in"])) }

  // MARK: Name and code

  private func signInForm(problem: String? = nil, status: Int = 200) -> PortalResponse {
    let name = InputField("name", context.text("portal.sign-in.name"), value: context.request.formValue("name") ?? "")
      .with(attributes: " autocomplete=\"username\" autocapitalize=\"none\" spellcheck=\"false\" maxlength=\"64\"")
    let form = FormPage(context, action: ["sign-in"], button: context.text("portal.sign-in.button"))
    let fields = [name, codeField(problem: problem)]
    return Layout(context).response(
      title: context.text("portal.sign-in.title"), lead: paragraph("portal.sign-in.lead"),
      "\(form.html(fields))\(paragraph("portal.sign-in.no-browser"))", status: status)
  }

  func codeField(problem: String? = nil) -> InputField {
    InputField("code", context.text("portal.sign-in.code"), help: context.text("portal.sign-in.code-help"), problem: problem)
      .with(attributes: " autocomplete=\"one-time-code\" inputmode=\"text\" autocapitalize=\"none\" spellcheck=\"false\" maxlength=\"40\"")
  }

  private func signIn() throws -> PortalResponse {
    let (name, code) = (context.request.formValue("name") ?? "", context.request.formValue("code") ?? "")
    guard let signIn = try context.visit.accounts()?.signIn(name, code: code, browser: context.request.cookie(.browser)) else {
      // One answer for an unknown name, a browser that is not known and a wrong code.
      return signInForm(problem: context.text("portal.sign-in.refused"), status: 403)
    }
    return try begin(signIn)
  }

  /// Leads a person who has signed in to her first page.
  private func begin(_ signIn: SignIn) throws -> PortalResponse {
    try endFormerSession()
    context.portal.workspace.noteAccount("sign-in", by: signIn.account)
    return .redirect(to: context.links.to(["account"])).adding(context.visit.cookies(for: signIn))
  }

  /// Ends the session that the browser had before: it has one at most.
  private func endFormerSession() throws {
    if let token = context.request.cookie(.session) { try context.visit.accounts()?.signOut(token) }
  }

  // MARK: The link

  /// The page of a link: a button, which alone uses the link up. The browser gets a cookie that the button's form must bring.
  private func link() throws -> PortalResponse {
    let token = context.request.value("token") ?? ""
    guard try context.visit.accounts()?.isValid(invite: token) == true else { return linkRefused("portal.sign-in.link-ended") }
    let mark = SymmetricKey(size: .bits256).withUnsafeBytes { Self.hexadecimal(Array($0)) }
    let form: HTML = """
      <form method="post" action="\(context.links.to(["sign-in", "link"]))">
      <input type="hidden" name="token" value="\(token)">
      <input type="hidden" name="mark" value="\(Self.proof(of: token, mark))">
      <button>\(context.text("portal.sign-in.link-button"))</button>
      </form>

      """
    return Layout(context).response(
      title: context.text("portal.sign-in.link-title", ["portal": context.portal.name]), lead: paragraph("portal.sign-in.link-lead"), form
    )
    .forOneViewer.adding([context.visit.cookie(.link, mark, seconds: 30 * 60)])
  }

  private func accept() throws -> PortalResponse {
    let (token, proof) = (context.request.formValue("token") ?? "", context.request.formValue("mark") ?? "")
    guard let mark = context.request.cookie(.link), proof == Self.proof(of: token, mark) else {
      return linkRefused("portal.sign-in.link-elsewhere", status: 403)
    }
    guard let signIn = try context.visit.accounts()?.accept(invite: token) else { return linkRefused("portal.sign-in.link-ended") }
    try endFormerSession()
    context.portal.workspace.noteAccount("link", by: signIn.account)
    return PortalResponse.redirect(to: context.links.to(["sign-in"]))
      .adding(context.visit.cookies(for: signIn) + [context.visit.cookie(.link, "")])
  }

  /// Returns what a form proves that comes from the browser with a mark.
  private static func proof(of token: String, _ mark: String) -> String {
    let key = SymmetricKey(data: Data(mark.utf8))
    return hexadecimal(Array(HMAC<SHA256>.authenticationCode(for: Data(token.utf8), using: key)))
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String { bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }

  private func linkRefused(_ text: String, status: Int = 404) -> PortalResponse {
    Layout(context).response(title: context.text("portal.sign-in.link-refused"), paragraph(text), status: status).forOneViewer
  }

  // MARK: The code after a link

  private func codeForm(problem: String? = nil, status: Int = 200) -> PortalResponse {
    let form = FormPage(context, action: ["sign-in", "code"], button: context.text("portal.sign-in.button"))
    return Layout(context).response(
      title: context.text("portal.sign-in.code-title"), lead: paragraph("portal.sign-in.code-lead"),
      form.html([codeField(problem: problem)]), status: status)
  }

  private func prove() throws -> PortalResponse {
    let (token, code) = (context.request.cookie(.session) ?? "", context.request.formValue("code") ?? "")
    switch try context.visit.accounts()?.prove(token, code: code) ?? .ended {
    case .signedIn(let signIn): return try begin(signIn)
    case .wrong: return codeForm(problem: context.text("portal.sign-in.code-wrong"), status: 403)
    case .ended: return ended()
    }
  }

  // MARK: Refusals

  /// The answer to a form whose session has ended: nothing was done.
  func ended() -> PortalResponse {
    let link: HTML = "<p><a class=\"button\" href=\"\(context.links.to(["sign-in"]))\">\(context.text("portal.nav.sign-in"))</a></p>\n"
    return Layout(context).response(
      title: context.text("portal.sign-in.ended-title"), "\(paragraph("portal.sign-in.ended"))\(link)", status: 403)
  }

  private var insecure: PortalResponse {
    Layout(context).response(
      title: context.text("portal.sign-in.insecure-title"), paragraph("portal.sign-in.insecure"), status: 403)
  }

  private func paragraph(_ id: String) -> HTML { "<p class=\"lead\">\(context.text(id))</p>\n" }
}
