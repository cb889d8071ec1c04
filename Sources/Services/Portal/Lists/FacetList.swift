import Ecosystem
import Store
import WebLink

/// The facets of a selection: the values of some fields with the number of records that have each, every one a link that narrows.
struct FacetList {
  private let context: PageContext
  private let selection: RecordSelection
  private let fields: [String]
  private let target: [String]

  /// Upper bound of the values shown of one facet; the most frequent ones.
  private static let valuesMax = 40
  /// The values shown without unfolding.
  private static let valuesOpen = 8

  /// - Parameter target: the path of the page that the links lead to; nil for the present page.
  init(_ context: PageContext, _ selection: RecordSelection, fields: [String], target: [String]? = nil) {
    (self.context, self.selection, self.fields) = (context, selection, fields)
    self.target = target ?? context.request.path
  }

  /// The facets beside the results, under a heading that the link above the results leads to.
  func html() throws -> HTML {
    let lists = try lists()
    if lists.isEmpty { return .empty }
    return """
      <div class="facets" id="\(Self.anchor)" role="group" aria-label="\(context.text("portal.directory.filters"))">
      \(lists)</div>

      """
  }

  /// The id of the facets on the page.
  static let anchor = "filters"

  /// The facets alone.
  func lists() throws -> HTML {
    // In a folder of files each view is narrowed by one filter; the search narrows by more.
    if context.isFile, !selection.chosen.isEmpty { return .empty }
    let filter = try selection.whole()
    return try fields.compactMap { selection.entity.field($0) }.flatMap { field in
      // A filter on a territory finds what lies in it: counts by level are those of the lists they lead to.
      guard field.includesDescendants else { return [try facet(field, by: field.id, title: field.label[context.language], filter: filter)] }
      return try ["region", "province"].map { level in
        try facet(field, by: "\(field.id):\(level)", title: context.text("portal.directory.\(level)"), filter: filter)
      }
    }.joined(by: .empty)
  }

  /// - Parameter key: the key by which records are grouped: the field, or a level of its territories.
  private func facet(_ field: FieldDescription, by key: String, title: String, filter: Filter) throws -> HTML {
    let values = try values(key, filter)
    guard !values.isEmpty else { return .empty }
    let items = try values.map { try item($0.value, count: $0.count, of: field) }
    let more = items.dropFirst(Self.valuesOpen)
    let summary = context.text("portal.directory.more-values", ["count": more.count])
    let rest: HTML? = more.isEmpty ? nil : "<details><summary>\(summary)</summary><ul>\n\(Array(more))</ul></details>\n"
    return "<h2>\(title)</h2>\n<ul>\n\(Array(items.prefix(Self.valuesOpen)))</ul>\n\(rest)"
  }

  private func values(_ key: String, _ filter: Filter) throws -> [(value: FieldValue, count: Int)] {
    var query = try GroupQuery(
      [:], options: .map(["by": .text(key), "count": true, "order": "-count", "limit": .integer(Int64(Self.valuesMax + 1))]),
      for: selection.entity, in: context.schema)
    query.filter = filter
    var values: [(value: FieldValue, count: Int)] = []
    try context.transaction.eachGroup(selection.entity.id, query) { group in
      if let key = group.keys.first, !key.isNull { values.append((key, group.count)) }
      return true
    }
    return Array(values.prefix(Self.valuesMax))
  }

  private func item(_ value: FieldValue, count: Int, of field: FieldDescription) throws -> HTML {
    let text = try context.values.text(value, field) ?? ""
    let number = context.format.integer(Int64(count))
    let key = value.textValue ?? ""
    let language = try context.values.otherLanguage(of: value, field).map { code -> HTML in " lang=\"\(code.rawValue)\"" }
    let content: HTML = "<span\(language)>\(text)</span> <span class=\"count\">\(number)</span>"
    if context.request.value(field.id) == key { return "<li><strong aria-current=\"true\">\(content)</strong></li>\n" }
    return "<li><a href=\"\(context.here([field.id: key], on: target))\">\(content)</a></li>\n"
  }
}
