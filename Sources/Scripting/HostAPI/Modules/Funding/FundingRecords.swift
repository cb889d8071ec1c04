import Calendar
import Ecosystem
import Funding
import Localization
import Lua
import Store

/// Reads the records that a question about funding needs. Each is charged to the call while it is read, as a row and as memory.
struct FundingRecords {
  let context: HostContext
  let transaction: StoreTransaction
  private let account: CallAccount

  /// The records for one host call; not to be used after it.
  init(_ context: HostContext, for call: borrowing HostCall) throws {
    self.context = context
    transaction = try context.transaction()
    account = CallAccount(of: call)
  }

  /// Returns the records of a filter written as plain data.
  ///
  /// - Parameter fields: the fields read; nil for all.
  /// - Throws: also `APIUsageError` over a limit; the task is killed by then.
  func all(_ entity: String, where filter: FieldValue = [:], fields: [String]? = nil) throws -> [Record] {
    let description = try transaction.schema.requireEntity(entity)
    let asked = try fields?.map { name throws(EcosystemError) in try description.requireField(name) }
    let cursor = try transaction.cursor(entity, Query(filter: try Filter(filter, for: description), fields: asked))
    var records: [Record] = []
    while let record = try cursor.next() {
      try charge(record)
      records.append(record)
    }
    return records
  }

  /// Counts the records of a filter.
  func count(_ entity: String, where filter: FieldValue) throws -> Int {
    try transaction.count(entity, try Filter(filter, for: try transaction.schema.requireEntity(entity)))
  }

  /// Returns the record of an id.
  ///
  /// - Throws: as `all`.
  func one(_ entity: String, _ id: String, fields: [String]? = nil) throws -> Record? {
    let record = try transaction.get(entity, id, fields: fields)
    try record.map(charge)
    return record
  }

  /// Returns the records of a filter, by the value of a reference.
  ///
  /// - Throws: as `all`.
  func grouped(_ entity: String, where filter: FieldValue, by field: String) throws -> [String: [Record]] {
    Dictionary(grouping: try all(entity, where: filter)) { $0[field].textValue ?? "" }
  }

  /// Returns the parents of the records of an entity, by id.
  ///
  /// - Throws: as `all`.
  func parents(_ entity: String, where filter: FieldValue = [:]) throws -> ExactDictionary<String> {
    var parents: ExactDictionary<String> = [:]
    for record in try all(entity, where: filter, fields: ["id", "parent"]) {
      if let parent = record["parent"].textValue { parents[record.id] = parent }
    }
    return parents
  }

  /// Returns the rules of one call, or of all, without those proposed; those that cannot be read are set aside.
  ///
  /// - Throws: as `all`.
  func rules(of call: String?) throws -> RuleBook {
    var (ruleSets, setAside): ([RuleSet], [RuleBook.SetAside]) = ([], [])
    var filter: ExactDictionary<FieldValue> = ["standing": ["ne": "proposed"]]
    filter["call"] = call.map(FieldValue.text)
    for record in try all("rule_set", where: .map(filter)) {
      do { ruleSets.append(try RuleSet(record)) } catch { setAside.append(RuleBook.SetAside(record, error)) }
    }
    return RuleBook(ruleSets, setAside: setAside)
  }

  private func charge(_ record: Record) throws {
    guard account.chargeRecord(bytes: record.memoryBytes) else { throw APIUsageError.outOfMemory }
  }
}

extension RuleBook.SetAside {
  fileprivate init(_ record: Record, _ error: FundingError) {
    self.init(
      call: record["call"].textValue ?? "", version: record["version"].textValue ?? "",
      validFrom: record["valid_from"].textValue.flatMap { Day($0, .first) }, error: error)
  }

  /// As plain data: the call, the version and the reason.
  func notation(in language: Language) -> FieldValue {
    .map(["call": .text(call), "version": .text(version), "reason": .text(error.message(in: language))])
  }
}
