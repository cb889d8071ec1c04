/// An inconsistency in the content of the file, whose pages and references are intact.
public struct ContentFinding: Sendable, Hashable {
  /// The kinds of inconsistency.
  public enum Code: String, Sendable, CaseIterable {
    /// A table with content of its own is missing, lacks a column or has another definition.
    case table = "structure.table"
    /// A table of another program.
    case foreignTable = "structure.foreign-table"
    /// An index, trigger, view or a table derived from records differs from the one this version creates.
    case structure = "structure.changed"
    /// Stored JSON that cannot be read.
    case unreadable = "value.unreadable"
    /// A record without a number in the register.
    case unregistered = "record.unregistered"
    /// A number in the register without its record.
    case registeredOnly = "record.missing"
    /// The table of a list's elements differs from the records.
    case list = "list.differs"
    /// The full-text index differs from the words of the records.
    case search = "search.differs"
    /// The table by which names are found lacks names of records.
    case names = "names.differ"
    /// Texts are not in their normal form.
    case texts = "text.not-normal"
    /// The last state of a row in the journal differs from the row.
    case journalRow = "journal.row-differs"
    /// An index entry of the journal names a missing chunk, or an undo or a generation names a missing change.
    case journalReference = "journal.reference"
    /// A field is still declared by a plugin that was removed with its data.
    case field = "orphan.field"
    /// Records hold values of a field that is not declared.
    case fieldValue = "orphan.field-value"
    /// Private storage remains of a removed plugin.
    case storage = "orphan.storage"
    /// Settings remain of a removed plugin.
    case setting = "orphan.setting"
    /// Records are owned by a plugin that was removed or never installed.
    case record = "orphan.record"
    /// A job that no installed plugin registers.
    case job = "orphan.job"
    /// A delivery whose listener no installed plugin registers.
    case delivery = "orphan.delivery"
    /// An event without a delivery.
    case event = "orphan.event"
    /// A proposal without its changes, or changes without their proposal.
    case proposal = "orphan.proposal"
    /// Registrations of a bundle that no generation uses.
    case registration = "orphan.registration"
    /// A listener to an event that no entity or installed plugin can send.
    case unreachableListener = "listener.silent"
  }

  public var code: Code
  /// The place: a table, a field, a plugin.
  public var place: String
  /// Number of rows.
  public var count: Int
  /// Some of them, at most `examplesMax`.
  public var examples: [String]

  public static let examplesMax = 5

  init(_ code: Code, _ place: String, _ rows: [String]) {
    self.code = code
    self.place = place
    count = rows.count
    examples = Array(rows.prefix(Self.examplesMax))
  }

  /// Whether it makes answers or undos wrong. Orphaned data only takes space; a row another program changed is still valid.
  public var isDamage: Bool {
    switch code {
    case .table, .foreignTable, .structure, .unreadable, .unregistered, .registeredOnly, .list, .search, .names, .journalReference:
      true
    case .texts, .journalRow, .field, .fieldValue, .storage, .setting, .record, .job, .delivery, .event, .registration, .proposal,
      .unreachableListener:
      false
    }
  }

  /// Whether `repair` can correct it: it rebuilds what is derived from records and deletes orphaned data.
  public var isRepairable: Bool {
    switch code {
    case .table, .foreignTable, .unreadable, .journalRow, .journalReference, .record, .unreachableListener: false
    default: true
    }
  }
}
