/// Something in the file that does not fit the rest of it, though each page and reference is right.
public struct ContentFinding: Sendable, Hashable {
  /// The kind of the finding.
  public enum Code: String, Sendable, CaseIterable {
    /// A table with content of its own is missing, lacks a column or is defined otherwise.
    case table = "structure.table"
    /// A table of another program.
    case foreignTable = "structure.foreign-table"
    /// An index, trigger, view or a table that follows from the records is not as this version makes it.
    case structure = "structure.changed"
    /// A record has no number in the register.
    case unregistered = "record.unregistered"
    /// The register has a number for a record that is not there.
    case registeredOnly = "record.missing"
    /// The table of a list's elements does not hold what the records say.
    case list = "list.differs"
    /// The full-text index does not hold the words of the records.
    case search = "search.differs"
    /// The journal ends with another state of a row than the row has.
    case journalRow = "journal.row-differs"
    /// The index of the journal names pieces that are not there, or an undo or a generation names a change that is not.
    case journalReference = "journal.reference"
    /// A plugin that is gone, its data included, still has fields declared.
    case field = "orphan.field"
    /// Records hold values of a field that nobody declares.
    case fieldValue = "orphan.field-value"
    /// A plugin that is gone still has private storage.
    case storage = "orphan.storage"
    /// A plugin that is gone still has settings.
    case setting = "orphan.setting"
    /// Records belong to a plugin that is gone, or never was here.
    case record = "orphan.record"
    /// A job that no installed plugin registers.
    case job = "orphan.job"
    /// A delivery to a listener that no installed plugin registers.
    case delivery = "orphan.delivery"
    /// An event that nobody waits for.
    case event = "orphan.event"
    /// What a bundle registered that no generation uses.
    case registration = "orphan.registration"
    /// A listener to an event that nothing here can cause.
    case silentListener = "listener.silent"
  }

  public var code: Code
  /// Where: a table, a field, a plugin.
  public var place: String
  /// How many rows.
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

  /// Whether answers or undos are wrong because of it. What is left over only takes room, and what another program wrote is there.
  public var isDamage: Bool {
    switch code {
    case .table, .foreignTable, .structure, .unregistered, .registeredOnly, .list, .search, .journalReference: true
    case .journalRow, .field, .fieldValue, .storage, .setting, .record, .job, .delivery, .event, .registration,
      .silentListener:
      false
    }
  }

  /// Whether `repair` puts it right: what follows from records is made anew, what belongs to nothing goes.
  public var isRepairable: Bool {
    switch code {
    case .table, .foreignTable, .journalRow, .journalReference, .record, .silentListener: false
    default: true
    }
  }
}
