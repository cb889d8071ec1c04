import Calendar
import Ecosystem
import Engine
import Localization
import Importing
import Reports
import Store
import WebLink

/// The means to answer a request: the request, its viewer, one snapshot of what exists for the viewer, and the words.
///
/// Used by the one thread that answers the request.
struct PageContext {
  let portal: Portal
  let request: WebRequest
  let viewer: Viewer
  /// The session of the request, and the accounts.
  let visit: Visit
  let transaction: StoreTransaction
  let links: Links
  let values: RecordTexts
  /// Receives what decides for how long the page may be kept.
  let traits: PageTraits
  /// The cache that the pages of a publication share; nil on a server.
  let shared: PublicationCache?

  /// - Parameters:
  ///   - file: the page in a folder of files; nil on a server.
  ///   - shared: what the pages of the folder share.
  init(
    _ portal: Portal, _ request: WebRequest, visit: Visit, viewer: Viewer, transaction: StoreTransaction,
    traits: PageTraits = PageTraits(), file: (any PageFile)? = nil, shared: PublicationCache? = nil
  ) {
    (self.portal, self.request, self.visit, self.viewer, self.transaction) = (portal, request, visit, viewer, transaction)
    (self.traits, self.shared) = (traits, shared)
    let chosen = request.value(Links.languageField).flatMap(Language.init(available:))
    links = Links(language: chosen?.rawValue, file: file)
    values = shared?.texts(in: viewer.language) ?? RecordTexts(transaction, viewer.language)
  }

  var language: Language { viewer.language }
  var schema: Schema { transaction.schema }
  var settings: PortalSettings { portal.settings }
  var format: ValueFormat { ValueFormat(language) }
  /// The day on which the page is asked for, in UTC.
  var today: Day { Day(String(Instant.now().prefix(10))) ?? Day(year: 1970, month: 1, day: 1) }

  /// The viewer as plugins and the log know her; of a page in a file the person who publishes it.
  var pageViewer: PageViewer {
    isFile ? .login(viewer.scope, language: language) : PageViewer(viewer.scope, name: viewer.name, language: language)
  }

  /// Returns a record that exists for the viewer.
  /// - Throws: `PageError.notFound` for any other, and the errors of the store.
  func record(_ id: String, of entity: EntityDescription) throws -> Record {
    // An id of a merged record leads to the one that was kept.
    guard let record = try transaction.get(entity.id, id) else { throw PageError.notFound }
    return record
  }

  /// Returns the purpose for which open data of an entity leave persons out. Below the staff the scope does that by itself.
  func openDataPurpose(of entity: EntityDescription) -> ConsentPurpose? { viewer.isStaff ? OpenData.purpose(of: entity) : nil }

  /// Returns the filter of the records of an entity that are open data.
  func openData(_ entity: EntityDescription) -> Filter { openDataPurpose(of: entity).map(Filter.consented) ?? .everything }

  /// Returns a text of the portal in the viewer's language.
  func text(_ id: String, _ arguments: [String: any ArgumentConvertible] = [:]) -> String {
    Message(id, arguments).text(in: language)
  }

  /// The addresses that links of documents lead to.
  var addresses: PortalAddresses {
    var addresses = PortalAddresses(keeping: links.language.map { [LinkTarget.QueryItem(Links.languageField, $0)] } ?? [])
    addresses.files = links.file.map { file in
      PortalFiles { path, query in file.find(path, query.map { WebRequest.Field($0.name, $0.value) }) }
    }
    return addresses
  }

  /// The addresses of records' pages in files that programs read; nil where none is known.
  var recordPages: RecordPages? {
    if let pages = links.file?.recordPages { return pages }
    return (settings.address ?? (request.origin.isEmpty ? nil : request.origin)).map(RecordPages.portal)
  }

  /// Whether the page is a file, which nobody answers forms of.
  var isFile: Bool { links.file != nil }

  /// The fields of the query that narrow the page: all but those of the language and of the window on the results.
  var filterFields: [WebRequest.Field] {
    request.query.filter { ![Links.languageField, "page"].contains($0.name) && !$0.value.isEmpty }
  }

  /// Returns the address of this page with other fields.
  ///
  /// - Parameters:
  ///   - fields: the new values by name; nil removes a field.
  ///   - path: the path of another page with the same filters.
  func here(_ fields: [String: String?], on path: [String]? = nil) -> String {
    var query = filterFields.filter { fields[$0.name] == nil }
    for (name, value) in fields.sorted(by: { $0.key < $1.key }) { if let value { query.append(WebRequest.Field(name, value)) } }
    return links.to(path ?? request.path, query)
  }

  /// The number of the page of results that is asked for, from 1.
  /// - Throws: `PageError.badField`.
  func pageNumber() throws -> Int {
    guard let text = request.value("page") else { return 1 }
    guard let number = Int(text), (1...10_000).contains(number) else { throw PageError.badField("page") }
    return number
  }
}
