/// A field of a form with one line: its label, help and error are tied to it for screen readers.
struct InputField {
  let name: String
  private let label: String
  private let value: String
  private let help: String?
  /// Why its value was refused; nil for none.
  let problem: String?
  private var attributes = HTML.empty

  init(_ name: String, _ label: String, value: String = "", help: String? = nil, problem: String? = nil) {
    (self.name, self.label, self.value, self.help, self.problem) = (name, label, value, help, problem)
  }

  /// Returns the field with more attributes, each with a blank before it.
  func with(attributes: HTML) -> InputField {
    var field = self
    field.attributes = attributes
    return field
  }

  /// The id of the control, to which the summary of errors leads.
  var id: String { "field-\(name)" }

  var html: HTML {
    let input: HTML = "<input id=\"\(id)\" name=\"\(name)\" value=\"\(value)\" required\(attributes)\(describing)>"
    let notes = FieldNotes(id: id, help: help, problem: problem).html
    return "<div class=\"field\"><label for=\"\(id)\">\(label)</label>\n\(notes)\(input)</div>\n"
  }

  private var describing: HTML { FieldNotes(id: id, help: help, problem: problem).attributes }
}

/// The help and the error of a field, and the attributes that tie them to its control.
struct FieldNotes {
  let id: String
  let help: String?
  let problem: String?

  var html: HTML {
    let help: HTML = help.map { text -> HTML in "<span class=\"help\" id=\"\(id)-help\">\(text)</span>\n" } ?? .empty
    let problem: HTML = problem.map { text -> HTML in "<span class=\"problem\" id=\"\(id)-problem\">\(text)</span>\n" } ?? .empty
    return help + problem
  }

  var attributes: HTML {
    let ids = [help.map { _ in "\(id)-help" }, problem.map { _ in "\(id)-problem" }].compactMap { $0 }
    if ids.isEmpty { return .empty }
    let invalid: HTML = problem == nil ? .empty : " aria-invalid=\"true\""
    return " aria-describedby=\"\(ids.joined(separator: " "))\"\(invalid)"
  }
}

/// A form of the host's own pages, with a summary of its errors above it.
struct FormPage {
  private let context: PageContext
  private let action: [String]
  private let button: String

  init(_ context: PageContext, action: [String], button: String) { (self.context, self.action, self.button) = (context, action, button) }

  func html(_ fields: [InputField]) -> HTML {
    let problems = fields.compactMap { field in field.problem.map { (id: field.id, text: $0) } }
    return """
      \(ProblemSummary(context, problems).html)<form class="own" method="post" action="\(context.links.to(action))">
      \(fields.map(\.html))<button>\(button)</button>
      </form>

      """
  }
}

/// The errors of a form, each a link to its field.
struct ProblemSummary {
  private let context: PageContext
  private let problems: [(id: String, text: String)]

  init(_ context: PageContext, _ problems: [(id: String, text: String)]) { (self.context, self.problems) = (context, problems) }

  var html: HTML {
    if problems.isEmpty { return .empty }
    let items = problems.map { problem -> HTML in "<li><a href=\"#\(problem.id)\">\(problem.text)</a></li>\n" }
    let title = context.text("portal.form.problems", ["count": problems.count])
    return "<div class=\"problems\" role=\"alert\"><h2>\(title)</h2>\n<ul>\n\(items)</ul></div>\n"
  }
}
