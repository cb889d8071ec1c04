import Crypto
import Ecosystem
import Engine
import Foundation
import Localization
import Store
import Synchronization
import WebLink

/// The pages of a workspace: answers requests, each on one snapshot of what exists for its viewer.
///
///     let portal = try Portal(workspace)
///     let response = portal.respond(to: WebRequest(.get, path: ["actors"]))
public final class Portal: Sendable {
  let workspace: Workspace
  let settings: PortalSettings
  /// The style sheet, with the colours of the settings.
  let stylesheet: Asset
  /// The logo; nil without one.
  let logo: Asset?
  /// Pages of plugins, reports and files that are made at once: a part of the links, so that some are left for pages of the host.
  let heavyWork: HeavyWork
  /// Pages of records whose cards are made at once: half of the links, so that cards that take long leave some for other pages.
  let cardWork = HeavyWork(places: WebSupervisor.linksMax / 2, placesPerUser: WebSupervisor.linksMax / 2)
  let cardMutes = CardMutes()
  let outlineCache = OutlineCache()
  private let version: ContentVersion
  /// Tells people from programs that fill in every form.
  let formGuard: FormGuard
  /// Whether pages load themselves again when other code of plugins runs.
  let isDevelopment: Bool
  private let hosts: Mutex<[Language: PluginHost]> = Mutex([:])
  let notice: @Sendable (String) -> Void

  /// - Parameters:
  ///   - isDevelopment: whether pages load themselves again when other code of plugins runs.
  ///   - notice: receives a line for each page that failed, for the log of the host.
  /// - Throws: `EngineError.fileUnreadable` for a logo that cannot be used.
  public convenience init(_ workspace: Workspace, isDevelopment: Bool = false, notice: @escaping @Sendable (String) -> Void) throws {
    let heavyWork = HeavyWork(places: WebSupervisor.linksMax * 3 / 4, placesPerUser: WebSupervisor.linksMax / 4)
    try self.init(workspace, isDevelopment, heavyWork: heavyWork, formGuard: FormGuard(), notice: notice)
  }

  /// Makes a portal with the settings of now, that accepts the forms of another one.
  convenience init(reloading former: Portal) throws {
    try self.init(
      former.workspace, former.isDevelopment, heavyWork: former.heavyWork, formGuard: former.formGuard, notice: former.notice)
  }

  private init(
    _ workspace: Workspace, _ isDevelopment: Bool, heavyWork: HeavyWork, formGuard: FormGuard, notice: @escaping @Sendable (String) -> Void
  ) throws {
    (self.workspace, self.isDevelopment, self.heavyWork, self.formGuard) = (workspace, isDevelopment, heavyWork, formGuard)
    self.notice = notice
    settings = workspace.settings.portal
    stylesheet = Asset(PortalStyle.sheet(accent: settings.accent, dark: settings.accentDark), ending: "css")
    logo = try LogoFile(settings, in: workspace.directory).map { Asset($0) }
    version = try ContentVersion(workspace.store)
  }

  /// The name of the portal.
  var name: String { settings.name ?? workspace.directory.standardizedFileURL.lastPathComponent }

  /// Returns the plugin host whose texts are in a language; made when first used.
  /// - Throws: as `PluginHost.init`.
  func host(_ language: Language) throws -> PluginHost {
    try hosts.withLock { hosts in
      if let host = hosts[language] { return host }
      let host = try PluginHost(workspace: workspace, language: language)
      hosts[language] = host
      return host
    }
  }

  /// Answers a request over a link.
  /// - Throws: `LinkError` when the front has gone or the viewer takes nothing.
  func answer(_ request: WebRequest, over link: LinkSocket) throws {
    switch respond(to: request) {
    case .whole(let head, let body):
      try link.write(.head(head))
      for start in stride(from: 0, to: body.count, by: LinkFrame.blockBytesMax) {
        try link.write(.body(Array(body[start..<min(start + LinkFrame.blockBytesMax, body.count)])))
      }
    case .file(let head, let file):
      try link.write(.head(head))
      for start in stride(from: 0, to: file.byteCount, by: LinkFrame.blockBytesMax) {
        try link.write(.body(try file.read(LinkFrame.blockBytesMax, at: start)))
      }
    case .stream(let head, let body):
      try link.write(.head(head))
      var buffer: [UInt8] = []
      try body { text in
        buffer += text.utf8
        guard buffer.count >= LinkFrame.blockBytesMax else { return }
        try link.write(.body(buffer))
        buffer.removeAll(keepingCapacity: true)
      }
      if !buffer.isEmpty { try link.write(.body(buffer)) }
    }
    try link.write(.end)
  }

  /// Answers a request: every failure is a page in the viewer's language.
  func respond(to request: WebRequest) -> PortalResponse {
    let visit = Visit(request, of: self)
    let viewer = visit.viewer(language(of: request))
    guard request.method == .get, visit.isAnonymous, let versions = try? version.present() else {
      return visit.concluding(respond(to: request, as: viewer, in: visit))
    }
    if let known = request.known, known == versions.host || known == versions.plugins { return .whole(.known, []) }
    let traits = PageTraits()
    let response = spooled(respond(to: request, as: viewer, in: visit, traits: traits), request)
    guard Self.isKept(request), !traits.isTransient else { return response }
    return response.tagged(version: traits.hasPluginWork ? versions.plugins : versions.host)
  }

  /// Returns a response whose body is at hand. A calendar or a file that cannot be written is a failure of the host.
  private func spooled(_ response: PortalResponse, _ request: WebRequest) -> PortalResponse {
    do { return try response.spooled(in: workspace.directory.path) } catch {
      report(error, of: request)
      return .text("", type: "text/plain", status: 503)
    }
  }

  /// Whether the response to a request depends on the workspace and the request alone.
  private static func isKept(_ request: WebRequest) -> Bool {
    !["sign-in", "account", "staff", "assets", DevelopmentScript.path].contains(request.path.first)
  }

  /// Answers a request of a viewer.
  /// - Parameter traits: receives what decides for how long the page may be kept.
  func respond(to request: WebRequest, as viewer: Viewer, in visit: Visit, traits: PageTraits = PageTraits()) -> PortalResponse {
    do {
      let transaction = try workspace.store.begin(.read, for: viewer.scope)
      defer { transaction.rollback() }
      let context = PageContext(self, request, visit: visit, viewer: viewer, transaction: transaction, traits: traits)
      do { return try Router.response(to: request, context) } catch { return failure(error, context) }
    } catch {
      notice("\(request.number) \(error)")
      return .text("", type: "text/plain", status: 503)
    }
  }

  /// Reports a failure that the answer does not depend on.
  func report(_ error: any Error, of request: WebRequest) { notice("\(request.number) \(error)") }

  private func failure(_ error: any Error, _ context: PageContext) -> PortalResponse {
    switch error {
    case PageError.notFound: return ErrorPage.response(404, context)
    case PageError.badField(let name):
      return ErrorPage.response(400, context, detail: context.text("portal.error.bad-field", ["field": name]))
    case let error as EcosystemError: return ErrorPage.response(400, context, detail: error.message(in: context.language))
    case let failure as PageFailure:
      notice("\(failure.invocation ?? context.request.number) \(failure.cause)")
      return ErrorPage.response(500, context, number: failure.invocation)
    case PageError.busy: return ErrorPage.response(503, context)
    case PageError.methodNotAllowed: return ErrorPage.response(405, context)
    default:
      notice("\(context.request.number) \(error)")
      return ErrorPage.response(500, context)
    }
  }

  /// The language of a request: the one its address names, else the best of those the viewer reads, else that of the
  /// workspace, else English.
  private func language(of request: WebRequest) -> Language {
    if let chosen = request.value(Links.languageField).flatMap(Language.init(available:)) { return chosen }
    let read = request.languages.lazy.compactMap { Language(available: String($0.prefix { $0 != "-" }).lowercased()) }
    return read.first ?? workspace.settings.language ?? .en
  }
}

/// A file that pages load, under an address that changes with its content.
struct Asset: Sendable {
  /// The name after `/assets/`, with a part of the SHA-256 of the content.
  let name: String
  let type: String
  let content: [UInt8]

  init(_ text: String, ending: String, type: String = "text/css; charset=utf-8") {
    self.init(Array(text.utf8), ending: ending, type: type)
  }

  private init(_ content: [UInt8], ending: String, type: String) {
    (name, self.type, self.content) = ("\(SHA256.hash(data: content).prefix(8).hexadecimal).\(ending)", type, content)
  }

  init(_ logo: LogoFile) {
    self.init(Array(logo.content), ending: logo.isPNG ? "png" : "svg", type: logo.mediaType)
  }

  var address: String { "/assets/" + name }

  /// The response, which browsers may keep: another content has another address.
  var response: PortalResponse {
    .bytes(content, type: type, more: [WebRequest.Field("cache-control", "public, max-age=31536000, immutable")])
  }
}

extension Sequence<UInt8> {
  /// The bytes as hexadecimal digits.
  var hexadecimal: String { map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }
}
