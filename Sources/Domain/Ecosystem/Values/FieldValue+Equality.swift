/// Values are equal where their bytes are: a text that was only normalised differently has changed.
extension FieldValue: Hashable {
  public static func == (left: FieldValue, right: FieldValue) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.boolean(let left), .boolean(let right)): left == right
    case (.integer(let left), .integer(let right)): left == right
    case (.number(let left), .number(let right)): left == right
    case (.text(let left), .text(let right)): left.isExactly(right)
    case (.list(let left), .list(let right)): left == right
    case (.map(let left), .map(let right)): left == right
    default: false
    }
  }

  public func hash(into hasher: inout Hasher) {
    switch self {
    case .null: hasher.combine(0)
    case .boolean(let boolean): hasher.combine(boolean)
    case .integer(let integer): hasher.combine(integer)
    case .number(let number): hasher.combine(number)
    case .text(let text): ExactString(text).hash(into: &hasher)
    case .list(let elements): hasher.combine(elements)
    case .map(let entries): hasher.combine(entries)
    }
  }
}
