import Ecosystem
import Localization
import Lua
import Store

/// The records of one entity as one invocation may see and change them: permission first, then the store.
///
/// - Reading needs `read` access to the entity's group; fields for staff only need `read` access to `persons`.
/// - A plugin adds rows in the territories it is granted, changes and deletes its own rows, and on a row of another owner
///   writes its own plugin fields only.
final class RecordAccess: Sendable {
  let entity: EntityDescription
  let context: HostContext

  init(_ entityID: String, _ context: HostContext) throws {
    guard let entity = context.schema.entity(entityID) else {
      throw APIUsageError(
        "hostapi.record-access.there-no-entity", ["entity-id": entityID])
    }
    try context.permissions.require(.read, entity.permissionGroup)
    self.entity = entity
    self.context = context
  }

  // MARK: Reading

  /// The record of that id, as a cursor of one record or none.
  func cursor(id: String) throws -> VisibleCursor {
    visible(try context.transaction().cursor(entity.id, id: id))
  }

  /// Streams the records a search finds; nil when `text` has no word.
  func searchCursor(_ text: String, _ query: Query) throws -> VisibleCursor? {
    try context.transaction().searchCursor(entity.id, text, query: query).map(visible)
  }

  /// The records with the ids of a list, in its order; an id without a record is left out.
  func cursor(ids: [String], _ query: Query) throws -> VisibleCursor {
    visible(try context.transaction().cursor(entity.id, ids: ids, query))
  }

  func count(_ query: Query) throws -> Int {
    try context.transaction().count(entity.id, query.filter)
  }

  /// Streams the records that `query` selects.
  func cursor(_ query: Query) throws -> VisibleCursor {
    visible(try context.transaction().cursor(entity.id, query))
  }

  /// The query that a filter and options, both optional Lua tables, describe.
  func query(filter: LuaTable?, options: LuaTable?) throws -> Query {
    var query = try Query(try fieldValue(filter), options: try fieldValue(options), for: entity, in: context.schema)
    for index in query.order.indices { query.order[index].language = context.language }
    try requireReadable(query.fieldsUsed)
    try context.transaction().checkValues(of: query.filter, on: entity)
    return query
  }

  /// Reads the options of `get`, of which there is one: `fields`.
  func fields(options: LuaTable?) throws -> Query {
    try options?.requireOnly(["fields"], in: "options")
    return try query(filter: nil, options: options)
  }

  /// Reads the grouped query that a filter and options, both optional Lua tables, describe.
  func groupQuery(filter: LuaTable?, options: LuaTable?) throws -> GroupQuery {
    var query = try GroupQuery(try fieldValue(filter), options: try fieldValue(options), for: entity, in: context.schema)
    query.language = context.language
    try requireReadable(query.fieldsUsed)
    try context.transaction().checkValues(of: query.filter, on: entity)
    return query
  }

  private func fieldValue(_ table: LuaTable?) throws(APIUsageError) -> FieldValue {
    guard let table else { return .map([:]) }
    return try FieldValue(.table(table), emptyTable: .map)
  }

  // MARK: Writing

  /// A write that the plugin may make, before it is made.
  enum Write: Sendable {
    case add(Record)
    case set(id: String, ExactDictionary<FieldValue>)
  }

  /// Returns the addition of a record.
  func addition(of table: LuaTable) throws -> Write {
    try context.permissions.require(.write, entity.permissionGroup)
    let fields = try writableFields(of: table)
    try requireOwnPluginFields(fields)
    let record = Record(fields)
    try requireGranted(territoryOf: record, changing: nil)
    return .add(record)
  }

  /// Returns the change of a record.
  func change(of id: String, to table: LuaTable) throws -> Write {
    try context.permissions.require(.write, entity.permissionGroup)
    let changes = try writableFields(of: table)
    guard let before = try context.transaction().get(entity.id, id) else {
      throw APIUsageError(
        "hostapi.record-access.no-has-id-add", ["id": entity.id, "id-2": id])
    }
    try requireOwnership(of: before, writing: changes)
    try requireGranted(territoryOf: before, changing: changes)
    return .set(id: id, changes)
  }

  /// Makes a write.
  /// - Returns: the record as the invocation may see it.
  func perform(_ write: Write) throws -> Record {
    switch write {
    case .add(let record):
      visible(try context.transaction().insert(entity.id, record, owner: context.plugin, now: context.now))
    case .set(let id, let changes):
      visible(try context.transaction().update(entity.id, id, changes: changes, now: context.now))
    }
  }

  /// Returns the validation that a write needs before it is made; nil when no plugin validates the entity, or nothing changes. A new
  /// record without an id gets it in `write`, so that the validated record is the stored one.
  func validation(of write: inout Write) throws -> RecordValidation? {
    guard let validator = context.validator else { return nil }
    let transaction = try context.transaction()
    try transaction.becomeWriter()
    guard try validator.hasValidators(of: entity.id) else { return nil }
    switch write {
    case .add(var record):
      let checked = try transaction.preview(entity.id, inserting: record, owner: context.plugin, now: context.now)
      record["id"] = checked["id"]
      write = .add(record)
      return RecordValidation(entity: entity.id, record: checked)
    case .set(let id, let changes):
      let (before, after) = try transaction.preview(entity.id, id, changing: changes)
      return before == after ? nil : RecordValidation(entity: entity.id, record: after, before: before)
    }
  }

  /// Deletes a record; false when there is none of that id.
  func delete(_ id: String) throws -> Bool {
    try context.permissions.require(.write, entity.permissionGroup)
    guard let before = try context.transaction().get(entity.id, id) else { return false }
    guard ownsRow(before) else {
      throw APIUsageError(
        notOwner: LocalizedText("hostapi.record-access.belongs-which-alone-may", ["id": entity.id, "id-2": id, "owner": owner(of: before)]))
    }
    try requireGranted(territoryOf: before, changing: nil)
    try context.transaction().delete(entity.id, id, now: context.now)
    return true
  }

  /// Reads the fields of a Lua record; the field's type decides how an empty table is read.
  private func writableFields(of table: LuaTable) throws -> ExactDictionary<FieldValue> {
    guard table.array.isEmpty else {
      throw APIUsageError(
        "hostapi.record-access.record-table-named-fields")
    }
    var fields: ExactDictionary<FieldValue> = [:]
    fields.reserveCapacity(table.fields.count)
    for (name, value) in table.fields {
      let field = entity.field(name)
      // A migration may give a field by a former name.
      fields[field?.id ?? name] = try FieldValue(value, emptyTable: emptyTable(for: field?.type))
    }
    return fields
  }

  private func emptyTable(for type: FieldType?) -> FieldValue.EmptyTable {
    if case .list = type { return .list }
    return .map
  }

  // MARK: Who may write what

  private func ownsRow(_ record: Record) -> Bool {
    context.permissions.ownsEverything || owner(of: record) == context.plugin
  }

  private func owner(of record: Record) -> String {
    guard case .text(let owner) = record["owner"] else { return "" }
    return owner
  }

  private func requireOwnership(of record: Record, writing changes: ExactDictionary<FieldValue>) throws {
    try requireOwnPluginFields(changes)
    guard !ownsRow(record), let foreign = changes.keys.sorted().first(where: { !isOwnPluginField($0) }) else { return }
    throw APIUsageError(
      notOwner: LocalizedText(
        "hostapi.record-access.belongs-may-write-own",
        ["id": entity.id, "id-2": record.id, "owner": owner(of: record), "plugin": context.plugin, "foreign": foreign]))
  }

  private func requireOwnPluginFields(_ fields: ExactDictionary<FieldValue>) throws {
    guard !context.permissions.ownsEverything else { return }
    if let foreign = fields.keys.sorted().first(where: { $0.contains(".") && !isOwnPluginField($0) }) {
      throw APIUsageError(
        notOwner: LocalizedText("hostapi.record-access.field-another-plugin-may", ["foreign": foreign, "plugin": context.plugin]))
    }
  }

  private func isOwnPluginField(_ name: String) -> Bool { name.hasPrefix(context.plugin + ".") }

  /// Refuses a row outside the granted territories, as it is and as the change would make it.
  private func requireGranted(territoryOf record: Record, changing changes: ExactDictionary<FieldValue>?) throws {
    guard let field = entity.territoryField, changes == nil || !isOnlyPluginFields(changes) else { return }
    for granted in context.permissions.territories(entity.permissionGroup) {
      try requireGranted(record[field], granted: granted, id: record.id)
      if let changed = changes?[field] { try requireGranted(changed, granted: granted, id: record.id) }
    }
  }

  private func isOnlyPluginFields(_ changes: ExactDictionary<FieldValue>?) -> Bool {
    changes?.keys.allSatisfy(isOwnPluginField) ?? false
  }

  /// Every territory of the row must be granted, and there must be one.
  private func requireGranted(_ territory: FieldValue, granted: [String], id: String) throws {
    func denied(_ needed: PermissionDeniedError.Extent) -> PermissionDeniedError {
      PermissionDeniedError(group: entity.permissionGroup, needed: needed, granted: .territories(granted))
    }
    let codes = (territory.listValue ?? [territory]).compactMap(\.textValue)
    guard !codes.isEmpty else { throw denied(.aTerritory(ofRow: id)) }
    for code in codes where try !context.lies(territory: code, within: granted) {
      throw try context.transaction().get("territory", code) == nil ? unknownTerritory(code) : denied(.territory(code))
    }
  }

  /// The error for a territory code that no record has, with the nearest one.
  private func unknownTerritory(_ code: String) throws -> APIUsageError {
    guard let entity = context.schema.entity("territory") else { preconditionFailure("the model has territories") }
    let query = try Query(.map([:]), options: .map(["fields": .list([.text("id")])]), for: entity)
    let known = try context.transaction().find("territory", query).compactMap { $0["id"].textValue }
    return APIUsageError(code: "territory.unknown", unknown: "territory", code, known: known)
  }

  // MARK: What may be seen

  var hidesContacts: Bool { !context.permissions.seesContacts }

  /// Whether the plugin may not see a field: one for the staff that it has not declared itself, without the right to contact data.
  func hides(_ field: FieldDescription) -> Bool {
    hidesContacts && field.visibility == .staff && field.plugin != context.plugin
  }

  func visible(_ record: Record) -> Record {
    guard hidesContacts || !formerNames.isEmpty else { return record }
    var shown = record
    for field in entity.fields where hides(field) { shown.fields[field.id] = nil }
    for former in formerNames { shown.fields[former.name] = shown.fields[former.field] }
    return shown
  }

  /// The former names of the entity's fields that the invocation uses.
  var formerNames: [FormerFieldName] { context.formerFieldNames.filter { $0.entity == entity.id } }

  private func visible(_ cursor: RecordCursor) -> VisibleCursor {
    VisibleCursor(cursor, of: self)
  }

  /// Throws unless the plugin may read the fields and the entities that references lead to.
  private func requireReadable(_ used: FieldsUsed) throws {
    for step in used.paths.flatMap(\.steps) {
      guard let target = context.schema.entity(step.target) else { continue }
      try context.permissions.require(.read, target.permissionGroup)
    }
    guard hidesContacts else { return }
    let own = entity.fields.filter { used.own.contains($0.id) }
    if let hidden = (own + used.paths.flatMap(\.fields)).first(where: hides) {
      throw PermissionDeniedError(group: PermissionGroup.persons.rawValue, needed: .field(hidden.id), granted: .access(.none))
    }
  }
}

extension HostContext {
  /// Returns a record as the invocation may see it; nil when it finds none of that id.
  ///
  /// - Throws: an error of permission when the plugin may not read the entity; `StoreError` when the record cannot be read.
  public func visibleRecord(_ entity: String, _ id: String) throws -> Record? {
    let access = try RecordAccess(entity, self)
    return try transaction().get(entity, id).map(access.visible)
  }

  /// Whether the territory `code` is one of `granted` or lies in one of them.
  func lies(territory code: String, within granted: [String]) throws -> Bool {
    var current: String? = code
    var stepsLeft = 32  // Deeper than any territory tree; bounds a cycle.
    while let here = current, stepsLeft > 0 {
      if granted.contains(here) { return true }
      guard case .text(let parent)? = try transaction().get("territory", here)?["parent"] else { return false }
      current = parent
      stepsLeft -= 1
    }
    return false
  }
}
