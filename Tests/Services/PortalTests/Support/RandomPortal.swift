import Ecosystem
import Engine
import Foundation
import Localization
import Store
import StoreTestSupport
import WebLink

@testable import Portal

/// A portal over random records of every entity, with random visibilities and consents. Each text of a record has a mark that is found
/// nowhere else, so that a page tells whose texts it shows.
struct RandomPortal {
  /// The record and the field of a text.
  struct Place: Hashable {
    let entity: String
    let id: String
    let field: String
  }

  let portal: Portal
  /// Each mark with the text it stands in.
  private(set) var places: [String: Place] = [:]
  private var generator: RecordGenerator

  /// - Parameter wrap: returns the text of a field that holds a mark.
  init(seed: UInt64, count: Int = 4, wrap: (String) -> String = { $0 }) throws {
    let workspace = try Workspace.create(at: try TemporaryStore.makeFolder())
    portal = try Portal(workspace) { _ in }
    var generator = RecordGenerator(seed: seed)
    (generator.publicShare, generator.fullness) = (0.7, 0.7)
    let transaction = try workspace.store.begin(.write, for: .admin)
    try generator.fill(transaction, count: count)
    self.generator = generator
    try addConsents(transaction)
    for entity in transaction.schema.entities {
      for record in try transaction.find(entity.id) { try mark(record, entity, in: transaction, wrap) }
    }
    try transaction.commit()
  }

  /// Some persons consent to the directory, some of them no more; some are actors on their own account.
  private mutating func addConsents(_ transaction: StoreTransaction) throws {
    try transaction.addConcept("purpose", ConsentPurpose.directory.rawValue)
    try transaction.addConcept("role", ConsentPurpose.ownAccountRole)
    for person in generator.ids["person"] ?? [] {
      guard generator.pick([true, true, false]) else { continue }
      var consent: Record = [
        "person": .text(person), "purpose": .text(ConsentPurpose.directory.rawValue), "given_at": "2025-01-01T00:00:00Z",
      ]
      if generator.pick([true, false, false]) { consent["withdrawn_at"] = "2025-06-01T00:00:00Z" }
      try transaction.add("consent", consent)
    }
    for (person, actor) in zip(generator.ids["person"] ?? [], generator.ids["actor"] ?? []) where generator.pick([true, false]) {
      try transaction.add(
        "affiliation",
        ["person": .text(person), "actor": .text(actor), "role": .text(ConsentPurpose.ownAccountRole), "visibility": "public"])
    }
  }

  /// Puts a mark into each text of a record that is its own: not a reference or a code. Records that are computed cannot be changed.
  private mutating func mark(
    _ record: Record, _ entity: EntityDescription, in transaction: StoreTransaction, _ wrap: (String) -> String
  ) throws {
    let keys = Set(entity.uniqueKeys.joined()).subtracting([entity.titleField])
    var changes = Record()
    for field in entity.ownFields where field.isWritable && field.format == nil && !keys.contains(field.id) && field.id != "id" {
      guard !record[field.id].isNull, record["derived"] != true else { continue }
      let mark = "zq\(places.count)qz"
      guard let value = Self.value(wrap(mark), field.type) else { continue }
      changes[field.id] = value
      places[mark] = Place(entity: entity.id, id: record.id, field: field.id)
    }
    guard !changes.fields.isEmpty else { return }
    _ = try transaction.update(entity.id, record.id, changes: changes.fields, now: TemporaryStore.later)
  }

  private static func value(_ text: String, _ type: FieldType) -> FieldValue? {
    switch type {
    case .text, .longText: .text(text)
    case .list(.text): .list([.text(text)])
    case .localizedText: ["fr": .text(text), "en": .text(text), "de": .text(text)]
    default: nil
    }
  }

  // MARK: Requests

  /// The answer to a target, as the front would pass it on.
  func answer(_ target: String, as viewer: Viewer) throws -> (status: Int, type: String, body: String) {
    let parts = target.split(separator: "?", maxSplits: 1).map(String.init)
    let path = parts[0].split(separator: "/").map { String($0).removingPercentEncoding ?? "" }
    let items = parts.count < 2 ? [] : parts[1].split(separator: "&")
    let query = items.map { item -> WebRequest.Field in
      let sides = item.split(separator: "=", maxSplits: 1).map { String($0).removingPercentEncoding ?? "" }
      return WebRequest.Field(sides[0], sides.count < 2 ? "" : sides[1])
    }
    let request = WebRequest(.get, path: path, query: query, origin: "http://x", number: "1")
    let response = portal.respond(to: request, as: viewer, in: Visit(request, of: portal))
    let (head, body) = try whole(response)
    return (head.status, head.fields.first(where: { $0.name == "content-type" })?.value ?? "", body)
  }

  private func whole(_ response: PortalResponse) throws -> (WebResponseHead, String) {
    switch response {
    case .whole(let head, let body): return (head, String(decoding: body, as: UTF8.self))
    case .stream(let head, let body):
      var text = ""
      try body { text += $0 }
      return (head, text)
    case .file: preconditionFailure("a response is spooled where it is sent")
    }
  }

  /// The targets that exist for any viewer: pages and files of every entity and record, and searches for texts.
  func targets(searching marks: some Sequence<String>) throws -> [String] {
    let transaction = try portal.workspace.store.begin(.read, for: .admin)
    defer { transaction.rollback() }
    var targets = [
      "/", "/map", "/map.json", "/events", "/events?part=past", "/events.ics", "/changes.atom", "/sitemap.xml", "/funding", "/data",
      "/about",
      "/reports",
    ]
    for entity in transaction.schema.entities {
      targets += EntityForm.allCases.map { "/data/\(entity.id).\($0.rawValue)" } + ["/api/v1/\(entity.id)"]
      for record in try transaction.find(entity.id) {
        let id = WebPath.encoded(record.id)
        targets += ["/\(entity.collection)/\(id)", "/api/v1/\(entity.id)/\(id)"]
        if entity.id == "territory" { targets += ["/actors?territory=\(id)", "/map?territory=\(id)"] }
      }
    }
    return targets + marks.flatMap { ["/actors?q=\($0)", "/events?part=past&q=\($0)", "/api/v1/actor?q=\($0)", "/api/v1/person?q=\($0)"] }
  }

  /// The targets that the links of a page lead to.
  static func links(_ page: String) -> [String] {
    page.matches(of: /href="(\/[^"#]*)"/).map { String($0.1).replacing("&amp;", with: "&") }
  }

  /// The words in a text that have the form of the records' ids, such as `label-award-2`.
  static func ids(_ text: String) -> Set<String> { Set(text.matches(of: /[a-z]+(-[a-z]+)*-[0-9]+/).map { String($0.0) }) }

  /// The marks in a text.
  static func marks(_ text: String) -> Set<String> { Set(text.matches(of: /zq[0-9]+qz/).map { String($0.0) }) }
}
