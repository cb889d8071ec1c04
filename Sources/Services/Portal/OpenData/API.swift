import Ecosystem
import Foundation
import Importing
import Store
import WebLink

/// The API, version 1: records as JSON, page by page.
///
///     GET /api/v1                         the entities
///     GET /api/v1/openapi.json            the description, in OpenAPI 3.1
///     GET /api/v1/actor?kind=company      {"data": […], "next": "…"}
///     GET /api/v1/actor/kikk              {"data": {…}}
struct API {
  private let context: PageContext

  static let pageSizeDefault = 100
  static let pageSizeMax = 1_000

  init(_ context: PageContext) { self.context = context }

  /// - Throws: `PageError.notFound`, `.badField`, and `EcosystemError` for an unknown field.
  func response(_ path: [String]) throws -> PortalResponse {
    guard path.first == "v1" else { throw PageError.notFound }
    switch path.dropFirst().map({ $0 }) {
    case []: return json(index)
    case ["openapi.json"]: return json(OpenAPIDescription(context.schema, server: server, title: context.portal.name).value)
    case let rest where rest.count == 1: return try list(entity(rest[0]))
    case let rest where rest.count == 2: return try one(entity(rest[0]), rest[1])
    default: throw PageError.notFound
    }
  }

  private var server: String { (context.settings.address ?? context.request.origin) + "/api/v1" }

  private func entity(_ name: String) throws -> EntityDescription {
    guard let entity = context.schema.entity(name) else { throw PageError.notFound }
    return entity
  }

  private var index: FieldValue {
    let entities = context.schema.entities.map { entity -> FieldValue in
      .map([
        "id": .text(entity.id), "label": .text(entity.label[context.language]), "url": .text("\(server)/\(entity.id)"),
      ])
    }
    return .map(["data": .list(entities), "openapi": .text("\(server)/openapi.json")])
  }

  private func one(_ entity: EntityDescription, _ id: String) throws -> PortalResponse {
    json(.map(["data": .map(try context.record(id, of: entity).fields)]))
  }

  /// A page of records in the order of their ids. `next` leads to the page after, until it is null.
  private func list(_ entity: EntityDescription) throws -> PortalResponse {
    let limit = try limit()
    let filter = try APIFilter(context.request, entity).value
    var options: ExactDictionary<FieldValue> = ["order": "id", "limit": .integer(Int64(limit + 1))]
    if let names = context.request.value("fields") {
      options["fields"] = .list(names.split(separator: ",").map { .text(String($0)) })
    }
    var query = try Query(filter, options: .map(options), for: entity, in: context.schema)
    query.filter = .all([query.filter, context.openData(entity)])
    if let words = context.request.value("q"), !words.isEmpty { return try search(entity, words: words, query: query, limit: limit) }
    if let after = try cursor() { query.filter = .all([query.filter, try Filter(.map(["id": .map(["gt": .text(after)])]), for: entity)]) }
    let records = try context.transaction.find(entity.id, query)
    let next = records.count > limit ? Self.cursor(after: records[limit - 1].id) : nil
    return page(Array(records.prefix(limit)), next: next)
  }

  /// The records that words find as the directory does, in texts and by names of concepts, the best first; one page.
  private func search(_ entity: EntityDescription, words: String, query: Query, limit: Int) throws -> PortalResponse {
    guard !entity.searchFields.isEmpty else { throw PageError.badField("q") }
    let ids = try RecordSearch(context.transaction, entity, filter: query.filter).ids(String(words.prefix(200)), limit: limit)
    let cursor = try context.transaction.cursor(entity.id, ids: ids, query)
    var records: [Record] = []
    while let record = try cursor.next() { records.append(record) }
    return page(records, next: nil)
  }

  private func page(_ records: [Record], next: String?) -> PortalResponse {
    json(.map(["data": .list(records.map { .map($0.fields) }), "next": next.map(FieldValue.text) ?? .null]))
  }

  private func limit() throws -> Int {
    guard let text = context.request.value("limit") else { return Self.pageSizeDefault }
    guard let limit = Int(text), (1...Self.pageSizeMax).contains(limit) else { throw PageError.badField("limit") }
    return limit
  }

  /// The mark of a position: the id of the last record, which callers pass on unread.
  private static func cursor(after id: String) -> String {
    Data(id.utf8).base64EncodedString().filter { $0 != "=" }.map { $0 == "+" ? "-" : $0 == "/" ? "_" : String($0) }.joined()
  }

  private func cursor() throws -> String? {
    guard let mark = context.request.value("next") else { return nil }
    let text = mark.map { $0 == "-" ? "+" : $0 == "_" ? "/" : String($0) }.joined()
    let padded = text + String(repeating: "=", count: (4 - text.count % 4) % 4)
    guard let data = Data(base64Encoded: padded), let id = String(validating: data, as: UTF8.self) else { throw PageError.badField("next") }
    return id
  }

  private func json(_ value: FieldValue) -> PortalResponse {
    .text(value.json + "\n", type: "application/json", more: [WebRequest.Field("cache-control", "no-cache")])
  }
}
