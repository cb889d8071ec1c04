import Ecosystem

/// The reference implementation of filters, in the simplest way over records in memory, to compare the store with.
struct NaiveFilter {
  /// The parent of each territory.
  let parents: [String: String]

  func matches(_ record: Record, _ filter: Filter) -> Bool {
    switch filter {
    case .all(let parts): parts.allSatisfy { matches(record, $0) }
    case .any(let parts): parts.contains { matches(record, $0) }
    case .none(let parts): !parts.contains { matches(record, $0) }
    case .compare(let field, let comparison): matches(record[field.id], comparison, field)
    case .near(let point): isNear(record, point)
    // Needs records of other entities; ConsentTests has a reference of its own.
    case .consented: preconditionFailure("no filter of these tests asks for a consent")
    }
  }

  private func matches(_ value: FieldValue, _ comparison: Comparison, _ field: FieldDescription) -> Bool {
    switch comparison {
    case .equal(let wanted): return wanted.contains { equals(value, $0, field) }
    case .unequal(let wanted): return !wanted.contains { equals(value, $0, field) }
    case .less(let bound): return order(value, bound).map { $0 < 0 } ?? false
    case .greaterOrEqual(let bound): return order(value, bound).map { $0 >= 0 } ?? false
    case .lessOrEqual(let bound): return isWithin(value, bound, field) || order(value, bound).map { $0 <= 0 } ?? false
    case .greater(let bound): return !isWithin(value, bound, field) && order(value, bound).map { $0 > 0 } ?? false
    case .like(let patterns): return texts(value).contains { text in patterns.contains { isLike(text, $0) } }
    case .has(let wanted):
      return (value.listValue ?? []).contains { element in wanted.contains { equals(element, $0, field) } }
    case .present(let isPresent): return value.isNull != isPresent
    }
  }

  private func equals(_ value: FieldValue, _ wanted: FieldValue, _ field: FieldDescription) -> Bool {
    if value.isNull { return false }
    if field.textRule?.folds == true { return texts(value).contains { Folding.fold($0) == Folding.fold(wanted.textValue ?? "") } }
    if field.type == .localizedText { return texts(value).contains { wanted == .text($0) } }
    guard field.includesDescendants, var place = value.textValue else { return value == wanted }
    while true {
      if .text(place) == wanted { return true }
      guard let parent = parents[place] else { return false }
      place = parent
    }
  }

  /// Returns less than, equal to or greater than zero, or nil when the two cannot be compared.
  private func order(_ value: FieldValue, _ bound: FieldValue) -> Int? {
    switch (value, bound) {
    case (.text(let a), .text(let b)):
      return a.utf8.lexicographicallyPrecedes(b.utf8) ? -1 : a.utf8.elementsEqual(b.utf8) ? 0 : 1
    case (.map(let a), .map(let b)):
      return a["currency"] == b["currency"] ? order(a["amount"]!, b["amount"]!) : nil
    default:
      guard let a = value.numberValue, let b = bound.numberValue else { return nil }
      return a < b ? -1 : a == b ? 0 : 1
    }
  }

  /// Whether a date is in the year or month of the bound.
  private func isWithin(_ value: FieldValue, _ bound: FieldValue, _ field: FieldDescription) -> Bool {
    guard field.type == .date, let date = value.textValue, let period = bound.textValue else { return false }
    return date.hasPrefix(period)
  }

  private func texts(_ value: FieldValue) -> [String] {
    switch value {
    case .text(let text): [text]
    case .list(let elements): elements.compactMap(\.textValue)
    case .map(let entries): entries.values.compactMap(\.textValue)
    default: []
    }
  }

  private func isLike(_ text: String, _ pattern: String) -> Bool {
    isLike(Array(Folding.fold(text).unicodeScalars)[...], Array(Folding.fold(pattern).unicodeScalars)[...])
  }

  private func isLike(_ text: ArraySlice<Unicode.Scalar>, _ pattern: ArraySlice<Unicode.Scalar>) -> Bool {
    guard let sign = pattern.first else { return text.isEmpty }
    let rest = pattern.dropFirst()
    switch sign {
    case "%": return isLike(text, rest) || (!text.isEmpty && isLike(text.dropFirst(), pattern))
    case "_": return !text.isEmpty && isLike(text.dropFirst(), rest)
    case "\\": return text.first == rest.first && !text.isEmpty && isLike(text.dropFirst(), rest.dropFirst())
    default: return text.first == sign && isLike(text.dropFirst(), rest)
    }
  }

  private func isNear(_ record: Record, _ point: NearPoint) -> Bool {
    guard let lat = record["lat"].numberValue, let lon = record["lon"].numberValue else { return false }
    return SphereDistance.kilometres(lat, lon, point.lat, point.lon) <= point.kilometres
  }
}
