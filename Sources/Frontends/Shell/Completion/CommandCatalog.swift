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
  /// The numbers of the running invocations.
  var running: [String] { get }
  /// Returns the reports or commands of the installed plugins.
  func entries(_ kind: EntryKind) -> [EntryDescription]
}
