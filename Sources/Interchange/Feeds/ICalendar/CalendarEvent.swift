import Calendar

/// An event of a calendar: the component VEVENT of RFC 5545, section 3.6.1.
public struct CalendarEvent: Sendable, Hashable {
  /// The values of STATUS (section 3.8.1.11).
  public enum Status: String, Sendable {
    case tentative = "TENTATIVE"
    case confirmed = "CONFIRMED"
    case cancelled = "CANCELLED"
  }

  /// The organiser: a name, and an address, which is a URI.
  public struct Organizer: Sendable, Hashable {
    public var name: String
    /// A web address, or one with `mailto:`; nil without a known one.
    public var address: String?

    public init(name: String, address: String? = nil) {
      (self.name, self.address) = (name, address)
    }
  }

  /// A point on the earth, in degrees of WGS 84.
  public struct Point: Sendable, Hashable {
    public var latitude: Double
    public var longitude: Double

    public init(latitude: Double, longitude: Double) {
      (self.latitude, self.longitude) = (latitude, longitude)
    }
  }

  /// The permanent identifier; the same in every edition of the calendar.
  public var uid: String
  /// The first day or moment.
  public var start: CalendarTime
  /// The end, which does not belong to it: of whole days, the day after the last.
  public var end: CalendarTime?
  public var summary = ""
  public var details: String?
  public var location: String?
  public var point: Point?
  public var categories: [String] = []
  public var url: String?
  public var organizer: Organizer?
  public var status: Status?
  /// The number of the edition: rises with each change.
  public var sequence = 0
  /// The moment of the last change.
  public var modified: Instant?
  public var created: Instant?
  /// The repetition rule, as `RecurrenceRule` accepts it.
  public var rule: String?
  /// The occurrences that the rule would give and that do not take place (EXDATE).
  public var exclusions: [CalendarTime] = []
  /// Further occurrences (RDATE).
  public var additions: [CalendarTime] = []
  /// The occurrence of the series with the same `uid` that this event replaces (RECURRENCE-ID).
  public var recurrenceID: CalendarTime?
  /// Further properties of a name beginning with `X-`, with texts.
  public var extensions: [Extension] = []

  /// A property that RFC 5545 does not define.
  public struct Extension: Sendable, Hashable {
    public var name: String
    public var text: String

    public init(_ name: String, _ text: String) {
      (self.name, self.text) = (name, text)
    }
  }

  public init(uid: String, start: CalendarTime) {
    (self.uid, self.start) = (uid, start)
  }

  /// The text of the first property of that name among `extensions`.
  public func text(of name: String) -> String? { extensions.first { $0.name == name }?.text }

  /// All times that name a zone.
  var times: [CalendarTime] { [start] + [end, recurrenceID].compactMap { $0 } + exclusions + additions }
}
