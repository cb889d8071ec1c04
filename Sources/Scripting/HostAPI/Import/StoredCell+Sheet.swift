import Cells
import Sheets

extension StoredCell {
  /// A cell of a sheet; nil for one of text, which is read like a cell of CSV.
  public init?(_ value: SheetValue) {
    self.init(text: value.text)
    switch value {
    case .text: return nil
    case .number(let stored):
      (plain, number, serialDate, currency) = (stored.plainText, stored.value, stored.serialDate, stored.currency)
    case .boolean, .date: break
    case .error: failure = .error
    case .formulaWithoutValue: failure = .formulaWithoutValue
    }
  }
}
