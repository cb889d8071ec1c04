extension FieldValue {
  /// The path of a number that JSON cannot write, NaN or an infinity: `rows.3.rate`, empty for the value itself; nil where none does.
  public var nonFinitePath: String? {
    switch self {
    case .number(let number): number.isFinite ? nil : ""
    case .list(let elements): Self.path(elements.enumerated().lazy.map { ("\($0 + 1)", $1) })
    case .map(let entries): Self.path(entries.sortedByKey.lazy.map { ($0.key, $0.value) })
    default: nil
    }
  }

  private static func path(_ members: some Sequence<(String, FieldValue)>) -> String? {
    for (name, value) in members {
      if let rest = value.nonFinitePath { return rest.isEmpty ? name : "\(name).\(rest)" }
    }
    return nil
  }
}
