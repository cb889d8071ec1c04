import Ecosystem
import Store
import WebLink

/// The directory of actors: words, facets with counts, a list or a table, page by page.
struct DirectoryPage {
  private let context: PageContext

  /// The fields by which the directory is narrowed, in the order of the page.
  static let facets = ["kind", "categories", "sectors", "territory", "skills"]
  private static let pageSize = 30

  init(_ context: PageContext) { self.context = context }

  func response() throws -> PortalResponse {
    guard let entity = context.schema.entity("actor") else { throw PageError.notFound }
    let selection = try RecordSelection(context, entity, fields: Self.facets)
    let count = try selection.count(context.transaction)
    let number = try context.pageNumber()
    let records = try selection.records(
      context.transaction, order: entity.field("name").map { [Query.Order($0)] } ?? [], offset: (number - 1) * Self.pageSize,
      limit: Self.pageSize)
    if records.isEmpty, number > 1 { throw PageError.notFound }
    let facets = try FacetList(context, selection, fields: Self.facets).html()
    let results = try results(records, entity)
    let body: HTML = """
      <div class="columns">
      <div>
      \(search)<div id="list">\(try ChosenFilters(context, selection).html)<p class="meta" role="status">\(countText(count)) \(views)</p>
      \(count == 0 ? empty : results)\(Pager(context, number: number, pageSize: Self.pageSize, count: count).html)</div></div>
      \(facets)</div>

      """
    return Layout(context).response(title: context.text("portal.nav.actors"), body)
  }

  private var search: HTML {
    let kept = context.filterFields.filter { $0.name != "q" }
    return SearchForm(context, path: ["actors"], label: context.text("portal.directory.search"), hidden: kept).html
  }

  private func countText(_ count: Int) -> String {
    if count > RecordSelection.countMax { return context.text("portal.directory.more-than", ["number": RecordSelection.countMax]) }
    return context.text("portal.directory.count", ["count": count])
  }

  private var isTable: Bool { context.request.value("view") == "table" }

  private var views: HTML {
    let filters: HTML =
      "<span class=\"to-filters\">· <a href=\"#\(FacetList.anchor)\">\(context.text("portal.directory.filters"))</a></span>"
    if context.isFile { return context.filterFields.isEmpty ? filters : .empty }
    let name = context.text(isTable ? "portal.directory.as-list" : "portal.directory.as-table")
    let address = context.here(["view": isTable ? nil : "table"])
    return "· <a href=\"\(address)\">\(name)</a> \(filters)"
  }

  private var empty: HTML {
    """
    <p class="empty">\(context.text("portal.directory.empty"))
    <a href="\(context.links.to(["actors"]))">\(context.text("portal.directory.all"))</a></p>

    """
  }

  private func results(_ records: [Record], _ entity: EntityDescription) throws -> HTML {
    isTable ? try table(records, entity) : "<ul class=\"items\">\n\(try records.map { try item($0, entity) })</ul>\n"
  }

  private func item(_ record: Record, _ entity: EntityDescription) throws -> HTML {
    let meta = try ["kind", "categories", "city"].compactMap { name in
      try entity.field(name).flatMap { try context.values.text(record[name], $0) }
    }
    let summary = record["description"].textValue.map { $0.count > 220 ? $0.prefix(200).trimmed + "…" : $0 }
    return """
      <li><h2><a href="\(context.links.to(entity.pagePath(of: record.id)))">\(try context.values.title(of: record, entity))</a></h2>
      <p class="meta">\(meta.joined(separator: " · "))</p>
      \(summary.map { "<p>\($0)</p>" as HTML })</li>

      """
  }

  private func table(_ records: [Record], _ entity: EntityDescription) throws -> HTML {
    let fields = ["kind", "categories", "sectors", "city", "territory"].compactMap(entity.field)
    let heads = ([entity.field(entity.titleField)].compactMap { $0 } + fields).map { field -> HTML in
      "<th scope=\"col\">\(field.label[context.language])</th>"
    }
    let rows = try records.map { record -> HTML in
      let cells = try fields.map { field -> HTML in "<td>\(try context.values.text(record[field.id], field) ?? "")</td>" }
      let title = try context.values.title(of: record, entity)
      return "<tr><th scope=\"row\"><a href=\"\(context.links.to(entity.pagePath(of: record.id)))\">\(title)</a></th>\(cells)</tr>\n"
    }
    let label = context.text("portal.nav.actors")
    return """
      <div class="scroll" role="region" tabindex="0" aria-label="\(label)"><table><thead><tr>\(heads)</tr></thead>
      <tbody>
      \(rows)</tbody></table></div>

      """
  }
}
