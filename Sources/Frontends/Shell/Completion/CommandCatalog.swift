import Engine

/// The names in a workspace, for the completion of commands.
protocol CommandCatalog: Sendable {
  /// All commands.
  var commands: [MetaCommand] { get }
  /// The names of the installed plugins.
  var plugins: [String] { get }
  /// The ids of the entities: `actor`.
  var entities: [String] { get }
  /// Returns the topics of `:help` that complete the typed text.
  func helpWords(after typed: String) -> [String]
  /// Returns ids of records of an entity that begin with the typed text.
  func ids(of entity: String, beginningWith typed: String) -> [String]
  /// The views of `:sql`, each with its columns.
  var views: [(name: String, columns: [String])] { get }
  /// The ids of the shell's own invocations that wrote, newest first.
  var written: [String] { get }
  /// Returns the ids of the last invocations of the log, newest first: all, or those that wrote.
  func logged(onlyWriting: Bool) -> [String]
  /// Returns ids of pending proposals that begin with the typed text.
  func proposals(beginningWith typed: String) -> [String]
  /// The numbers of the running invocations.
  var running: [String] { get }
  /// Returns the reports or commands of the installed plugins.
  func entries(_ kind: EntryKind) -> [EntryDescription]
}
