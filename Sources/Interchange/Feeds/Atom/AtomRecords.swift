import Ecosystem

/// Records as entries of a feed of changes.
public struct AtomRecords {
  private let context: FeedContext
  private let entity: EntityDescription

  public init(_ context: FeedContext, _ entity: EntityDescription) { (self.context, self.entity) = (context, entity) }

  /// Returns a record as an entry: its title, its description, and the moments of its creation and of its last change.
  ///
  /// - Throws: errors of the context.
  public func entry(_ record: Record) throws -> AtomWriter.Entry {
    let updated = record["updated_at"].textValue ?? context.now.text
    var entry = AtomWriter.Entry(id: "urn:uuid:" + context.uuid(entity.id, record.id), title: try title(record), updated: updated)
    entry.published = record["created_at"].textValue
    entry.summary = context.text(record["description"]) ?? context.text(record["definition"])
    entry.link = record["url"].textValue ?? record["website"].textValue ?? context.page(entity.id, record.id)
    entry.rights = record["licence"].textValue
    for field in entity.fields where ["kind", "categories", "sectors", "themes"].contains(field.id) {
      if let scheme = field.type.conceptScheme { entry.categories += try context.labels(record[field.id], scheme: scheme) }
    }
    return entry
  }

  /// Returns the text of the title field; of a field that refers, the title of that record.
  private func title(_ record: Record) throws -> String {
    let value = record[entity.titleField]
    let entities = entity.field(entity.titleField)?.type.referencedEntities ?? []
    for other in entities {
      guard let record = try context.referenced(value, in: other) else { continue }
      return context.text(record["name"]) ?? context.text(record["title"]) ?? record.id
    }
    return context.text(value) ?? record.id
  }
}
