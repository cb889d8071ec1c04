import Ecosystem
import Engine

/// What the shell asks of the program around it, which knows the command line.
public struct ShellFront: Sendable {
  /// A failure as people read it, and its exit code.
  public typealias Explanation = (text: String, status: Int32)

  /// Makes a host that speaks a language; everything the program prints speaks it from then on.
  public var speak: @Sendable (Language) throws -> PluginHost
  /// Runs a command of the command line, such as `report wallonia:agenda`, with that host, and tells how far it is.
  public var run: @Sendable ([String], PluginHost, ProgressNote) async throws -> Void
  /// The names of the commands that `run` knows.
  public var commands: Set<String>
  /// What a failure is to people.
  public var explain: @Sendable (any Error) -> Explanation

  public init(
    speak: @escaping @Sendable (Language) throws -> PluginHost,
    commands: Set<String>, run: @escaping @Sendable ([String], PluginHost, ProgressNote) async throws -> Void,
    explain: @escaping @Sendable (any Error) -> Explanation
  ) {
    self.speak = speak
    self.commands = commands
    self.run = run
    self.explain = explain
  }
}
