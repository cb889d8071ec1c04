import Ecosystem
import Reports
import Store
import WebLink

/// The map of the actors: the list by territory first, then their places as a drawing. Nothing is asked of another host.
struct MapPage {
  private let context: PageContext

  /// Upper bound of the places drawn.
  private static let pointsMax = 5_000

  init(_ context: PageContext) { self.context = context }

  func response() throws -> PortalResponse {
    guard let entity = context.schema.entity("actor") else { throw PageError.notFound }
    let selection = try RecordSelection(context, entity, fields: DirectoryPage.facets)
    // In a folder of files there is one map; the directory has a view for each value.
    let facets = context.isFile ? .empty : try FacetList(context, selection, fields: ["kind", "categories", "sectors"]).html()
    let (figure, total) = try figure(selection, entity)
    let document = Document(title: context.text("portal.nav.map"), blocks: [.map(figure)])
    let drawing = HTML(trusted: try Renderer.htmlContent(of: document, options: RenderOptions(language: context.language)))
    let territories = try FacetList(context, selection, fields: ["territory"], target: ["actors"]).lists()
    let without = total - figure.points.count
    let note: HTML? = without > 0 ? "<p class=\"note\">\(context.text("portal.map.without-place", ["count": without]))</p>\n" : nil
    let body: HTML = """
      <div class="columns">
      <div>
      \(try ChosenFilters(context, selection).html)\(territories)
      \(drawing)\(note)<p><a class="button plain" href="\(list)">\(context.text("portal.map.as-list"))</a></p>
      </div>
      \(facets)</div>

      """
    return Layout(context).response(title: context.text("portal.nav.map"), body)
  }

  private var list: String { context.links.to(["actors"], context.filterFields) }

  /// The places of the records that have one, coloured by kind, and the number of all records.
  private func figure(_ selection: RecordSelection, _ entity: EntityDescription) throws -> (MapFigure, Int) {
    let fields = entity.fields.filter { ["id", entity.titleField, "kind", "lat", "lon"].contains($0.id) }
    let cursor = try context.transaction.cursor(
      entity.id, Query(filter: try selection.whole(), limit: Self.pointsMax, fields: fields))
    var (groups, points, total): ([String], [MapFigure.Point], Int) = ([], [], 0)
    while let record = try cursor.next() {
      total += 1
      guard let latitude = record["lat"].numberValue, let longitude = record["lon"].numberValue else { continue }
      let kind = try entity.field("kind").flatMap { try context.values.text(record["kind"], $0) } ?? ""
      if !groups.contains(kind) { groups.append(kind) }
      points.append(
        MapFigure.Point(
          label: try context.values.title(of: record, entity), position: MapFigure.Position(latitude: latitude, longitude: longitude),
          group: groups.firstIndex(of: kind)))
    }
    return (MapFigure(title: context.text("portal.map.title"), regions: [], points: points, groups: groups), total)
  }
}
