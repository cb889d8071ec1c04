import Ecosystem
import Localization

/// The reason why something in a file that others wrote cannot be read, with its line.
public struct FeedProblem: Explainable, Hashable {
  /// The kinds of problems.
  public enum Reason: Sendable, Hashable {
    /// The file does not begin as its format wants; with the format's name.
    case otherFormat(String)
    /// The file or a component ends before its end is written; with the component.
    case cutOff(String)
    /// A property that is needed is not there.
    case missing(String)
    /// The value of a property is not what the format wants; with the property and the value.
    case invalid(String, String)
    /// The time zone is neither in the IANA database nor defined in the file.
    case unknownZone(String)
    /// A local time of no time zone.
    case noZone
    /// It ends before it begins.
    case endsBeforeStart
    /// A bound of reading was exceeded; with what it bounds and its size.
    case beyond(Bound, Int)
    /// Reading the bytes failed, with the system's message.
    case unreadable(String)
  }

  /// The bounds of reading.
  public enum Bound: String, Sendable, Hashable { case properties, lineBytes = "line-bytes", elements, depth }

  /// The line, counted from 1; 0 where the format has none.
  public var line: Int
  public var reason: Reason

  public init(line: Int, _ reason: Reason) {
    (self.line, self.reason) = (line, reason)
  }

  public var code: String { "feed.malformed" }

  /// Returns the problem as one sentence, with the line.
  public func message(in language: Language) -> String {
    let place = line > 0 ? Message("ecosystem.csv-error.line", ["line": line]).text(in: language) : ""
    return place + sentence(in: language)
  }

  /// The maximum number of characters of a value that a message shows.
  private static let shownMax = 120

  /// Returns the problem as one sentence, without the line.
  public func sentence(in language: Language) -> String {
    func shown(_ text: String) -> String { text.count > Self.shownMax ? text.prefix(Self.shownMax) + "…" : text }
    let message =
      switch reason {
      case .otherFormat(let format): Message("feeds.problem.other-format", ["format": format])
      case .cutOff(let component): Message("feeds.problem.cut-off", ["component": shown(component)])
      case .missing(let name): Message("feeds.problem.missing", ["name": name])
      case .invalid(let name, let value): Message("feeds.problem.invalid", ["name": name, "value": shown(value)])
      case .unknownZone(let zone): Message("feeds.problem.unknown-zone", ["zone": shown(zone)])
      case .noZone: Message("feeds.problem.no-zone")
      case .endsBeforeStart: Message("feeds.problem.ends-before-start")
      case .beyond(let bound, let size): Message("feeds.problem.beyond-\(bound.rawValue)", ["size": size])
      case .unreadable(let reason): Message("ecosystem.csv-error.what-follows-cannot-read", ["reason": reason])
      }
    return message.text(in: language)
  }
}
