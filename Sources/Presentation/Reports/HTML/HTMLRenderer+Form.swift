import TextLayout

/// Forms as HTML: real controls where the portal is, elsewhere what they ask for.
extension HTMLRenderer {
  func write(_ form: FormPlacement, _ counters: inout HTMLCounters) throws {
    let prefix = "f\(counters.nextForm())"
    guard let action = options.portal?.form(form.id, of: form.plugin) else { return try writeDescription(of: form) }
    try sink.write("<form class=\"form\" method=\"post\" action=\"\(HTMLText.escaped(action))\" aria-labelledby=\"\(prefix)-title\">\n")
    try write(form.title, in: "<p class=\"form-title\" id=\"\(prefix)-title\">", "</p>\n")
    if let text = form.text { try writeParagraphs(text) }
    for field in form.fields { try HTMLFormField(field, id: "\(prefix)-\(field.name)", renderer: self).write() }
    try sink.write(options.portal?.formFields ?? "")
    try sink.writeLine("<p><button type=\"submit\">\(HTMLText.escaped(SafeText.line(form.submitLabel)))</button></p>\n</form>")
  }

  private func writeDescription(of form: FormPlacement) throws {
    try sink.writeLine("<div class=\"form\">")
    try write(form.title, in: "<p class=\"form-title\">", "</p>\n")
    if let text = form.text { try writeParagraphs(text) }
    try sink.writeLine("<ul>")
    for field in form.fields { try write(wording.described(field), in: "<li>", "</li>\n") }
    try sink.writeLine("</ul>\n<p class=\"remark\">\(wording.formElsewhere)</p>\n</div>")
  }
}

/// One field of a form as HTML: label, control, hint and problem, tied to each other by ids.
struct HTMLFormField {
  private let field: FormPlacement.Field
  private let id: String
  private let renderer: HTMLRenderer

  init(_ field: FormPlacement.Field, id: String, renderer: HTMLRenderer) {
    (self.field, self.id, self.renderer) = (field, HTMLText.escaped(SafeText.line(id)), renderer)
  }

  private var sink: ByteSink { renderer.sink }

  func write() throws {
    try RenderBudget.checkpoint()
    try sink.writeLine("<div class=\"field\">")
    switch field.control {
    case .checkbox:
      try sink.write(input("checkbox", "value=\"true\"" + (field.values == ["true"] ? " checked" : "")))
      try writeLabel()
    case .choices(let options): try write(group: options)
    default:
      try writeLabel()
      try writeControl()
    }
    if let hint = field.hint { try renderer.write(hint, in: "<p class=\"hint\" id=\"\(id)-hint\">", "</p>\n") }
    if let problem = field.problem { try renderer.write(problem, in: "<p class=\"problem\" id=\"\(id)-problem\">", "</p>\n") }
    try sink.writeLine("</div>")
  }

  private func writeLabel() throws {
    try renderer.write(shownLabel, in: "<label for=\"\(id)\">", "</label>\n")
  }

  private var shownLabel: String { field.label + (field.isRequired ? "" : " (\(renderer.wording.optional))") }

  private func writeControl() throws {
    let value = field.values.first ?? ""
    switch field.control {
    case .text(let most): try write(input: "text", "maxlength=\"\(most)\"", value)
    case .email: try write(input: "email", "autocomplete=\"email\"", value)
    case .url: try write(input: "url", "", value)
    case .integer(let range): try write(input: "number", Self.bounds(range, least: .min, greatest: .max) + " step=\"1\"", value)
    case .number(let range):
      let greatest = Double.greatestFiniteMagnitude
      try write(input: "number", Self.bounds(range, least: -greatest, greatest: greatest) + " step=\"any\"", value)
    case .date: try write(input: "date", "", value)
    case .multiline(let most):
      // HTML drops a line feed right after the tag.
      try renderer.write(value, in: "<textarea \(attributes) rows=\"6\" maxlength=\"\(most)\">\n", "</textarea>\n")
    case .choice(let options): try write(select: options)
    case .checkbox, .choices: break
    }
  }

  private func write(input type: String, _ more: String, _ value: String) throws {
    try sink.write(input(type, "\(more) value=\"\(HTMLText.escaped(value))\""))
  }

  private func input(_ type: String, _ more: String) -> String { "<input type=\"\(type)\" \(attributes) \(more)>\n" }

  private static func bounds<Bound>(_ range: ClosedRange<Bound>, least: Bound, greatest: Bound) -> String {
    (range.lowerBound > least ? "min=\"\(range.lowerBound)\"" : "") + (range.upperBound < greatest ? " max=\"\(range.upperBound)\"" : "")
  }

  private func write(select options: [FormPlacement.Option]) throws {
    try sink.writeLine("<select \(attributes)>\n<option value=\"\">–</option>")
    for option in options {
      let isSelected = field.values.contains { $0.isExactly(option.value) }
      let opening = "<option value=\"\(HTMLText.escaped(option.value))\"\(isSelected ? " selected" : "")>"
      try renderer.write(option.label, in: opening, "</option>\n")
    }
    try sink.writeLine("</select>")
  }

  private func write(group options: [FormPlacement.Option]) throws {
    try sink.write("<fieldset\(described)>\n")
    try renderer.write(shownLabel, in: "<legend>", "</legend>\n")
    let isLong = options.count > Self.optionsShownMax
    if isLong {
      try sink.writeLine("<details\(field.values.isEmpty ? "" : " open")><summary>\(renderer.wording.options(options.count))</summary>")
    }
    for (index, option) in options.enumerated() {
      let isChecked = field.values.contains { $0.isExactly(option.value) }
      try sink.write("<div class=\"option\"><input type=\"checkbox\" id=\"\(id)-\(index + 1)\" name=\"\(name)\"")
      try sink.write(" value=\"\(HTMLText.escaped(option.value))\"\(isChecked ? " checked" : "")>")
      try renderer.write(option.label, in: " <label for=\"\(id)-\(index + 1)\">", "</label></div>\n")
    }
    try sink.writeLine(isLong ? "</details>\n</fieldset>" : "</fieldset>")
  }

  /// More boxes than these are folded.
  private static let optionsShownMax = 12

  private var name: String { HTMLText.escaped(SafeText.line(field.name)) }

  private var attributes: String {
    let isRequired = field.isRequired && field.control != .checkbox
    let states = (isRequired ? " required" : "") + (field.problem == nil ? "" : " aria-invalid=\"true\"")
    return "id=\"\(id)\" name=\"\(name)\"" + states + described
  }

  private var described: String {
    let ids = [field.hint == nil ? nil : "\(id)-hint", field.problem == nil ? nil : "\(id)-problem"].compactMap(\.self)
    return ids.isEmpty ? "" : " aria-describedby=\"\(ids.joined(separator: " "))\""
  }
}
