/// The queue of a transaction: events it records, their deliveries to listeners, cascades, and jobs.
public struct StoreQueue: TransactionFacet {
  package let transaction: StoreTransaction

  /// The plugin whose code runs in this transaction, or `admin`, as events name it.
  public var eventSource: String {
    get { transaction.events.source }
    nonmutating set { transaction.events.source = newValue }
  }

  /// Number of events recorded so far.
  public var eventCount: Int { transaction.events.count }
}

extension StoreTransaction {
  /// The queue of events, deliveries and jobs.
  public var queue: StoreQueue { StoreQueue(transaction: self) }
}
