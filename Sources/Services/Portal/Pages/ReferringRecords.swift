import Ecosystem
import Store
import WebLink

/// The records that refer to a record, by entity and field, under the names that the descriptions give.
struct ReferringRecords {
  private let context: PageContext
  private let id: String
  private let target: EntityDescription

  /// The entities whose records are shown, in the order of the page.
  private static let entities = [
    "relation", "label_award", "affiliation", "membership", "event", "session", "project", "consortium_member", "award", "programme",
    "call", "application", "training", "support_action", "identifier", "skill_need", "outcome",
  ]
  /// Upper bound of the records shown of one field.
  private static let recordsMax = 50

  init(_ context: PageContext, to id: String, of target: EntityDescription) {
    (self.context, self.id, self.target) = (context, id, target)
  }

  func html() throws -> HTML {
    let entities = Self.entities.compactMap { context.schema.entity($0) }
    let fields = entities.flatMap { entity in references(of: entity).map { ReferringField(entity.id, $0.id) } }
    // Most records are referred to by few fields: the others are not asked one by one.
    let used = try context.transaction.fields(fields, referringTo: id)
    return try entities.map { entity in
      entity.id == "relation" ? try relations(entity, used) : try section(entity, used)
    }.joined(by: .empty)
  }

  /// The fields of an entity with one reference to records such as this one.
  private func references(of entity: EntityDescription) -> [FieldDescription] {
    entity.ownFields.filter { $0.type.referencedEntities?.contains(target.id) == true && !$0.type.isList }
  }

  private func section(_ entity: EntityDescription, _ used: Set<ReferringField>) throws -> HTML {
    let fields = references(of: entity).filter { used.contains(ReferringField(entity.id, $0.id)) }
    let items = try fields.flatMap { field in try records(entity, field).map { try item($0, entity, by: field) } }
    return items.isEmpty ? .empty : "<h2>\(entity.plural[context.language])</h2>\n<ul class=\"items\">\n\(items)</ul>\n"
  }

  private func records(_ entity: EntityDescription, _ field: FieldDescription) throws -> [Record] {
    guard let shared = context.shared else { return try read(entity, field) }
    return try shared.records(referringTo: "\(target.id) \(id)", by: "\(entity.id).\(field.id)") { try read(entity, field) }
  }

  private func read(_ entity: EntityDescription, _ field: FieldDescription) throws -> [Record] {
    let filter = try Filter(.map([field.id: .text(id)]), for: entity)
    return try context.transaction.find(entity.id, Query(filter: filter, limit: Self.recordsMax))
  }

  private func item(_ record: Record, _ entity: EntityDescription, by field: FieldDescription) throws -> HTML {
    let title = try context.values.title(of: record, entity)
    let shown = entity.ownFields.filter { other in
      Self.details.contains(other.id) && other.id != field.id && other.id != entity.titleField
    }
    let isOneDay = record["start"] == record["end"]
    let details = try shown.filter { !isOneDay || $0.id != "end" }.compactMap { try FieldHTML(context).html(record[$0.id], $0) }
    let role: [HTML] = ["\(field.label[context.language])"]
    return """
      <li><h3><a href="\(context.links.to(entity.pagePath(of: record.id)))">\(title)</a></h3>
      <p class="meta">\((role + details).joined(by: " · "))</p></li>

      """
  }

  /// The fields that say most about a record in one line.
  private static let details: Set<String> = [
    "kind", "start", "end", "date", "issued", "expires", "award_date", "amount_awarded", "role", "title", "status", "city", "actor",
    "person", "programme", "recipient", "funder", "year", "scheme", "stage", "body", "member",
  ]

  /// The ties from and to the record, each with its kind and the other end.
  private func relations(_ entity: EntityDescription, _ used: Set<ReferringField>) throws -> HTML {
    guard let from = entity.field("from"), let to = entity.field("to"), let type = entity.field("type") else { return .empty }
    guard from.type.referencedEntities?.contains(target.id) == true else { return .empty }
    func ties(_ field: FieldDescription, other: FieldDescription) throws -> [HTML] {
      guard used.contains(ReferringField(entity.id, field.id)) else { return [] }
      return try records(entity, field).compactMap { try tie($0, type, other: other) }
    }
    let (outgoing, incoming) = (try ties(from, other: to), try ties(to, other: from))
    let items = outgoing.map { item -> HTML in "<li>\(item)</li>\n" } + incoming.map { item -> HTML in "<li>← \(item)</li>\n" }
    return items.isEmpty ? .empty : "<h2>\(context.text("portal.record.ties"))</h2>\n<ul>\n\(items)</ul>\n"
  }

  private func tie(_ record: Record, _ type: FieldDescription, other: FieldDescription) throws -> HTML? {
    guard let end = try FieldHTML(context).html(record[other.id], other) else { return nil }
    let kind = try context.values.text(record[type.id], type) ?? ""
    return "\(kind) \(end)"
  }
}
