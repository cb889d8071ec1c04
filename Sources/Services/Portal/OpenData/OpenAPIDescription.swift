import Ecosystem
import Localization

/// The description of the API in OpenAPI 3.1, made from the descriptions of the entities that the viewer sees.
struct OpenAPIDescription {
  private let schema: Schema
  private let server: String
  private let title: String

  /// - Parameter server: the address before the paths.
  init(_ schema: Schema, server: String, title: String) { (self.schema, self.server, self.title) = (schema, server, title) }

  var value: FieldValue {
    var paths: ExactDictionary<FieldValue> = [:]
    var schemas: ExactDictionary<FieldValue> = ["Error": Self.error]
    for entity in schema.entities {
      paths["/\(entity.id)"] = .map(["get": list(entity)])
      paths["/\(entity.id)/{id}"] = .map(["get": one(entity)])
      schemas[entity.id] = Self.object(entity)
    }
    return .map([
      "openapi": "3.1.0", "info": .map(["title": .text(title), "version": "1.0.0"]),
      "servers": .list([.map(["url": .text(server)])]), "paths": .map(paths),
      "components": .map(["schemas": .map(schemas), "responses": .map(["Error": Self.errorResponse])]),
    ])
  }

  // MARK: Operations

  private func list(_ entity: EntityDescription) -> FieldValue {
    let result: FieldValue = .map([
      "type": "object", "required": .list(["data", "next"]),
      "properties": .map([
        "data": .map(["type": "array", "items": Self.reference(entity.id)]), "next": .map(["type": .list(["string", "null"])]),
      ]),
    ])
    return operation("list_\(entity.collection)", entity, parameters: filters(entity) + Self.window(entity), result: result)
  }

  private func one(_ entity: EntityDescription) -> FieldValue {
    let id: FieldValue = .map([
      "name": "id", "in": "path", "required": true,
      "schema": .map(["type": "string", "minLength": 1, "pattern": "^[^\\u0000-\\u001F\\u007F\\\\]+$"]),
    ])
    let result: FieldValue = .map([
      "type": "object", "required": .list(["data"]), "properties": .map(["data": Self.reference(entity.id)]),
    ])
    return operation("get_\(entity.id)", entity, parameters: [id], result: result)
  }

  private func operation(_ id: String, _ entity: EntityDescription, parameters: [FieldValue], result: FieldValue) -> FieldValue {
    let content: FieldValue = .map(["application/json": .map(["schema": result])])
    let error: FieldValue = .map(["$ref": "#/components/responses/Error"])
    return .map([
      "operationId": .text(id), "summary": .text(entity.label[.en]), "description": .text(entity.doc[.en]),
      "parameters": .list(parameters),
      "responses": .map([
        "200": .map(["description": "OK", "content": content]), "400": error, "404": error, "429": error, "431": Self.tooLarge,
        "503": error,
      ]),
    ])
  }

  /// A parameter for each field that can be filtered by equality; repeated, it asks for any of its values.
  private func filters(_ entity: EntityDescription) -> [FieldValue] {
    entity.fields.compactMap { field in
      guard let type = Self.filterType(field.type.element) else { return nil }
      return .map([
        "name": .text(field.id), "in": "query", "explode": true, "style": "form", "description": .text(field.label[.en]),
        "schema": .map(["type": "array", "maxItems": .integer(Int64(APIFilter.valuesMax)), "items": type]),
      ])
    }
  }

  private static func window(_ entity: EntityDescription) -> [FieldValue] {
    let limit: FieldValue = .map(["type": "integer", "minimum": 1, "maximum": .integer(Int64(API.pageSizeMax))])
    let text: FieldValue = .map(["type": "string"])
    let more: [(String, FieldValue)] =
      [("limit", limit), ("next", text), ("fields", text)] + (entity.searchFields.isEmpty ? [] : [("q", text)])
    return more.map { .map(["name": .text($0.0), "in": "query", "schema": $0.1]) }
  }

  private static func filterType(_ type: FieldType) -> FieldValue? {
    switch type {
    case .json, .money, .localizedText: nil
    case .text, .longText, .concept, .reference:
      .map(["type": "string", "minLength": 1, "pattern": "^[^\\u0000-\\u001F\\u007F]+$"])
    default: schema(of: type)
    }
  }

  // MARK: Schemas

  private static func reference(_ entity: String) -> FieldValue { .map(["$ref": .text("#/components/schemas/\(entity)")]) }

  private static func object(_ entity: EntityDescription) -> FieldValue {
    var properties: ExactDictionary<FieldValue> = [:]
    for field in entity.fields {
      var fields = schema(of: field.type).mapValue ?? [:]
      fields["description"] = .text(field.doc[.en])
      properties[field.id] = .map(fields)
    }
    return .map(["type": "object", "required": .list(["id"]), "properties": .map(properties)])
  }

  /// Returns the JSON Schema of a type.
  static func schema(of type: FieldType) -> FieldValue {
    switch type {
    case .text, .longText, .concept, .reference, .date: .map(["type": "string"])
    case .url: .map(["type": "string", "format": "uri"])
    case .instant: .map(["type": "string", "format": "date-time"])
    case .choice(let words): .map(["type": "string", "enum": .list(words.map(FieldValue.text))])
    case .integer(let range):
      range == Int64.min...Int64.max
        ? .map(["type": "integer"])
        : .map(["type": "integer", "minimum": .integer(range.lowerBound), "maximum": .integer(range.upperBound)])
    case .number: .map(["type": "number"])
    case .boolean: .map(["type": "boolean"])
    case .localizedText: .map(["type": "object", "additionalProperties": .map(["type": "string"])])
    case .money:
      .map([
        "type": "object", "properties": .map(["amount": .map(["type": "integer"]), "currency": .map(["type": "string"])]),
        "required": .list(["amount", "currency"]),
      ])
    case .json: .map([:])
    case .list(let element): .map(["type": "array", "items": schema(of: element)])
    }
  }

  private static let error: FieldValue = .map([
    "type": "object", "required": .list(["error"]),
    "properties": .map([
      "error": .map([
        "type": "object", "required": .list(["status", "message", "request"]),
        "properties": .map([
          "status": .map(["type": "integer"]), "message": .map(["type": "string"]), "request": .map(["type": "string"]),
        ]),
      ])
    ]),
  ])

  /// The front refuses a header that it has not read whole, and so without its target: as a page.
  private static let tooLarge: FieldValue = .map([
    "description": "The header of the request is larger than 16 KiB",
    "content": .map([
      "application/json": .map(["schema": .map(["$ref": "#/components/schemas/Error"])]),
      "text/html": .map(["schema": .map(["type": "string"])]),
    ]),
  ])

  private static let errorResponse: FieldValue = .map([
    "description": "The request was refused",
    "content": .map(["application/json": .map(["schema": .map(["$ref": "#/components/schemas/Error"])])]),
  ])
}
