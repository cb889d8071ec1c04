import Ecosystem
import Engine
import Importing
import Store
import WebLink

/// The forms in which the records of an entity can be had.
enum EntityForm: String, CaseIterable {
  case csv, jsonl, json, geojson, ics, jsonld, atom
  case threeSixtyGiving = "360giving.json"

  /// The media type.
  var mediaType: String {
    switch self {
    case .csv: "text/csv; charset=utf-8"
    case .jsonl: "application/jsonl"
    case .json: "application/json"
    default: feed?.mediaType ?? "application/octet-stream"
    }
  }

  /// The format of feeds; nil for a table.
  var feed: FeedFormat? {
    switch self {
    case .geojson: .geojson
    case .ics: .ics
    case .jsonld: .jsonld
    case .atom: .atom
    case .threeSixtyGiving: .threeSixtyGiving
    case .csv, .jsonl, .json: nil
    }
  }

  /// The name for people.
  var name: String {
    switch self {
    case .csv: "CSV"
    case .jsonl: "JSON Lines"
    case .json: "JSON"
    case .geojson: "GeoJSON"
    case .ics: "iCalendar"
    case .jsonld: "JSON-LD"
    case .atom: "Atom"
    case .threeSixtyGiving: "360Giving"
    }
  }

  /// Whether records of an entity have this form.
  func fits(_ entity: EntityDescription) -> Bool { feed.map { $0.fits(entity) } ?? true }
}

/// Writes the records of an entity that the viewer sees in a form, narrowed by the query.
struct EntityOutput {
  private let context: PageContext
  private let entity: EntityDescription
  private let form: EntityForm

  init(_ context: PageContext, _ entity: EntityDescription, as form: EntityForm) {
    (self.context, self.entity, self.form) = (context, entity, form)
  }

  /// - Parameter isDownload: whether a browser saves it as a file.
  /// - Throws: `PageError.notFound` for a form that does not fit, `EcosystemError` and `PageError.badField` for a filter that does not.
  func response(isDownload: Bool = true) throws -> PortalResponse {
    guard form.fits(entity) else { throw PageError.notFound }
    let filter = try APIFilter(context.request, entity).value
    _ = try Query(filter, for: entity)
    let host = try context.portal.host(context.language)
    let (entity, form, scope, portal) = (entity, form, context.viewer.scope, context.portal)
    let pages = context.recordPages
    let purpose = context.openDataPurpose(of: entity)?.rawValue
    let place = try portal.heavyWork.take(for: ":files")
    func write(_ deliver: (String) throws -> Void) throws {
      let transaction = try portal.workspace.store.begin(.read, for: scope)
      defer {
        transaction.rollback()
        withExtendedLifetime(place) {}
      }
      if let feed = form.feed {
        var options = FeedExport.Options()
        (options.audience, options.pages, options.entriesMax) = (scope, pages, 100)
        options.purpose = purpose
        _ = try FeedExport(host: host, entity: entity.id, format: feed, options: options).run(filter: filter, in: transaction, to: deliver)
      } else {
        var options = RecordExport.Options()
        options.style.guardsFormulas = true
        try RecordExport(host: host, entity: entity.id, format: Self.format(form), options: options, for: scope)
          .run(filter: filter, purpose: purpose, in: transaction, to: deliver)
      }
    }
    let name = "\(entity.id).\(form.rawValue)"
    if isDownload { return .download(form.mediaType, name: name, write) }
    let fields = [WebRequest.Field("content-type", form.mediaType), WebRequest.Field("cache-control", "public, max-age=300")]
    return .stream(WebResponseHead(status: 200, fields: fields), write)
  }

  private static func format(_ form: EntityForm) -> RecordExport.Format {
    switch form {
    case .jsonl: .jsonl
    case .json: .json
    default: .csv
    }
  }
}
