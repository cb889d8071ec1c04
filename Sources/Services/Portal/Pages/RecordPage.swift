import Ecosystem
import Store
import WebLink

/// The page of one record: the fields that the viewer sees, and the records that refer to it.
struct RecordPage {
  private let context: PageContext
  private let entity: EntityDescription

  /// Fields that have a place of their own on the page, or that only the store needs.
  private static let apart: Set<String> = [
    "id", "visibility", "owner", "created_at", "updated_at", "source", "locator", "licence", "confirmed_at", "standing", "description",
    "lat", "lon",
  ]

  init(_ context: PageContext, _ entity: EntityDescription) { (self.context, self.entity) = (context, entity) }

  /// - Throws: `PageError.notFound` for a record that does not exist for the viewer.
  func response(_ id: String) throws -> PortalResponse {
    let record = try context.record(id, of: entity)
    let title = try context.values.title(of: record, entity)
    let lead: HTML = "<p class=\"lead\">\(entity.label[context.language])\(standing(record))</p>\n"
    let references = try ReferringRecords(context, to: record.id, of: entity).html()
    let cards = try PluginPages(context).cards(entity, record.id)
    let actions = try RecordActionPage(context, entity, id: record.id).links()
    let body: HTML = """
      \(edit(record))\(description(record))\(try facts(record))\(actions)\(cards)\(references)\(origin(record))\(correction(record))
      """
    let language = try entity.field(entity.titleField).flatMap { try context.values.otherLanguage(of: record[$0.id], $0) }
    return Layout(context).response(title: title, titleLanguage: language, lead: lead, body)
  }

  /// The way to the form of the record, for the staff.
  private func edit(_ record: Record) -> HTML {
    guard context.viewer.isStaff else { return .empty }
    let address = context.links.to(["staff", "records", entity.id, record.id])
    return "<p><a class=\"button plain\" href=\"\(address)\">\(context.text("portal.staff.edit"))</a></p>\n"
  }

  /// The way to signal an error; in a file that on the live portal. The staff has the form of the record.
  private func correction(_ record: Record) -> HTML? {
    guard CorrectionPage.entities.contains(entity.id), !context.viewer.isStaff else { return nil }
    let path = [entity.collection, record.id, CorrectionPage.segment]
    let address = context.isFile ? context.settings.address.map { $0 + Links.address(path) } : context.links.to(path)
    return address.map { "<p><a href=\"\($0)\" rel=\"nofollow\">\(context.text("portal.correction.link"))</a></p>\n" }
  }

  private func standing(_ record: Record) -> HTML {
    guard let standing = record["standing"].textValue, standing != "existing" else { return .empty }
    return " · <strong>\(ChoiceWords.text(standing, context.language))</strong>"
  }

  private func description(_ record: Record) -> HTML {
    record["description"].textValue.map { HTML(paragraphs: $0) } ?? .empty
  }

  private func facts(_ record: Record) throws -> HTML {
    let rows = try entity.fields.compactMap { field -> HTML? in
      guard !Self.apart.contains(field.id), field.id != entity.titleField, field.type != .json else { return nil }
      guard let value = try FieldHTML(context).html(record[field.id], field) else { return nil }
      return "<dt>\(field.label[context.language])</dt><dd>\(value)</dd>\n"
    }
    return rows.isEmpty ? .empty : "<dl class=\"facts\">\n\(rows)</dl>\n"
  }

  /// The source, the licence and the date of what the page says.
  private func origin(_ record: Record) -> HTML {
    var parts: [HTML] = []
    let source = [record["source"].textValue, record["locator"].textValue].compactMap { $0 }.joined(separator: ", ")
    if !source.isEmpty { parts.append("\(context.text("portal.record.source")) \(source)") }
    if let licence = record["licence"].textValue { parts.append("\(context.text("portal.record.licence")) \(licence)") }
    for (field, text) in [("confirmed_at", "portal.record.confirmed"), ("updated_at", "portal.record.updated")] {
      if let day = record[field].textValue { parts.append(HTML(text: context.text(text, ["date": context.format.date(day)]))) }
    }
    return "<p class=\"source\">\(parts.joined(by: " · "))</p>\n"
  }
}

/// A value of a record as a piece of a page: with links to the records, the filters and the addresses it names.
struct FieldHTML {
  private let context: PageContext

  init(_ context: PageContext) { self.context = context }

  /// Returns the value; nil without one that the viewer sees.
  func html(_ value: FieldValue, _ field: FieldDescription) throws -> HTML? {
    if value.isNull { return nil }
    let elements = try (value.listValue.flatMap { field.type.isList ? $0 : nil } ?? [value]).compactMap { try element($0, field) }
    return elements.isEmpty ? nil : elements.joined(by: ", ")
  }

  private func element(_ value: FieldValue, _ field: FieldDescription) throws -> HTML? {
    guard let html = try plain(value, field) else { return nil }
    let language = try context.values.otherLanguage(of: value, field)
    return language.map { "<span lang=\"\($0.rawValue)\">\(html)</span>" } ?? html
  }

  private func plain(_ value: FieldValue, _ field: FieldDescription) throws -> HTML? {
    switch (field.type.element, value) {
    case (.reference(let entities), .text(let id)):
      guard let (entity, title) = try context.values.reference(id, entities) else { return nil }
      return context.links.find(entity.pagePath(of: id)).map { "<a href=\"\($0)\">\(title)</a>" } ?? HTML(text: title)
    case (.url, .text(let address)): return HTML(link: address, to: address)
    case (.text, .text(let text)) where field.id == "email": return HTML(link: text, to: "mailto:" + text)
    case (.longText, .text(let text)): return HTML(paragraphs: text)
    default: return try context.values.text(value, field).map { HTML(text: $0) }
    }
  }
}
