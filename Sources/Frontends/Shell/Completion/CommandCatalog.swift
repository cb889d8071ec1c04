import Engine

/// What the completion of commands knows of a workspace.
protocol CommandCatalog: Sendable {
  /// The commands there are.
  var commands: [ShellCommand] { get }
  /// The names of the installed plugins.
  var plugins: [String] { get }
  /// The ids of the entities: `actor`.
  var entities: [String] { get }
  /// What `:help` knows that begins with, or belongs to, what is typed.
  func helpWords(after typed: String) -> [String]
  /// The numbers of what runs now.
  var running: [String] { get }
  /// The reports or commands of the installed plugins.
  func entries(_ kind: EntryKind) -> [EntryDescription]
}
