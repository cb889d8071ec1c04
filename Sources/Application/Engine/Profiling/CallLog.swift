import HostAPI
import Lua
import Store

/// Writes a line for each call of a host function, with the SQL statements that it ran and their query plans.
///
///     demo/init.lua:12: grappe.actors.find: 40 rows, 1.3 ms
///         SELECT … FROM actor WHERE … (40 µs)
///           SEARCH actor USING INDEX actor_city (city=?)
public final class CallLog: Sendable {
  private let write: @Sendable (String) -> Void

  /// - Parameter write: receives each line.
  public init(_ write: @escaping @Sendable (String) -> Void) { self.write = write }

  /// An observer of the calls in one transaction.
  ///
  /// - Throws: `StoreError.closed` when the transaction has ended.
  func observer(of transaction: StoreTransaction) throws -> any HostCallObserver {
    try transaction.traceStatements()
    return Observer(log: self, transaction: transaction)
  }

  private final class Observer: HostCallObserver {
    private let log: CallLog
    private let transaction: StoreTransaction

    init(log: CallLog, transaction: StoreTransaction) { (self.log, self.transaction) = (log, transaction) }

    func hostFunctionReturned(_ observed: ObservedCall, _ call: borrowing HostCall) {
      let statements = transaction.takeTracedStatements()
      let place = call.caller.map { "\($0.chunk):\($0.line): " } ?? ""
      log.write("\(place)\(observed.name): \(observed.rows) rows, \(Self.duration(observed.nanoseconds))")
      for statement in statements {
        let runs = statement.count == 1 ? "" : "\(statement.count) × "
        log.write("    \(runs)\(statement.sql) (\(Self.duration(statement.nanoseconds)))")
        for line in statement.plan { log.write("      \(line)") }
      }
    }

    private static func duration(_ nanoseconds: Int64) -> String {
      nanoseconds < 1_000_000 ? "\(nanoseconds / 1_000) µs" : "\(nanoseconds / 1_000_000).\(nanoseconds / 100_000 % 10) ms"
    }
  }
}

/// Passes each call on to several observers.
final class HostCallObservers: HostCallObserver {
  private let observers: [any HostCallObserver]

  init(_ observers: [any HostCallObserver]) { self.observers = observers }

  func hostFunctionReturned(_ observed: ObservedCall, _ call: borrowing HostCall) {
    for observer in observers { observer.hostFunctionReturned(observed, call) }
  }
}
