import Calendar
import Engine
import HostAPI
import Store
import Synchronization

/// The transactions of an importer that is run in batches, one after the other. Each is an operation of its own in the log.
final class ImportBatches: ImportBatching, Sendable {
  let rowsPerBatch: Int
  private let host: PluginHost
  private let plugin: String
  private let entry: String
  private let state: Mutex<(transaction: StoreTransaction, startedAt: String)>

  /// - Parameters:
  ///   - transaction: the first transaction.
  ///   - rows: the number of rows read in one transaction; nil to keep the first one.
  init(_ transaction: StoreTransaction, of plugin: LoadedPlugin, entry: String, rows: Int?, host: PluginHost) {
    self.plugin = plugin.name
    self.entry = entry
    self.host = host
    rowsPerBatch = max(1, rows ?? .max)
    state = Mutex((transaction, Instant.now()))
  }

  /// The transaction of the present batch.
  var transaction: StoreTransaction { state.withLock { $0.transaction } }

  func commitBatch() async throws {
    let (former, startedAt) = state.withLock { ($0.transaction, $0.startedAt) }
    if former.changeCount > 0 {
      let record = InvocationRecord(.importer, plugin: plugin, name: entry, startedAt: startedAt, rowsWritten: former.changeCount)
      _ = try host.log(record, in: former)
    }
    try former.commit()
    let next = try await host.beginWriting(.importer, plugin, name: entry, for: .admin)
    next.queue.eventSource = plugin
    try next.queue.continueOrigin(of: former)
    state.withLock { $0 = (next, Instant.now()) }
  }
}
