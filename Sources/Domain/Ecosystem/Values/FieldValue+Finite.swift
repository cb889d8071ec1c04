extension FieldValue {
  /// The path of a number that JSON cannot write, NaN or an infinity: `rows.3.rate`, empty for the value itself; nil where none does.
  public var nonFinitePath: String? {
    // Nearly every value is finite: only one that is not has its keys sorted.
    isFinite ? nil : firstNonFinitePath
  }

  private var isFinite: Bool {
    switch self {
    case .number(let number): number.isFinite
    case .list(let elements): elements.allSatisfy(\.isFinite)
    case .map(let entries): entries.values.allSatisfy(\.isFinite)
    default: true
    }
  }

  private var firstNonFinitePath: String? {
    switch self {
    case .number(let number): number.isFinite ? nil : ""
    case .list(let elements): Self.path(elements.enumerated().lazy.map { ("\($0 + 1)", $1) })
    case .map(let entries): Self.path(entries.sortedByKey.lazy.map { ($0.key, $0.value) })
    default: nil
    }
  }

  private static func path(_ members: some Sequence<(String, FieldValue)>) -> String? {
    for (name, value) in members {
      if let rest = value.firstNonFinitePath { return rest.isEmpty ? name : "\(name).\(rest)" }
    }
    return nil
  }
}
