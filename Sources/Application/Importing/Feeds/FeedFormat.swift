import Ecosystem
import Feeds

/// A file format that programs of others read, beside the tables of `RecordExport.Format`.
public enum FeedFormat: String, Sendable, CaseIterable {
  /// iCalendar (RFC 5545).
  case ics
  /// GeoJSON (RFC 7946).
  case geojson
  /// JSON-LD in the vocabulary of schema.org.
  case jsonld
  /// Atom (RFC 4287).
  case atom
  /// The 360Giving Data Standard 1.4, in JSON.
  case threeSixtyGiving = "360giving"

  /// The format of a file by its name; nil where the name does not tell.
  init?(ending: String) {
    switch ending.lowercased() {
    case "ics", "ical", "ifb", "icalendar": self = .ics
    case "geojson": self = .geojson
    default: return nil
    }
  }

  /// The ending of a file's name.
  public var ending: String {
    switch self {
    case .ics: "ics"
    case .geojson: "geojson"
    case .jsonld: "jsonld"
    case .atom: "atom"
    case .threeSixtyGiving: "360giving.json"
    }
  }

  /// The media type.
  public var mediaType: String {
    switch self {
    case .ics: "text/calendar"
    case .geojson: "application/geo+json"
    case .jsonld: "application/ld+json"
    case .atom: "application/atom+xml"
    case .threeSixtyGiving: "application/json"
    }
  }

  /// Whether records of an entity have this form. Territories have outlines in GeoJSON, other records points.
  public func fits(_ entity: EntityDescription) -> Bool {
    switch self {
    case .ics: CalendarRecords.entities.contains(entity.id)
    case .geojson: entity.id == "territory" || Self.hasPoint(entity)
    case .jsonld: LinkedDataRecords.entities.contains(entity.id)
    case .atom: true
    case .threeSixtyGiving: entity.id == "award"
    }
  }

  private static func hasPoint(_ entity: EntityDescription) -> Bool { entity.field("lat") != nil && entity.field("lon") != nil }

  /// Whether a file of this format can be imported as records of an entity.
  func isRead(as entity: EntityDescription) -> Bool {
    switch self {
    case .ics: entity.id == "event"
    case .geojson: Self.hasPoint(entity)
    case .threeSixtyGiving: fits(entity)
    case .jsonld, .atom: false
    }
  }
}
