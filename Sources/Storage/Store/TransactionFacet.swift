import Ecosystem

/// A part of a transaction's API with one subject, such as the journal or the queue. A property of the transaction returns it; it
/// is valid as long as the transaction.
protocol TransactionFacet {
  var transaction: StoreTransaction { get }
}

extension TransactionFacet {
  var layout: StoreLayout { transaction.layout }
  /// The model with all fields: a facet works for the host.
  var schema: Schema { transaction.layout.schema }

  /// Returns the connection, while the transaction is open.
  func open() throws(StoreError) -> Connection { try transaction.open() }

  /// Returns the connection for a change, and takes the write lock if needed.
  func writable() throws(StoreError) -> Connection { try transaction.writable() }

  /// Runs `body`; ends the transaction when SQLite has rolled it back after an interrupted write or on a full disk.
  func explaining<Result, Failure: Error>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result {
    try transaction.explaining(body)
  }
}
