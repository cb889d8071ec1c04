import Ecosystem
import Localization

/// The names of months in the languages of the product, and their abbreviations.
enum MonthName {
  /// Returns the month, 1 to 12, for its name or a beginning of at least three letters; nil when several months begin so in any
  /// language (`jui` is June or July).
  ///
  /// - Parameter word: letters, folded.
  static func month(_ word: some StringProtocol) -> Int? {
    guard word.utf8.count >= 3 else { return nil }
    let months = Set(names.filter { $0.name.hasPrefix(word) }.map(\.month))
    return months.count == 1 ? months.first : nil
  }

  private static let names: [(name: String, month: Int)] = Language.all.flatMap { language in
    (1...12).map { (Folding.fold(Message("localization.month.\($0)").text(in: language)), $0) }
  }
}
