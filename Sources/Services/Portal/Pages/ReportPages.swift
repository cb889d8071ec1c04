import Ecosystem
import Engine
import HostAPI
import Localization
import Reports
import WebLink

/// The list of reports, and each report with the form of its parameters.
struct ReportPages {
  private let context: PageContext

  /// The formats of a report beside the page, with their media types.
  private static let formats: [(format: Format, type: String)] = [
    (.csv, "text/csv; charset=utf-8"), (.xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (.json, "application/json"),
  ]

  init(_ context: PageContext) { self.context = context }

  // MARK: The list

  func list() throws -> PortalResponse {
    let host = try context.portal.host(context.language)
    let reports = try Blocking.run { try await host.entries(.report) }
    let items = reports.filter { !context.isFile || $0.hasDefaults }.map { report -> HTML in
      let path = ["reports"] + report.name.split(separator: ":").map(String.init)
      return "<li><h2><a href=\"\(context.links.to(path))\">\(report.title[context.language])</a></h2></li>\n"
    }
    let empty: HTML = "<p class=\"empty\">\(context.text("portal.reports.empty"))</p>\n"
    return Layout(context).response(
      title: context.text("portal.nav.reports"), lead: "<p class=\"lead\">\(context.text("portal.reports.lead"))</p>\n",
      items.isEmpty ? empty : "<ul class=\"items\">\n\(items)</ul>\n")
  }

  // MARK: One report

  /// - Parameter name: the id of the report, with the ending of another format.
  func report(_ plugin: String, _ name: String) throws -> PortalResponse {
    let parts = name.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let host = try context.portal.host(context.language)
    let full = "\(plugin):\(parts[0])"
    guard let entry = try Blocking.run({ try await host.entries(.report) }).first(where: { $0.name == full }) else {
      throw PageError.notFound
    }
    if parts.count == 1 { return try page(entry, host) }
    guard let format = Self.formats.first(where: { $0.format.rawValue == parts[1] }) else { throw PageError.notFound }
    return try file(try document(entry, host), as: format.format, type: format.type, name: "\(plugin)-\(parts[0])")
  }

  private func page(_ entry: EntryDescription, _ host: PluginHost) throws -> PortalResponse {
    let form = context.isFile ? withDefaults(entry) : try ParameterForm(context, entry).html()
    let isMissing = entry.parameters.contains { !$0.isOptional && $0.defaultValue == nil && (context.request.value($0.name) ?? "").isEmpty }
    if isMissing {
      return Layout(context).response(
        title: entry.title[context.language], lead: "<p class=\"lead\">\(context.text("portal.reports.fill-in"))</p>\n", form)
    }
    do {
      let document = try document(entry, host)
      let content = HTML(trusted: try Renderer.htmlContent(of: document, options: options))
      let lead: HTML? = document.subtitle.map { "<p class=\"subtitle\">\($0)</p>\n" }
      return Layout(context).response(title: document.title, lead: "\(lead)\(form)", "\(content)\(downloads(entry))")
    } catch let error as EngineError where ["parameter.invalid", "parameter.missing", "parameter.unknown"].contains(error.code) {
      let message: HTML = "<p class=\"empty\" role=\"alert\">\(error.message(in: context.language))</p>\n"
      return Layout(context).response(title: entry.title[context.language], lead: message, form, status: 400)
    }
  }

  /// Says in a file that a server shows the report for other values.
  private func withDefaults(_ entry: EntryDescription) -> HTML {
    guard !entry.parameters.isEmpty else { return .empty }
    let live = context.links.file?.live.map { address -> HTML in
      "<a href=\"\(address)\">\(context.text("portal.static.other-values"))</a>"
    }
    return "<p class=\"note\">\(context.text("portal.static.usual-values")) \(live)</p>\n"
  }

  /// Builds the document for the viewer, from the fields of the query that are parameters.
  private func document(_ entry: EntryDescription, _ host: PluginHost) throws -> Document {
    var words: ExactDictionary<ParameterWord> = [:]
    for parameter in entry.parameters {
      guard let text = context.request.value(parameter.name), !text.isEmpty else { continue }
      words[parameter.name] = .text(text)
    }
    let (parameters, viewer, name) = (words, context.pageViewer, entry.name)
    context.traits.hasPluginWork = true
    let place = try context.portal.heavyWork.take(for: String(entry.name.prefix { $0 != ":" }))
    defer { withExtendedLifetime(place) {} }
    return try Blocking.run { try await host.report(name, parameters: parameters, viewer: viewer) }
  }

  private var options: RenderOptions {
    var options = RenderOptions(
      language: context.language, temporaryFolder: context.portal.workspace.directory.path, portal: context.addresses)
    options.isReproducible = context.isFile
    return options
  }

  private func file(_ document: Document, as format: Format, type: String, name: String) throws -> PortalResponse {
    // The same content has the same tag.
    var options = options
    options.isReproducible = true
    let bytes = try Renderer.bytes(document, as: format, options: options)
    return .bytes(
      bytes, type: type,
      more: [
        WebRequest.Field("content-disposition", "attachment; filename=\"\(name).\(format.fileExtension)\""),
        WebRequest.Field("cache-control", "no-cache"),
      ])
  }

  private func downloads(_ entry: EntryDescription) -> HTML {
    let path = entry.name.split(separator: ":").map(String.init)
    let links = Self.formats.map { format -> HTML in
      let address = context.links.to(["reports", path[0], path[1] + "." + format.format.rawValue], context.filterFields)
      return "<a href=\"\(address)\">\(format.format.rawValue.uppercased())</a>"
    }
    return "<p class=\"source\">\(context.text("portal.reports.download")) \(links.joined(by: " · "))</p>\n"
  }
}

/// The parameters of a report as a form that leads to the same page.
struct ParameterForm {
  private let context: PageContext
  private let entry: EntryDescription

  /// Upper bound of the values that a list offers.
  private static let choicesMax = 300

  init(_ context: PageContext, _ entry: EntryDescription) { (self.context, self.entry) = (context, entry) }

  func html() throws -> HTML {
    guard !entry.parameters.isEmpty else { return .empty }
    let fields = try entry.parameters.map { parameter -> HTML in
      "<label>\(parameter.label[context.language])\n\(try input(parameter))</label>\n"
    }
    let language = context.links.language.map { code -> HTML in "<input type=\"hidden\" name=\"lang\" value=\"\(code)\">\n" }
    return """
      <form class="fields" method="get" action="\(Links.address(context.request.path))">
      \(fields)\(language)<button>\(context.text("portal.reports.show"))</button>
      </form>

      """
  }

  private func input(_ parameter: ParameterDescription) throws -> HTML {
    let value = context.request.value(parameter.name) ?? ""
    let choices = try choices(parameter.type)
    guard choices.isEmpty else { return select(parameter, choices, chosen: value) }
    let required: HTML? = parameter.isOptional || parameter.defaultValue != nil ? nil : " required"
    let placeholder = parameter.defaultValue?.textValue ?? parameter.defaultValue.map(\.json) ?? ""
    let (type, more): (String, HTML?) =
      switch parameter.type.element {
      case .integer: ("number", " step=\"1\"")
      case .number: ("number", " step=\"any\"")
      default: ("text", " maxlength=\"200\"")
      }
    return "<input type=\"\(type)\" name=\"\(parameter.name)\" value=\"\(value)\" placeholder=\"\(placeholder)\"\(more)\(required)>"
  }

  private func select(_ parameter: ParameterDescription, _ choices: [(value: String, text: String)], chosen: String) -> HTML {
    let options = choices.map { choice -> HTML in
      let selected: HTML? = choice.value == chosen ? " selected" : nil
      return "<option value=\"\(choice.value)\"\(selected)>\(choice.text)</option>\n"
    }
    return "<select name=\"\(parameter.name)\">\n<option value=\"\">–</option>\n\(options)</select>"
  }

  /// Returns the values of a closed type that the viewer sees; empty for an open one.
  private func choices(_ type: FieldType) throws -> [(value: String, text: String)] {
    let format = context.format
    switch type.element {
    case .boolean: return [("true", format.boolean(true)), ("false", format.boolean(false))]
    case .choice(let words): return words.map { ($0, ChoiceWords.text($0, context.language)) }
    case .concept(let scheme): return try records("concept", ["scheme": .text(scheme)], value: "code")
    case .reference(["territory"]): return try records("territory", [:], value: "id")
    default: return []
    }
  }

  private func records(_ entity: String, _ filter: ExactDictionary<FieldValue>, value: String) throws -> [(value: String, text: String)] {
    guard let description = context.schema.entity(entity) else { return [] }
    let query = try Query(.map(filter), options: .map(["limit": .integer(Int64(Self.choicesMax))]), for: description)
    let found = try context.transaction.find(entity, query).map { record in
      (value: record[value].textValue ?? "", text: try context.values.title(of: record, description))
    }
    return found.sorted { $0.text.lowercased() < $1.text.lowercased() }
  }
}

extension EntryDescription {
  /// Whether it can be shown without a value for any parameter.
  var hasDefaults: Bool { parameters.allSatisfy { $0.isOptional || $0.defaultValue != nil } }
}
