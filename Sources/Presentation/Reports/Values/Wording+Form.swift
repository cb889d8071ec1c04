import Localization

/// The words of forms.
extension Wording {
  var optional: String { said("reports.wording.optional") }
  /// The sentence that a form cannot be filled in where it is read.
  var formElsewhere: String { said("reports.wording.form-elsewhere") }

  /// The text under which the boxes of a long choice are folded.
  func options(_ count: Int) -> String { said("reports.wording.options-counted", ["count": count]) }

  /// A field in one line: its label, whether it may be left out, its options or the value it begins with.
  func described(_ field: FormPlacement.Field) -> String {
    let label = field.label + (field.isRequired ? "" : " (\(optional))")
    let chosen = field.values.map { value in field.control.options.first { $0.value.isExactly(value) }?.label ?? value }
    if !chosen.isEmpty { return label + colon + chosen.joined(separator: ", ") }
    let options = field.control.options.map(\.label)
    guard !options.isEmpty else { return label }
    return label + colon + (options.prefix(Self.optionsMax) + (options.count > Self.optionsMax ? ["…"] : [])).joined(separator: " | ")
  }

  /// The number of options shown in a line.
  private static let optionsMax = 12
}
