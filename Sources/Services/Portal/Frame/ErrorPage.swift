import Ecosystem
import Localization

/// The page, or the object for programs, that says why there is no other.
enum ErrorPage {
  /// - Parameters:
  ///   - number: the number of the invocation that failed; nil for the request's.
  ///   - detail: the value that does not fit and what does, as the viewer may know it; nil for none.
  static func response(_ status: Int, _ context: PageContext, number: String? = nil, detail: String? = nil) -> PortalResponse {
    let title = context.text("portal.error.title-\(status)")
    let advice = context.text("portal.error.advice-\(status)")
    if context.request.path.first == "api" { return json(status, message: detail ?? title, in: context) }
    let number = context.text("portal.error.number", ["number": number ?? context.request.number])
    let links: HTML =
      """
      <p><a class="button" href="\(context.links.to([]))">\(context.text("portal.nav.home"))</a>
      <a class="button" href="\(context.links.to(["actors"]))">\(context.text("portal.nav.actors"))</a></p>

      """
    let reason: HTML = detail.map { text -> HTML in "<p>\(text)</p>\n" } ?? .empty
    let body: HTML = "\(reason)<p>\(advice)</p>\n\(status == 404 ? links : .empty)<p class=\"source\">\(number)</p>\n"
    return Layout(context).response(title: title, body, status: status)
  }

  /// The page of a folder of files that could not be made; it is the same each time.
  static func file(_ context: PageContext) -> PortalResponse {
    let home = context.text("portal.nav.home")
    return Layout(context).response(
      title: context.text("portal.error.title-500"), "<p><a class=\"button\" href=\"\(context.links.to([]))\">\(home)</a></p>\n")
  }

  /// The one shape of errors of the API.
  static func json(_ status: Int, message: String, in context: PageContext) -> PortalResponse {
    let error: FieldValue = .map([
      "error": .map(["status": .integer(Int64(status)), "message": .text(message), "request": .text(context.request.number)])
    ])
    return .text(error.json + "\n", type: "application/json", status: status)
  }
}
