import Localization
import WebLink

/// The pages that the front answers by itself: requests that it refuses, and a host that does not answer.
enum FrontPage {
  /// Returns the response with a status: a page in the viewer's language, or JSON for a program.
  static func response(_ status: Int, number: String, languages: [String], isForProgram: Bool) -> (WebResponseHead, [UInt8]) {
    let language = languages.lazy.compactMap { Language(available: String($0.prefix { $0 != "-" }).lowercased()) }.first ?? .en
    let sentence = Message(id(of: status)).text(in: language)
    let body = isForProgram ? json(status, sentence, number: number) : page(sentence, number: number, language: language)
    let type = isForProgram ? "application/json" : "text/html; charset=utf-8"
    var fields = [WebRequest.Field("content-type", type), WebRequest.Field("content-length", "\(body.utf8.count)")]
    if status == 405 { fields.append(WebRequest.Field("allow", isForProgram ? "GET, HEAD" : "GET, HEAD, POST")) }
    if status == 429 || status == 503 { fields.append(WebRequest.Field("retry-after", "5")) }
    return (WebResponseHead(status: status, fields: fields), Array(body.utf8))
  }

  private static func id(of status: Int) -> String {
    switch status {
    case 403: "webfront.page.cross-site"
    case 405: "webfront.page.method"
    case 408: "webfront.page.too-slow"
    case 413, 414, 431: "webfront.page.too-large"
    case 415: "webfront.page.media-type"
    case 429: "webfront.page.too-many"
    case 502, 503, 504: "webfront.page.unavailable"
    default: "webfront.page.malformed"
    }
  }

  private static func page(_ sentence: String, number: String, language: Language) -> String {
    let reference = Message("webfront.page.number", ["number": number]).text(in: language)
    return """
      <!DOCTYPE html>
      <html lang="\(language.rawValue)"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(sentence)</title></head>
      <body><main><h1>\(sentence)</h1>
      <p>\(reference)</p></main></body></html>

      """
  }

  private static func json(_ status: Int, _ sentence: String, number: String) -> String {
    "{\"error\":{\"status\":\(status),\"message\":\"\(sentence.replacing("\"", with: "\\\""))\",\"request\":\"\(number)\"}}\n"
  }
}
