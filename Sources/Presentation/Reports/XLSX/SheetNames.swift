import TextLayout

/// Gives sheets names that every spreadsheet program takes: 1…31 UTF-16 units, none of `[]:*?/\`, no apostrophe at an
/// end, not the reserved «History», and different from one another whatever the case.
struct SheetNames {
  private static let lengthMax = 31
  private var taken: Set<String> = ["history"]
  /// By name in lower case, the first number not tried yet: equal titles would otherwise be counted through each time.
  private var nextNumbers: [String: Int] = [:]

  /// A name made from a title, not given before.
  ///
  /// - Parameter fallback: the name of the sheet when nothing of the title is left; valid itself.
  mutating func name(_ title: String, fallback: String) -> String {
    let legal = Self.legal(title)
    let base = legal.isEmpty ? fallback : legal
    var name = Self.cut(base, to: Self.lengthMax)
    let key = base.lowercased()
    var number = nextNumbers[key] ?? 2
    while taken.contains(name.lowercased()) {
      let suffix = " (\(number))"
      name = Self.cut(base, to: Self.lengthMax - suffix.utf16.count) + suffix
      number += 1
    }
    if number > 2 { nextNumbers[key] = number }
    taken.insert(name.lowercased())
    return name
  }

  private static func legal(_ title: String) -> String {
    // Longer than any name can be, even if it begins with blanks.
    let beginning = String(title.unicodeScalars.prefix(4_096))
    let scalars = SafeText.line(beginning).unicodeScalars.map { "[]:*?/\\".unicodeScalars.contains($0) ? " " : $0 }
    let words = String(String.UnicodeScalarView(scalars)).split(whereSeparator: \.isWhitespace)
    return trimmed(words.joined(separator: " "))
  }

  private static func cut(_ name: String, to length: Int) -> String {
    var (result, units) = ("", 0)
    for character in name {
      units += String(character).utf16.count
      guard units <= length else { break }
      result.append(character)
    }
    return trimmed(result)
  }

  private static func trimmed(_ name: String) -> String {
    var name = name[...]
    while let first = name.unicodeScalars.first, " '".unicodeScalars.contains(first) {
      name.unicodeScalars.removeFirst()
    }
    while let last = name.unicodeScalars.last, " '".unicodeScalars.contains(last) { name.unicodeScalars.removeLast() }
    return String(name)
  }
}
