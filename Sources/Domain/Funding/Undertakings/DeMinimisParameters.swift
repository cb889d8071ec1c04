import Calendar
import Ecosystem

/// The rules of a de minimis regulation, with its period of application.
public struct DeMinimisParameters: Sendable, Hashable {
  /// The years that count together.
  public enum Window: Sendable, Hashable {
    /// A number of years back from the day of the award, rolling.
    case rolling(years: Int)
    /// The fiscal year of the award and those before it; fiscal years count as calendar years.
    case fiscal(years: Int)
  }

  /// Maximum aid of one single undertaking in the window, per Member State, in cents of euro.
  public var ceiling: Int64
  public var window: Window
  /// The first day to which it applies.
  public var validFrom: Day
  /// Its legal source.
  public var legal: LegalReference

  /// The general regulations, the oldest first.
  ///
  /// - Regulation (EU) No 1407/2013, articles 3(2) and 3(5): EUR 200,000 over three fiscal years, from 1 January 2014.
  /// - Regulation (EU) 2023/2831, article 3(2), (3) and (5): EUR 300,000 over any period of three years, from 1 January 2024.
  public static let all = [
    DeMinimisParameters(
      ceiling: 200_000_00, window: .fiscal(years: 3), validFrom: Day(year: 2014, month: 1, day: 1),
      legal: LegalReference(
        title: "Regulation (EU) No 1407/2013, article 3(2)", url: "https://eur-lex.europa.eu/eli/reg/2013/1407/oj")),
    DeMinimisParameters(
      ceiling: 300_000_00, window: .rolling(years: 3), validFrom: Day(year: 2024, month: 1, day: 1),
      legal: LegalReference(
        title: "Regulation (EU) 2023/2831, article 3(2)", url: "https://eur-lex.europa.eu/eli/reg/2023/2831/oj")),
  ]

  /// Returns the rules that apply on that day; nil before 2014, for which no rules are kept.
  public static func inForce(on day: Day) -> DeMinimisParameters? { all.last { $0.validFrom <= day } }

  /// Returns the first day whose awards still count on `day`.
  public func windowStart(on day: Day) -> Day {
    switch window {
    case .rolling(let years): day.adding(years: -years)
    case .fiscal(let years): Day(year: day.year - years + 1, month: 1, day: 1)
    }
  }
}

/// The Member States of the European Union since 1 February 2020, by their ISO 3166-1 codes: the regulations limit their aid.
public enum MemberState {
  /// Whether a text is one of the codes, byte by byte: `DK` written with U+212A is none.
  public static func isCode(_ text: String) -> Bool { text.isASCII && codes.contains(text) }

  /// Their codes.
  public static let codes: Set<String> = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV",
    "MT",
    "NL", "PL", "PT", "RO", "SE", "SI", "SK",
  ]
}
