import Ecosystem
import Engine
import ExactText
import HostAPI
import Localization
import Reports
import Store
import Synchronization
import WebLink

/// The pages of a folder of files: those that are still to be written, and whether a link leads to one of them.
///
/// A link to a page makes the page one of the folder. So every link has its file, and pages that none leads to are seeds.
/// Used by one thread at a time, as its transaction.
final class StaticSite: Sendable {
  /// A page, by the path and the query that the portal knows it by.
  struct Page: Sendable, Hashable {
    var language: Language
    var path: [String]
    var query: [WebRequest.Field] = []

    /// The name of its file.
    var file: String { StaticName.file(path, query, in: language.rawValue) }
  }

  private struct State {
    var waiting: [Page] = []
    var known: Set<String> = []
    var pluginPages: ExactDictionary<Bool> = [:]
    /// Whether the records that were asked for have a page, by the path.
    var records: ExactDictionary<Bool> = [:]
  }

  let portal: Portal
  /// The names of the files of open data.
  let dataFiles: Set<String>
  /// The addresses of records' pages; nil where that of the folder is not known.
  let recordPages: RecordPages?
  let transaction: StoreTransaction
  private let reports: Set<String>
  private let state = Mutex(State())

  /// Upper bound of the pages of plugins, so that a calendar without an end does not fill the disk.
  static let pluginPagesMax = 2_000

  init(_ portal: Portal, dataFiles: Set<String>, recordPages: RecordPages?, transaction: StoreTransaction) throws {
    (self.portal, self.dataFiles, self.recordPages, self.transaction) = (portal, dataFiles, recordPages, transaction)
    let host = try portal.host(.en)
    let entries = try Blocking.run { try await host.entries(.report) }
    reports = Set(entries.filter(\.hasDefaults).map(\.name))
  }

  /// Takes the next page to write; nil when all are written.
  func next() -> Page? { state.withLock { $0.waiting.popLast() } }

  /// Makes a page one of the folder, and returns the name of its file.
  @discardableResult func add(_ page: Page) -> String {
    let name = page.file
    state.withLock { state in
      if state.known.insert(name).inserted { state.waiting.append(page) }
    }
    return name
  }

  /// Returns the name of the file that a link leads to; nil when there is no such page for the public.
  func find(_ page: Page) -> String? {
    let path = page.path
    switch path.first {
    case "p": if !hasPage(page) { return nil }
    case "reports": if path.count == 3, !reports.contains("\(path[1]):\(path[2].prefix { $0 != "." })") { return nil }
    default: if path.count == 2, !hasRecord(page) { return nil }
    }
    return add(page)
  }

  /// Whether a record has a page: the same in each language.
  private func hasRecord(_ page: Page) -> Bool {
    let path = WebPath.text(page.path)
    if let known = state.withLock({ $0.records[path] }) { return known }
    let isFound = findRecord(page)
    state.withLock { $0.records[path] = isFound }
    return isFound
  }

  private func findRecord(_ page: Page) -> Bool {
    let values = RecordTexts(transaction, page.language)
    // A record that cannot be read has no page.
    return transaction.schema.entity(collection: page.path[0]).flatMap { try? values.title(of: page.path[1], in: $0.id) } != nil
  }

  /// Whether a plugin answers with a page. It is run for that, once.
  private func hasPage(_ page: Page) -> Bool {
    guard page.path.count > 1 else { return false }
    let name = page.file
    if let known = state.withLock({ $0.pluginPages[name] }) { return known }
    guard state.withLock({ $0.pluginPages.count }) < Self.pluginPagesMax else { return false }
    var query: ExactDictionary<[String]> = [:]
    for field in page.query { query[field.name, default: []].append(field.value) }
    let viewer = Viewer.anonymous(page.language)
    let request = PageRequest(
      plugin: page.path[1], path: page.path.dropFirst(2).joined(separator: "/"), query: query,
      viewer: PageViewer(viewer.scope, language: page.language))
    // A page that fails is not published; the log of the workspace says why.
    let answer = try? Blocking.run { [portal] in try await portal.host(page.language).page(request) }
    let isPage = if case .page = answer { true } else { false }
    state.withLock { $0.pluginPages[name] = isPage }
    return isPage
  }
}

/// A page in the folder: finds the addresses that its links have.
struct StaticPage: PageFile {
  let site: StaticSite
  let page: StaticSite.Page

  /// Returns the address of a page that is there.
  func address(_ path: [String], _ query: [WebRequest.Field]) -> String {
    relative(site.add(StaticSite.Page(language: page.language, path: path, query: query)))
  }

  /// Returns the address of a page; nil when there is none for the public.
  func find(_ path: [String], _ query: [WebRequest.Field]) -> String? {
    site.find(StaticSite.Page(language: page.language, path: path, query: query)).map(relative)
  }

  /// Returns the address of this page in another language, or of that language's first page.
  func address(in language: Language) -> String {
    relative(
      site.find(StaticSite.Page(language: language, path: page.path, query: page.query))
        ?? site.add(StaticSite.Page(language: language, path: [])))
  }

  /// Returns the address of a file by its name.
  func relative(_ name: String) -> String { StaticName.relative(name, from: page.file) }

  /// Returns the address of a file of open data; nil when it was not published.
  func data(_ name: String) -> String? { site.dataFiles.contains(name) ? relative("data/" + name) : nil }

  /// The addresses of records' pages in the folder.
  var recordPages: RecordPages? { site.recordPages }

  /// The address of the page on the live portal; nil where the settings name none.
  var live: String? { site.portal.settings.address.map { $0 + Links.address(page.path, page.query) } }
}
