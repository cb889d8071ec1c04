import WebAccounts

/// The setting up of the second factor: a key for an app, proven by a code, and the recovery codes.
struct SecondFactorPage {
  private let context: PageContext

  init(_ context: PageContext) { self.context = context }

  /// The key, as a text and as a link that an app on the same device takes over, and the form for the first code.
  func form(problem: String? = nil, status: Int = 200) -> PortalResponse {
    guard let session = context.visit.session, let key = session.newKey else { return SignInPages(context).ended() }
    let address = TimeBasedCode.address(key: key, account: session.account, issuer: context.portal.name)
    let grouped = Self.groups(Base32.text(key))
    let form = FormPage(context, action: ["sign-in", "set-up"], button: context.text("portal.second-factor.button"))
    let field = InputField(
      "code", context.text("portal.second-factor.code"), help: context.text("portal.second-factor.code-help"), problem: problem
    ).with(attributes: " autocomplete=\"one-time-code\" inputmode=\"numeric\" maxlength=\"12\"")
    let body: HTML = """
      <ol class="steps">
      <li>\(context.text("portal.second-factor.app"))</li>
      <li>\(context.text("portal.second-factor.key"))
      \(QRCode(address)?.svg(label: context.text("portal.second-factor.qr")))<p><code class="key">\(grouped)</code></p>
      <p><a class="button plain" href="\(address)">\(context.text("portal.second-factor.open"))</a></p></li>
      <li>\(context.text("portal.second-factor.enter"))</li>
      </ol>
      \(form.html([field]))
      """
    return Layout(context).response(
      title: context.text("portal.second-factor.title"), lead: "<p class=\"lead\">\(context.text("portal.second-factor.lead"))</p>\n", body,
      status: status)
  }

  func submit() throws -> PortalResponse {
    let (token, code) = (context.request.cookie(.session) ?? "", context.request.formValue("code") ?? "")
    switch try context.visit.accounts()?.enrol(token, code: code) ?? .ended {
    case .signedIn(let signIn):
      context.portal.workspace.noteAccount("second-factor", by: signIn.account)
      return recoveryCodes(signIn.recoveryCodes).adding(context.visit.cookies(for: signIn))
    case .wrong: return form(problem: context.text("portal.sign-in.code-wrong"), status: 403)
    case .ended: return SignInPages(context).ended()
    }
  }

  /// The page that shows new recovery codes, once.
  func recoveryCodes(_ codes: [String]) -> PortalResponse {
    let items = codes.map { code -> HTML in "<li><code>\(code)</code></li>\n" }
    let body: HTML = """
      <ol class="codes">
      \(items)</ol>
      <p><a class="button" href="\(context.links.to(["account"]))">\(context.text("portal.second-factor.kept"))</a></p>

      """
    return Layout(context).response(
      title: context.text("portal.second-factor.codes-title"),
      lead: "<p class=\"lead\">\(context.text("portal.second-factor.codes-lead"))</p>\n", body)
  }

  private static func groups(_ key: String) -> String {
    stride(from: 0, to: key.count, by: 4).map { String(key.dropFirst($0).prefix(4)) }.joined(separator: " ")
  }
}
