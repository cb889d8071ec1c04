import Ecosystem
import TextTestSupport

/// Random values of field types, in the form in which the model keeps them.
enum RandomValue {
  static func value(of type: FieldType, _ random: inout SeededRandom) -> FieldValue {
    switch type {
    case .text: .text(text(&random))
    case .longText: .text(text(&random) + "\n" + text(&random))
    case .localizedText: .map(["fr": .text(text(&random)), "nl": .text(text(&random))])
    case .integer(let range): .integer(integer(range, &random))
    case .number(let range): .number(number(range, &random))
    case .boolean: .boolean(Bool.random(using: &random))
    case .date: .text(String(day(&random).prefix([4, 7, 10].randomElement(using: &random)!)))
    case .instant: .text(day(&random) + "T\(two(0...23, &random)):\(two(0...59, &random)):\(two(0...59, &random))Z")
    case .money:
      .map([
        "amount": .integer(.random(in: -1_000_000_000_000...1_000_000_000_000, using: &random)),
        "currency": .text(["EUR", "CHF"].randomElement(using: &random)!),
      ])
    case .url: .text("https://exemple.be/\(Int.random(in: 0...9_999, using: &random))?a=1;b,c&d")
    case .json: .map(["a": .list([1, 2.5, .text(text(&random)), nil]), "b": .boolean(true)])
    case .choice(let words): .text(words.randomElement(using: &random) ?? "")
    case .concept, .reference: .text("code-\(Int.random(in: 0...99, using: &random))")
    case .list(let element): .list((0...Int.random(in: 0...3, using: &random)).map { _ in value(of: element, &random) })
    }
  }

  private static let pieces = [
    "a", "Été", "œuf", "ß", "漫画", "=1+1", "'", "'=2", "\"", ";", ",", "\\", "1.250", "16/05/2024", "-5", "@x", "0x10", "<b>&amp;",
    "_x0041", "TRUE", "1e5", "007", "[a]", "{", "|",
  ]

  private static func text(_ random: inout SeededRandom) -> String {
    let separator = Bool.random(using: &random) ? " " : ""
    return (0...Int.random(in: 0...3, using: &random)).map { _ in pieces.randomElement(using: &random)! }.joined(separator: separator)
  }

  private static func integer(_ range: ClosedRange<Int64>, _ random: inout SeededRandom) -> Int64 {
    let digits = Int.random(in: 1...15, using: &random)
    let bound = (0..<digits).reduce(Int64(1)) { value, _ in value * 10 }
    return Int64.random(in: max(range.lowerBound, -bound)...min(range.upperBound, max(bound, range.lowerBound)), using: &random)
  }

  private static func number(_ range: ClosedRange<Double>, _ random: inout SeededRandom) -> Double {
    let bound = [1.0, 1e3, 1e6, 1e12, 1e300].randomElement(using: &random)!
    let number = Double.random(in: max(range.lowerBound, -bound)...min(range.upperBound, max(bound, range.lowerBound)), using: &random)
    let rounded = (number * 1_000).rounded() / 1_000
    return Bool.random(using: &random) && range.contains(rounded) && rounded.isFinite ? rounded + 0 : number
  }

  private static func day(_ random: inout SeededRandom) -> String {
    "\(Int.random(in: 1_950...2_090, using: &random))-\(two(1...12, &random))-\(two(1...28, &random))"
  }

  private static func two(_ range: ClosedRange<Int>, _ random: inout SeededRandom) -> String {
    let number = Int.random(in: range, using: &random)
    return number < 10 ? "0\(number)" : "\(number)"
  }
}
