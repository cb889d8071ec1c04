import Calendar
import Ecosystem

/// Written dates as dates of ISO 8601.
///
/// Accepted are `2024`, `2024-05`, `2024-05-16` (also with `/` or `.`), `20240516`, `16/05/2024`, `16.5.2024`, `16-05-2024`,
/// `05/2024`, and names of months in French, English and German: `16 mai 2024`, `1er mai 2024`, `May 16th, 2024`, `16. Mai 2024`,
/// `mai 2024`, `lundi 16 mai 2024`. Years have four digits. With points the day stands before the month.
enum DateText {
  /// The dates of a text by the order of day and month; nil where it is none in that order.
  struct Dates: Hashable {
    var dmy: String?
    var mdy: String?

    init(_ date: String?) { (dmy, mdy) = (date, date) }

    init(dmy: String?, mdy: String?) { (self.dmy, self.mdy) = (dmy, mdy) }

    subscript(order: DateOrder) -> String? { order == .dmy ? dmy : mdy }
  }

  /// Returns the readings of a cell in both orders of day and month.
  static func readings(_ text: String, _ content: CellContent) -> CellReadings<DateOrder> {
    let dates =
      switch content {
      case .value(.instant): InstantText(text)?.dates
      case .momentOrDay: InstantText(text, orDay: true)?.dates
      default: datesAtMidnight(text)
      }
    switch (dates?.dmy, dates?.mdy) {
    case (nil, nil): return .none
    case (.some, nil): return .only(.dmy)
    case (nil, .some): return .only(.mdy)
    case (let dmy, let mdy): return dmy == mdy ? .equal : .different
    }
  }

  /// Returns the dates of a cell that may end in midnight, as programs write a date with a time; nil with another time.
  static func datesAtMidnight(_ text: String) -> Dates? {
    if let dates = dates(text) { return dates }
    guard let instant = InstantText(text), instant.milliseconds == 0 else { return nil }
    return instant.dates
  }

  /// Returns the dates of a text without a time; nil when it is none.
  static func dates(_ text: String) -> Dates? {
    if CalendarDate(text) != nil { return Dates(text) }
    guard let parts = DateParts(text) else { return nil }
    let dates = parts.words.allSatisfy({ $0.utf8.first! < 0x3A }) ? ofDigits(parts) : Dates(withMonthName(parts.words))
    return dates.dmy == nil && dates.mdy == nil ? nil : dates
  }

  private static func ofDigits(_ parts: DateParts) -> Dates {
    let (words, gap) = (parts.words, parts.gaps.first ?? "")
    guard parts.gaps.allSatisfy({ $0 == gap && $0 != "," }) else { return Dates(nil) }
    switch shape(words) {
    case "d": return Dates(date(words[0].prefix(4), words[0].dropFirst(4).prefix(2), day: words[0].suffix(2)))
    case "yn": return Dates(gap.isEmpty ? nil : date(words[0], words[1], day: nil))
    case "ny": return Dates(gap.isEmpty ? nil : date(words[1], words[0], day: nil))
    case "ynn": return Dates(date(words[0], words[1], day: words[2]))
    case "nny":
      let isMonthFirstPossible = gap == "/" || gap == "-"
      return Dates(
        dmy: date(words[2], words[1], day: words[0]), mdy: isMonthFirstPossible ? date(words[2], words[0], day: words[1]) : nil)
    default: return Dates(nil)
    }
  }

  /// Returns a letter for each number: `n` for a day or month, `y` for a year, `d` for a date without signs.
  private static func shape(_ numbers: some Sequence<Substring>) -> String {
    String(
      numbers.map { number -> Character in
        switch number.utf8.count {
        case 1...2: "n"
        case 4: "y"
        case 8: "d"
        default: "-"
        }
      })
  }

  /// Words between the parts of a date that carry no meaning, and endings of ordinal numbers, folded.
  private static let fillers: Set<String> = ["le", "the", "of", "de", "den", "der", "er", "st", "nd", "rd", "th"]

  /// The names of the days of the week in French, English and German, folded. A date names its day without them.
  private static let weekdays: Set<String> = [
    "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "monday", "tuesday", "wednesday", "thursday", "friday",
    "saturday", "sunday", "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag",
  ]

  private static func withMonthName(_ words: [Substring]) -> String? {
    let named = words.first.map { weekdays.contains(String($0)) } == true ? words.dropFirst() : words[...]
    let words = named.filter { !fillers.contains(String($0)) }
    guard let position = words.firstIndex(where: { $0.utf8.first! >= 0x3A }), let month = MonthName.month(words[position]) else {
      return nil
    }
    let numbers = words[..<position] + words[(position + 1)...]
    let monthText = "\(month)"
    switch (shape(numbers), position) {
    case ("y", 0): return date(numbers[0], monthText[...], day: nil)
    case ("ny", 0...1): return date(numbers[1], monthText[...], day: numbers[0])
    default: return nil
    }
  }

  private static func date(_ year: Substring, _ month: Substring, day: Substring?) -> String? {
    func twoDigits(_ digits: Substring) -> String { digits.utf8.count == 1 ? "0" + digits : String(digits) }
    let text = ([String(year), twoDigits(month)] + [day.map(twoDigits)].compactMap(\.self)).joined(separator: "-")
    return CalendarDate(text) == nil ? nil : text
  }
}
