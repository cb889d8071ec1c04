import Ecosystem
import Store
import WebLink

/// The records of an entity, for the staff: found by words, by their standing, or all, each with a link to its form.
struct StaffRecordList {
  private let staff: StaffPages
  private let entity: EntityDescription
  private var context: PageContext { staff.context }
  private static let pageSize = 50

  init(_ staff: StaffPages, _ entity: EntityDescription) { (self.staff, self.entity) = (staff, entity) }

  func response() throws -> PortalResponse {
    let selection = try RecordSelection(context, entity, fields: ["standing"])
    let (count, number) = (try selection.count(context.transaction), try context.pageNumber())
    let order = entity.field(entity.titleField).flatMap { $0.type == .localizedText ? nil : [Query.Order($0)] } ?? []
    let records = try selection.records(context.transaction, order: order, offset: (number - 1) * Self.pageSize, limit: Self.pageSize)
    if records.isEmpty, number > 1 { throw PageError.notFound }
    let items = try records.map(item)
    let add: HTML =
      "<p><a class=\"button\" href=\"\(staff.address(["records", entity.id, StaffPages.new]))\">\(context.text("portal.staff.add"))</a></p>\n"
    let empty: HTML = "<p class=\"empty\">\(context.text("portal.staff.no-records"))</p>\n"
    let list: HTML = items.isEmpty ? empty : "<ul class=\"items\">\n\(items)</ul>\n"
    let pager = Pager(context, number: number, pageSize: Self.pageSize, count: count).html
    return staff.layout(
      title: entity.plural[context.language], lead: "<p class=\"meta\">\(entity.doc[context.language])</p>\n",
      "\(search)\(add)\(list)\(pager)")
  }

  private var search: HTML {
    guard !entity.searchFields.isEmpty else { return .empty }
    let kept = context.filterFields.filter { $0.name != "q" }
    return SearchForm(context, path: context.request.path, label: context.text("portal.staff.search"), hidden: kept).html
  }

  private func item(_ record: Record) throws -> HTML {
    let title = try context.values.title(of: record, entity)
    let standing = record["standing"].textValue.map { ChoiceWords.text($0, context.language) }
    let details = [record.id == title ? nil : record.id, standing].compactMap { $0 }.joined(separator: " · ")
    return """
      <li><h3><a href="\(staff.address(["records", entity.id, record.id]))">\(title)</a></h3>
      <p class="meta">\(details)</p></li>

      """
  }
}
