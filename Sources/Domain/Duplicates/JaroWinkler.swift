/// The similarity of two words by Jaro and Winkler.
///
/// W. E. Winkler, String Comparator Metrics and Enhanced Decision Rules in the Fellegi-Sunter Model of Record Linkage, 1990.
enum JaroWinkler {
  /// The weight of each byte of a common beginning.
  private static let prefixWeight = 0.1
  /// The maximum length of a common beginning that counts.
  private static let prefixMax = 4
  /// The maximum number of bytes compared of a word.
  private static let lengthMax = 64

  /// Returns the similarity, from 0 to 1.
  static func similarity(_ left: [UInt8], _ right: [UInt8]) -> Double {
    if left == right { return 1 }
    let (a, b) = (Array(left.prefix(lengthMax)), Array(right.prefix(lengthMax)))
    if a.isEmpty || b.isEmpty { return 0 }
    let jaro = jaro(a, b)
    var prefix = 0
    while prefix < min(prefixMax, a.count, b.count), a[prefix] == b[prefix] { prefix += 1 }
    return jaro + Double(prefix) * prefixWeight * (1 - jaro)
  }

  private static func jaro(_ a: [UInt8], _ b: [UInt8]) -> Double {
    let reach = max(0, max(a.count, b.count) / 2 - 1)
    // One bit for each byte that is matched: words have at most 64.
    var (matchedA, matchedB): (UInt64, UInt64) = (0, 0)
    for index in 0..<a.count {
      var other = max(0, index - reach)
      let end = min(b.count, index + reach + 1)
      while other < end {
        if matchedB & (1 << UInt64(other)) == 0, a[index] == b[other] {
          matchedA |= 1 << UInt64(index)
          matchedB |= 1 << UInt64(other)
          break
        }
        other += 1
      }
    }
    let matches = Double(matchedA.nonzeroBitCount)
    if matches == 0 { return 0 }
    let swapped = Double(transpositions(a, b, matchedA, matchedB)) / 2
    return (matches / Double(a.count) + matches / Double(b.count) + (matches - swapped) / matches) / 3
  }

  /// Counts the matched bytes that stand in another order.
  private static func transpositions(_ a: [UInt8], _ b: [UInt8], _ matchedA: UInt64, _ matchedB: UInt64) -> Int {
    var (count, other) = (0, 0)
    for index in 0..<a.count where matchedA & (1 << UInt64(index)) != 0 {
      while matchedB & (1 << UInt64(other)) == 0 { other += 1 }
      if a[index] != b[other] { count += 1 }
      other += 1
    }
    return count
  }
}
