import Ecosystem

/// What the store could not do: data; `StoreError+Wording.swift` says it to people.
public struct StoreError: Explainable, Hashable {
  /// The kind of trouble.
  public enum Kind: String, Sendable, CaseIterable {
    /// Another writer kept the file for longer than one may wait.
    case busy = "store.busy"
    /// A deferred transaction was to write, but its snapshot is not the latest any more, or another is writing.
    case overtaken = "store.overtaken"
    /// The interrupt of the transaction stopped a statement. Nothing of the transaction is kept.
    case interrupted = "store.interrupted"
    /// The transaction has ended.
    case closed = "transaction.closed"
    /// A reading transaction was asked to write.
    case readOnly = "transaction.read-only"
    /// There is no record of that id.
    case notFound = "record.not-found"
    /// The id belongs to another record.
    case idTaken = "record.id-taken"
    /// Another record has the same values in fields that together are unique.
    case notUnique = "record.not-unique"
    /// The table refused a value that passed the checks of the model.
    case constraint = "record.constraint"
    /// A field refers to a record that does not exist.
    case missingReference = "reference.missing"
    /// A field refers to a record of an entity it may not refer to.
    case wrongReference = "reference.wrong-entity"
    /// A record cannot go because another refers to it.
    case stillReferenced = "reference.still-used"
    /// A record has changed since the change that is to be undone.
    case movedOn = "record.moved-on"
    /// The change was undone before.
    case alreadyUndone = "undo.already"
    /// There is nothing to undo, or it cannot be undone alone.
    case notUndoable = "undo.impossible"
    /// Another record says the same for a time that overlaps.
    case overlap = "rule.overlap"
    /// A tie would lead back to where it begins.
    case circle = "rule.circle"
    /// A record that is computed from others was to be changed by hand.
    case computed = "rule.computed"
    /// A record refers to another that does not belong with it.
    case disagreement = "rule.disagreement"
    /// There is no place left.
    case full = "registration.full"
    /// More places are taken than the new capacity allows.
    case capacityTaken = "registration.capacity"
    /// An argument cannot be.
    case badArgument = "store.argument"
    /// There is no file.
    case noFile = "store.no-file"
    /// There is a file already.
    case fileExists = "store.file-exists"
    /// The file is not one of Grappe's.
    case notGrappe = "store.not-grappe"
    /// A newer Grappe wrote the file.
    case newerFile = "store.newer-file"
    /// The file is damaged.
    case corrupt = "store.corrupt"
    /// The disk is full or the file may not be written.
    case disk = "store.disk"
    /// A query in SQL is wrong.
    case badSQL = "sql.wrong"
    /// A query in SQL asks for what it may not have.
    case refusedSQL = "sql.refused"
    /// A query in SQL makes a value, or needs memory, beyond its bound; `wanted` is the bound, `found` what was needed, in bytes.
    case tooLarge = "sql.too-large"
    /// A query in SQL gives more rows than it may.
    case tooManyRows = "sql.too-many-rows"
    /// SQLite reported something unexpected.
    case sqlite = "store.sqlite"
  }

  /// The kind of trouble.
  public var kind: Kind
  /// The entity concerned.
  public var entity: String?
  /// The record concerned.
  public var id: String?
  /// The field or fields concerned.
  public var field: String?
  /// What was found: the missing id, the value that is taken, the path of the file, the message of SQLite.
  public var found: String?
  /// What is wanted, or what stands against it: the record that has the value, the greatest version that can be read.
  public var wanted: String?
  /// The nearest thing that exists.
  public var suggestion: String?
  /// The invocation that stands against it.
  public var invocation: String?

  /// An error, built where the trouble is noticed.
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
