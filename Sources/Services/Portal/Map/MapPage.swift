import Ecosystem
import Store
import WebLink

/// The map of the actors: the list by territory first, then a drawing for each country. Nothing is asked of another host.
///
/// The drawings are made here, with the number of actors in each outline. A script adds the marks that can be zoomed, from the places in
/// `/map.json`.
struct MapPage {
  private let context: PageContext

  init(_ context: PageContext) { self.context = context }

  func response() throws -> PortalResponse {
    let selection = try selection()
    // In a folder of files there is one map; the directory has a view for each value.
    let facets = context.isFile ? .empty : try FacetList(context, selection, fields: ["kind", "categories", "sectors"]).html()
    let territories = try FacetList(context, selection, fields: ["territory"], target: ["actors"]).lists()
    let points = try MapPoints(context, selection)
    let body: HTML = """
      <div class="columns">
      <div>
      \(try ChosenFilters(context, selection).html)\(territories)
      \(try drawings(selection, points))\(notes(points))
      <p><a class="button plain" href="\(list)">\(context.text("portal.map.as-list"))</a></p>
      </div>
      \(facets)</div>

      """
    return Layout(context).response(title: context.text("portal.nav.map"), body, script: MapScript.asset)
  }

  /// The places of the same records for the script: as JSON, or in a folder of files as a script that hands it over.
  func data(isScript: Bool) throws -> PortalResponse {
    let json = try MapPoints(context, try selection()).json
    return isScript
      ? .text("grappeMap(\(json));\n", type: "text/javascript; charset=utf-8")
      : .text(json, type: "application/json", more: [WebRequest.Field("cache-control", "no-cache")])
  }

  private func selection() throws -> RecordSelection {
    guard let entity = context.schema.entity("actor") else { throw PageError.notFound }
    return try RecordSelection(context, entity, fields: DirectoryPage.facets)
  }

  private var list: String { context.links.to(["actors"], context.filterFields) }

  private func drawings(_ selection: RecordSelection, _ points: MapPoints) throws -> HTML {
    let counts = try TerritoryCounts(context, selection)
    let panels = try MapPanel.panels(of: try context.portal.outlines(for: context), counts, points, in: context)
    if panels.isEmpty { return .empty }
    let data = context.links.plain([context.isFile ? "map.js" : "map.json"], context.filterFields)
    let words = self.words.map { name, text -> HTML in " data-\(HTML(trusted: name))=\"\(text)\"" }
    let drawings = try panels.map { try MapDrawing(context, $0, points: points).html }
    return "<div id=\"map\" data-points=\"\(data)\" data-page=\"\(MapPoints.pageAddress(context))\"\(words)>\n\(drawings)</div>\n"
  }

  /// The words of the script, by the names of their attributes; it fills in what stands in braces.
  private var words: [(String, String)] {
    [
      ("in", context.text("portal.map.zoom-in")), ("out", context.text("portal.map.zoom-out")), ("whole", context.text("portal.map.whole")),
      ("left", context.text("portal.map.left")), ("right", context.text("portal.map.right")), ("up", context.text("portal.map.up")),
      ("down", context.text("portal.map.down")), ("many", context.text("portal.map.many", ["count": "{count}", "names": "{names}"])),
      ("here", context.text("portal.map.here", ["count": "{count}"])),
    ]
  }

  private func notes(_ points: MapPoints) -> HTML {
    let without: HTML? =
      points.withoutPlace > 0
      ? "<p class=\"note\">\(context.text("portal.map.without-place", ["count": points.withoutPlace]))</p>\n" : nil
    let more: HTML? =
      points.isTruncated ? "<p class=\"note\">\(context.text("portal.map.too-many", ["number": MapPoints.pointsMax]))</p>\n" : nil
    return "\(without)\(more)"
  }
}
