import Calendar
import Cells
import Ecosystem
import Localization

extension Fuzzer {
  /// A cell of an imported file. The first byte of an input chooses the type of its column.
  static let cell = Fuzzer(name: "cell", bytesMax: 512) { input in
    let types: [FieldType] = [.anyInteger, .anyNumber, .boolean, .list(.text), .json, .text, .date, .instant]
    let contents = types.map { CellContent.value($0) } + [.amount, .cents, .currency]
    let choice = Int(input.first ?? 0)
    guard let text = String(validating: input.dropFirst(), as: UTF8.self) else { return }
    let content = contents[choice / 2 % contents.count]
    var survey = ColumnSurvey(content)
    survey.take(text, line: 1)
    let fallback = ColumnConvention(decimalMark: choice.isMultiple(of: 2) ? .comma : .point, dateOrder: .dmy)
    let reader = CellReader(content, (try? survey.convention()) ?? fallback)
    let read: FieldValue
    do throws(CellProblem) { read = try reader.value(text, column: "column", zone: WallClock.utc) } catch {
      return try RefusalText.check(texts: Language.all.map { error.reason(in: $0) }, of: input)
    }
    guard case .value(let type) = content else { return }
    let value = try ValueFuzzing.canonical(read, type, of: input)
    if let number = value?.numberValue { try Finding.unless(number.isFinite, "a number that is none: \(number)") }
  }
}
