import WebLink

/// A field for words with a button; the other filters of the page are kept.
struct SearchForm {
  private let context: PageContext
  private let path: [String]
  private let label: String
  private let hidden: [WebRequest.Field]

  /// - Parameter hidden: the fields that the search keeps.
  init(_ context: PageContext, path: [String], label: String, hidden: [WebRequest.Field]) {
    (self.context, self.path, self.label, self.hidden) = (context, path, label, hidden)
  }

  var html: HTML {
    let language = context.links.language.map { [WebRequest.Field(Links.languageField, $0)] } ?? []
    let kept = (hidden + language).map { field -> HTML in
      "<input type=\"hidden\" name=\"\(field.name)\" value=\"\(field.value)\">"
    }
    if context.isFile { return fileForm }
    return """
      <form class="search" role="search" action="\(Links.address(path))" method="get">
      <input type="search" name="q" aria-label="\(label)" placeholder="\(label)" value="\(context.request.value("q") ?? "")" maxlength="200">
      \(kept)<button>\(context.text("portal.directory.find"))</button>
      </form>

      """
  }

  /// The form of a page that is a file, which the script shows and answers.
  private var fileForm: HTML {
    let list = context.links.plain(path)
    let isHere = context.request.path == path
    let index: HTML? = isHere ? " data-index=\"\(searchIndexName)\"" : nil
    let words = [
      ("found", "portal.static.found"), ("none", "portal.directory.empty"), ("any", "portal.static.any"), ("more", "portal.static.more"),
    ].map { name, id -> HTML in " data-\(HTML(trusted: name))=\"\(context.text(id))\"" }
    return """
      <form class="search" role="search" action="\(list)" method="get" hidden\(index)\(words)>
      <input type="search" name="q" aria-label="\(label)" placeholder="\(label)" maxlength="200">
      <button>\(context.text("portal.directory.find"))</button>
      </form>
      \(isHere ? "<p id=\"found\" class=\"meta\" role=\"status\"></p>\n<ul id=\"results\" class=\"items\" hidden></ul>\n" : HTML.empty)
      """
  }
}
