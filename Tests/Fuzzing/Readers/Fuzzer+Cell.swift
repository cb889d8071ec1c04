import Ecosystem
import Localization

@testable import Importing

extension Fuzzer {
  /// A cell of an imported file. The first byte of an input chooses the type of its column.
  static let cell = Fuzzer(name: "cell", bytesMax: 512) { input in
    let types: [FieldType] = [.anyInteger, .anyNumber, .boolean, .list(.text), .json, .text, .date, .money]
    let choice = Int(input.first ?? 0)
    guard let text = String(validating: input.dropFirst(), as: UTF8.self) else { return }
    let reading = CellReading(allowsDecimalComma: choice.isMultiple(of: 2))
    let type = types[choice / 2 % types.count]
    let read: FieldValue
    do throws(CellProblem) { read = try reading.value(text, type, column: "column") } catch {
      return try RefusalText.check(texts: Language.all.map { error.reason(in: $0) }, of: input)
    }
    let value = try ValueFuzzing.canonical(read, type, of: input)
    if let number = value?.numberValue { try Finding.unless(number.isFinite, "a number that is none: \(number)") }
  }
}
