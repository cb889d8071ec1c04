import Ecosystem
import WebLink

/// Finds the page of a path.
enum Router {
  /// Returns the response to a request.
  /// - Throws: `PageError`, `EcosystemError` for values that fit no field, and the errors of the store and of plugins.
  static func response(to request: WebRequest, _ context: PageContext) throws -> PortalResponse {
    if request.method == .post { return try post(request.path, context) }
    switch request.path.first {
    case nil: return try HomePage(context).response()
    case "assets": return try asset(request.path, context)
    case "api": return try API(context).response(Array(request.path.dropFirst()))
    case "reports": return try report(request.path, context)
    case "p": return try plugin(request.path, context)
    case "data": return try data(request.path, context)
    case "sign-in": return try SignInPages(context).page(Array(request.path.dropFirst()))
    case "account": return try AccountPage(context).page(Array(request.path.dropFirst()))
    case "staff": return try StaffPages(context).page(Array(request.path.dropFirst()))
    default: return try request.path.count == 1 ? page(request.path[0], context) : record(request.path, context)
    }
  }

  /// The pages with one segment.
  private static func page(_ name: String, _ context: PageContext) throws -> PortalResponse {
    switch name {
    case "actors": return try DirectoryPage(context).response()
    case "events": return try AgendaPage(context).response()
    case "events.ics": return try entity("event", as: .ics, in: context)
    case "changes.atom": return try entity("actor", as: .atom, in: context)
    case "map": return try MapPage(context).response()
    case DevelopmentScript.path where context.portal.isDevelopment: return try DevelopmentScript.response(context)
    case "map.json": return try MapPage(context).data(isScript: false)
    case "map.js" where context.isFile: return try MapPage(context).data(isScript: true)
    case "funding": return try FundingPage(context).response()
    case "robots.txt": return SiteFiles(context).robots()
    case "sitemap.xml": return try SiteFiles(context).sitemap()
    default:
      guard let statement = Statement(rawValue: name) else { throw PageError.notFound }
      return StatementPages(context).response(statement)
    }
  }

  private static func entity(_ id: String, as form: EntityForm, in context: PageContext) throws -> PortalResponse {
    guard let entity = context.schema.entity(id) else { throw PageError.notFound }
    return try EntityOutput(context, entity, as: form).response(isDownload: false)
  }

  private static func report(_ path: [String], _ context: PageContext) throws -> PortalResponse {
    switch path.count {
    case 1: try ReportPages(context).list()
    case 3: try ReportPages(context).report(path[1], path[2])
    default: throw PageError.notFound
    }
  }

  private static func plugin(_ path: [String], _ context: PageContext) throws -> PortalResponse {
    guard path.count > 1 else { throw PageError.notFound }
    return try PluginPages(context).page(path[1], Array(path.dropFirst(2)))
  }

  /// The pages that change something. A form of a session that has ended does nothing.
  private static func post(_ path: [String], _ context: PageContext) throws -> PortalResponse {
    if context.visit.hasEnded { return SignInPages(context).ended() }
    switch path.first {
    case "sign-in": return try SignInPages(context).submit(Array(path.dropFirst()))
    case "account": return try AccountPage(context).submit(Array(path.dropFirst()))
    case "staff": return try StaffPages(context).submit(Array(path.dropFirst()))
    default: return try form(path, context)
    }
  }

  private static func form(_ path: [String], _ context: PageContext) throws -> PortalResponse {
    if path.count == 3, path[2] == CorrectionPage.segment { return try CorrectionPage(context, path).submit() }
    if path.count == 5 { return try RecordActionPage(context, path: path).submit() }
    guard path.count == 4, path[0] == "p", path[2] == "forms" else { throw PageError.notFound }
    return try PluginPages(context).submit(path[1], path[3])
  }

  private static func data(_ path: [String], _ context: PageContext) throws -> PortalResponse {
    switch path.count {
    case 1: try OpenDataPage(context).response()
    case 2: try OpenDataPage(context).file(path[1])
    default: throw PageError.notFound
    }
  }

  private static func asset(_ path: [String], _ context: PageContext) throws -> PortalResponse {
    let assets = [context.portal.stylesheet, context.portal.logo, MapScript.asset, DevelopmentScript.asset].compactMap { $0 }
    guard path.count == 2, let asset = assets.first(where: { $0.name == path[1] }) else { throw PageError.notFound }
    return asset.response
  }

  private static func record(_ path: [String], _ context: PageContext) throws -> PortalResponse {
    if path.count == 3, path[2] == CorrectionPage.segment { return try CorrectionPage(context, path).page() }
    if path.count == 5 { return try RecordActionPage(context, path: path).page() }
    guard path.count == 2, let entity = context.schema.entity(collection: path[0]) else { throw PageError.notFound }
    return try RecordPage(context, entity).response(path[1])
  }
}
