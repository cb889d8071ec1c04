import Ecosystem
import Feeds
import Store

/// The places of the records of a selection.
struct MapPoints {
  /// A record with its place.
  struct Point {
    let id: String
    let name: String
    let place: CalendarEvent.Point
    /// The index of its kind in `kinds`.
    let kind: Int
  }

  private(set) var points: [Point] = []
  /// The labels of the kinds.
  private(set) var kinds: [String] = []
  /// The number of records without a place.
  private(set) var withoutPlace = 0
  /// Whether there are more records than are read.
  private(set) var isTruncated = false

  /// Upper bound of the records read.
  static let pointsMax = 20_000
  /// The decimals of a degree that are kept: eleven metres.
  private static let scale = 10_000.0

  /// - Throws: the errors of the store.
  init(_ context: PageContext, _ selection: RecordSelection) throws {
    let entity = selection.entity
    let fields = entity.fields.filter { ["id", entity.titleField, "kind", "lat", "lon"].contains($0.id) }
    let order = entity.field("name").map { [Query.Order($0)] } ?? []
    let cursor = try context.transaction.cursor(
      entity.id, Query(filter: try selection.whole(), order: order, limit: Self.pointsMax + 1, fields: fields))
    var numbers: [String: Int] = [:]
    while let record = try cursor.next() {
      guard points.count + withoutPlace < Self.pointsMax else {
        isTruncated = true
        break
      }
      guard let place = record.point else {
        withoutPlace += 1
        continue
      }
      let code = record["kind"].textValue ?? ""
      let kind = numbers[code] ?? kinds.count
      if kind == kinds.count {
        numbers[code] = kind
        kinds.append(try entity.field("kind").flatMap { try context.values.text(record["kind"], $0) } ?? "")
      }
      points.append(Point(id: record.id, name: try context.values.title(of: record, entity), place: place, kind: kind))
    }
    // In a folder of files a record's page has the name of a file.
    guard context.isFile else { return }
    points = points.map { Point(id: StaticName.part($0.id), name: $0.name, place: $0.place, kind: $0.kind) }
  }

  /// The places by columns, which compress better than rows: ids, names, places in ten-thousandths of a degree, and kinds.
  ///
  ///     {"kinds":["Entreprise"],"ids":["kikk"],"names":["KIKK"],"lat":[504664],"lon":[48663],"kind":[0]}
  ///
  /// An id that is made from the name in the usual way (`MapPoints.slug`) is written as 0.
  var json: String {
    let columns: ExactDictionary<FieldValue> = [
      "kinds": .list(kinds.map(FieldValue.text)),
      "ids": .list(points.map { Self.slug($0.name) == $0.id ? .integer(0) : .text($0.id) }),
      "names": .list(points.map { .text($0.name) }),
      "lat": .list(points.map { .integer(Int64(($0.place.latitude * Self.scale).rounded())) }),
      "lon": .list(points.map { .integer(Int64(($0.place.longitude * Self.scale).rounded())) }),
      "kind": .list(points.map { .integer(Int64($0.kind)) }),
    ]
    return FieldValue.map(columns).json
  }

  /// Returns a name in small letters with hyphens between its words; nil for one with other characters than letters, digits and signs
  /// of ASCII, which the script would not make the same id from.
  static func slug(_ name: String) -> String? {
    guard name.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
    let words = name.lowercased().split { !($0.isLetter || $0.isNumber) }
    return words.isEmpty ? nil : words.joined(separator: "-")
  }

  /// Returns the address of a record's page with `{id}` in place of the id.
  static func pageAddress(_ context: PageContext) -> String {
    guard !context.isFile else { return "../actors/{id}.html" }
    return "/actors/{id}" + (context.links.language.map { "?lang=\($0)" } ?? "")
  }
}
