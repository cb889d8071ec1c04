import Ecosystem

/// An error of the store, as data; `StoreError+Wording.swift` has its messages.
public struct StoreError: Explainable, Hashable {
  /// The kinds of errors.
  public enum Kind: String, Sendable, CaseIterable {
    /// Another writer held the write lock for longer than the timeout.
    case busy = "store.busy"
    /// A deferred transaction tried to write, but its snapshot is outdated, or another writer holds the lock.
    case overtaken = "store.overtaken"
    /// The interrupt of the transaction stopped a statement. The transaction is rolled back.
    case interrupted = "store.interrupted"
    /// The transaction has ended.
    case closed = "transaction.closed"
    /// A read transaction tried to write.
    case readOnly = "transaction.read-only"
    /// No record has that id.
    case notFound = "record.not-found"
    /// The id is in use by another record.
    case idTaken = "record.id-taken"
    /// Another record has the same values in the fields of a unique key.
    case notUnique = "record.not-unique"
    /// A write conflicts with a record that its audience may not see; the error names nothing of it.
    case unseenConflict = "record.refused"
    /// The table rejected a value that passed the checks of the model.
    case constraint = "record.constraint"
    /// A field refers to a record that does not exist.
    case missingReference = "reference.missing"
    /// A field refers to a record of an entity it may not refer to.
    case wrongReference = "reference.wrong-entity"
    /// A record cannot be deleted because another refers to it.
    case stillReferenced = "reference.still-used"
    /// A record was changed again after the change to be undone.
    case conflict = "record.moved-on"
    /// The change is undone already.
    case alreadyUndone = "undo.already"
    /// There is nothing to undo, or it cannot be undone alone.
    case notUndoable = "undo.impossible"
    /// Another record is valid for the same in an overlapping period.
    case overlap = "rule.overlap"
    /// A relation would close a cycle.
    case circle = "rule.circle"
    /// A computed record cannot be changed by hand.
    case computed = "rule.computed"
    /// A record disagrees on a field with a record it refers to.
    case disagreement = "rule.disagreement"
    /// The event or session is full.
    case full = "registration.full"
    /// More places are taken than the new capacity allows.
    case capacityTaken = "registration.capacity"
    /// Dues have an invoice number after which others were given; `wanted` is the last of the year.
    case invoiceNumbered = "dues.numbered"
    /// The queue of proposals holds as many as it may, of one principal or in all; `wanted` is the most.
    case proposalsFull = "proposal.queue-full"
    /// A proposal has more changes or bytes than it may; `wanted` is the most.
    case proposalTooLarge = "proposal.too-large"
    /// A proposal was accepted or rejected before; `found` is its state.
    case proposalDecided = "proposal.decided"
    /// An argument is invalid.
    case badArgument = "store.argument"
    /// The file does not exist.
    case noFile = "store.no-file"
    /// The file exists already.
    case fileExists = "store.file-exists"
    /// The file is not one of Grappe's.
    case notGrappe = "store.not-grappe"
    /// A newer Grappe wrote the file.
    case newerFile = "store.newer-file"
    /// The file is damaged.
    case corrupt = "store.corrupt"
    /// The disk is full or the file may not be written.
    case disk = "store.disk"
    /// A query in SQL is invalid.
    case badSQL = "sql.wrong"
    /// A query in SQL accesses what it is not granted.
    case refusedSQL = "sql.refused"
    /// A query in SQL makes a value, or needs memory, beyond its limit; `wanted` is the limit, `found` the required amount, in
    /// bytes.
    case tooLarge = "sql.too-large"
    /// A query in SQL returns more rows than allowed.
    case tooManyRows = "sql.too-many-rows"
    /// A sum of whole numbers exceeds 64 bits.
    case sumTooLarge = "store.sum-too-large"
    /// SQLite reported an unexpected error.
    case sqlite = "store.sqlite"
  }

  /// The kind of error.
  public var kind: Kind
  /// The entity concerned.
  public var entity: String?
  /// The record concerned.
  public var id: String?
  /// The field or fields concerned.
  public var field: String?
  /// The value found: the missing id, the value in use, the path of the file, the message of SQLite.
  public var found: String?
  /// The value expected, or the conflicting one: the record that has the value, the highest version that can be read.
  public var wanted: String?
  /// The nearest existing name or id.
  public var suggestion: String?
  /// The conflicting invocation.
  public var invocation: String?

  /// An error, made where the failure is detected.
  public init(
    _ kind: Kind, entity: String? = nil, id: String? = nil, field: String? = nil, found: String? = nil,
    wanted: String? = nil, suggestion: String? = nil, invocation: String? = nil
  ) {
    self.kind = kind
    self.entity = entity
    self.id = id
    self.field = field
    self.found = found
    self.wanted = wanted
    self.suggestion = suggestion
    self.invocation = invocation
  }

  public var code: String { kind.rawValue }
}
