import Calendar
import Ecosystem
import Engine
import Feeds
import Foundation
import Localization
import Store

/// Publishes the open data of a workspace as files in a folder, in every format that fits, with a catalogue (DCAT-AP) and checksums.
///
/// All files are read in one transaction. Only what changed since the last publication is rewritten; files of what was withdrawn are
/// removed. Records whose persons have not consented to the directory are left out.
public struct Publication {
  /// The readers of a publication, and its description.
  public struct Options: Sendable {
    /// The readers.
    public var scope = ReadScope(.public, includesExamples: false)
    /// The licence of the whole, as an address or a name.
    public var licence: String?
    /// The address of the folder; nil leaves the names of files relative.
    public var base: String?
    /// The addresses of records' pages; nil for those of the portal that the settings name.
    public var pages: RecordPages?
    public var title: String?
    public var publisher: String?

    public init() {}
  }

  /// The files that were written, left and removed, and the number of records.
  public struct Outcome: Sendable, Hashable {
    public var written: [String]
    public var unchanged: [String]
    public var removed: [String]
    public var records: Int
    /// Whether a record has a value in a personal field.
    public var isPersonal: Bool
  }

  private let host: PluginHost
  private let options: Options
  private let folder: URL
  private let startedAt = Instant.now()

  /// - Parameter folder: the folder, which is made where it does not exist.
  public init(host: PluginHost, folder: URL, options: Options) {
    (self.host, self.folder) = (host, folder)
    var options = options
    options.scope = options.scope.consented(to: .directory)
    self.options = options
  }

  /// Publishes, and logs that.
  ///
  /// - Throws: `EngineError.pathUnusable` for a folder or file that cannot be written, or a file under the name of one that was not
  ///   published.
  public func run() throws -> Outcome {
    let transaction = try host.workspace.store.begin(.read, for: options.scope)
    defer { transaction.rollback() }
    var files = try PublishedFiles(folder, now: startedAt)
    var (datasets, records, isPersonal) = ([DataCatalogue.Dataset](), 0, false)
    for id in OpenData.entities {
      guard let entity = transaction.schema.entity(id), case let count = try count(entity, in: transaction), count > 0 else { continue }
      records += count
      datasets.append(try write(entity, to: &files, &isPersonal, in: transaction))
    }
    transaction.rollback()
    try writeLists(catalogue(datasets), to: &files)
    try files.finish()
    host.workspace.note(.export, name: "publication \(options.scope.audience.rawValue)", startedAt: startedAt)
    return Outcome(
      written: files.written, unchanged: files.unchanged, removed: files.removed, records: records, isPersonal: isPersonal)
  }

  /// Counts the records of an entity that are published.
  private func count(_ entity: EntityDescription, in transaction: StoreTransaction) throws -> Int {
    try transaction.count(entity.id, OpenData.listed(entity))
  }

  /// Writes the catalogue and the checksums.
  private func writeLists(_ catalogue: DataCatalogue, to files: inout PublishedFiles) throws {
    try files.write("catalogue.jsonld") { try $0(catalogue.json.json + "\n") }
    let sums = files.entries.sortedByKey.map { "\($0.value.sha256)  \($0.key)\n" }.joined()
    try files.write("SHA256SUMS") { try $0(sums) }
  }

  private func write(
    _ entity: EntityDescription, to files: inout PublishedFiles, _ isPersonal: inout Bool, in transaction: StoreTransaction
  ) throws -> DataCatalogue.Dataset {
    var distributions: [DataCatalogue.Distribution] = []
    for form in OpenData.forms(of: entity) {
      let name = "\(entity.collection).\(form.ending)"
      try files.write(name) { deliver in
        if try write(entity, as: form, in: transaction, deliver) { isPersonal = true }
      }
      guard let entry = files.entries[name] else { continue }
      distributions.append(
        DataCatalogue.Distribution(
          file: name, mediaType: form.mediaType, bytes: entry.bytes, sha256: entry.sha256, modified: entry.modified))
    }
    let modified = distributions.map(\.modified).max() ?? ""
    return DataCatalogue.Dataset(
      id: entity.collection, title: entity.label[host.language], description: entity.doc[host.language], modified: modified,
      distributions: distributions)
  }

  /// Writes a file.
  ///
  /// - Returns: whether a record of a table has a value in a personal field; false for a feed, whose records are in the tables too.
  private func write(
    _ entity: EntityDescription, as form: OpenData.Form, in transaction: StoreTransaction, _ deliver: (String) throws -> Void
  ) throws -> Bool {
    let purpose = OpenData.purpose(of: entity)?.rawValue
    switch form {
    case .table(let format):
      var chosen = RecordExport.Options()
      chosen.leavesOutBookkeeping = true
      chosen.style.guardsFormulas = true
      return try RecordExport(host: host, entity: entity.id, format: format, options: chosen, for: options.scope)
        .run(filter: .map([:]), purpose: purpose, in: transaction, to: deliver)
    case .feed(let format):
      var chosen = FeedExport.Options()
      (chosen.licence, chosen.entriesMax, chosen.hasSessions) = (options.licence, OpenData.entriesMax, entity.id == "event")
      (chosen.audience, chosen.purpose, chosen.pages) = (options.scope, purpose, options.pages)
      _ = try FeedExport(host: host, entity: entity.id, format: format, options: chosen)
        .run(filter: .map([:]), in: transaction, to: deliver)
      return false
    }
  }

  /// The address of the folder with `/` at its end.
  private var base: String? { options.base.map { $0.hasSuffix("/") ? $0 : $0 + "/" } }

  private func catalogue(_ datasets: [DataCatalogue.Dataset]) -> DataCatalogue {
    let title = options.title ?? Message("importing.publication.title").text(in: host.language)
    var catalogue = DataCatalogue(
      title: title, description: Message("importing.publication.description").text(in: host.language),
      publisher: options.publisher ?? title, language: host.language.rawValue, modified: datasets.map(\.modified).max() ?? "")
    (catalogue.licence, catalogue.base, catalogue.datasets) = (options.licence, base, datasets)
    return catalogue
  }
}
