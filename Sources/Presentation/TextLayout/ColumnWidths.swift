/// Finds the widths of the columns of a table that has to fit a line.
enum ColumnWidths {
  /// Measures of a column, taken before the widths are found; all in terminal columns.
  struct Measure {
    /// The width at which nothing wraps.
    var natural = 0
    /// The width of the longest word, which wrapping avoids breaking.
    var word = 0
    /// The width of the longest word of the title.
    var titleWord = 0
    /// The width under which the column must not go.
    var rigid = 0
  }

  /// Maximum lengths of an unbroken word, tried in turn: longer words are broken so that other columns keep their width. When the
  /// last does not fit either, the table turns into blocks.
  private static let wordLimits = [20, 16, 12, 9, 6]
  /// Maximum width of aligned columns where the line has no limit; wider cells push the others aside.
  private static let paddedMax = 1_000
  /// With more columns than this, words are not broken into less than twelve columns: blocks read better then.
  private static let narrowColumnsMax = 6

  /// Shares out `available` columns.
  ///
  /// - Returns: a width for each column, or `nil` if even the narrowest layout does not fit.
  static func fit(_ measures: [Measure], available: Int?) -> [Int]? {
    let natural = measures.map { max($0.natural, 1) }
    guard let available else { return natural.map { min($0, paddedMax) } }
    guard natural.reduce(0, +) > available else { return natural }
    for limit in wordLimits where limit >= 12 || measures.count <= narrowColumnsMax {
      let minimum = measures.map { max($0.rigid, min(max($0.word, $0.titleWord), limit), 2) }
      if let widths = level(minimum, natural, available: available) { return widths }
    }
    return nil
  }

  /// Lets all columns grow evenly from their minimum, none beyond its natural width.
  private static func level(_ minimum: [Int], _ natural: [Int], available: Int) -> [Int]? {
    let floor = zip(minimum, natural).map { min($0, max($1, 2)) }
    guard floor.reduce(0, +) <= available else { return nil }
    func widths(_ cap: Int) -> [Int] { floor.indices.map { max(floor[$0], min(natural[$0], cap)) } }
    var (low, high) = (0, available)
    while low < high {
      let middle = (low + high + 1) / 2
      if widths(middle).reduce(0, +) <= available { low = middle } else { high = middle - 1 }
    }
    return spread(widths(low), natural, available: available)
  }

  private static func spread(_ widths: [Int], _ natural: [Int], available: Int) -> [Int] {
    var (widths, left) = (widths, available - widths.reduce(0, +))
    for index in widths.indices where left > 0 && widths[index] < natural[index] {
      widths[index] += 1
      left -= 1
    }
    return widths
  }
}
