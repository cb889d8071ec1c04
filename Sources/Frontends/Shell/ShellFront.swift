import Ecosystem
import Engine
import Localization

/// The functions that the shell needs from the program around it, which knows the command line.
public struct ShellFront: Sendable {
  /// The message of a failure, and its exit code.
  public typealias Explanation = (text: String, status: Int32)

  /// Creates a host in a language, and switches the program's output to that language.
  public var makeHost: @Sendable (Language) throws -> PluginHost
  /// Runs a command of the command line, such as `report wallonia:agenda`, with that host, and reports its progress.
  public var run: @Sendable ([String], PluginHost, ProgressNote) async throws -> Void
  /// The names of the commands that `run` knows.
  public var commands: Set<String>
  /// Returns the message and the exit code of a failure.
  public var explain: @Sendable (any Error) -> Explanation
  /// The editor and the pager; nil without a terminal.
  public var programs: (any TerminalPrograms)?

  public init(
    makeHost: @escaping @Sendable (Language) throws -> PluginHost,
    commands: Set<String>, run: @escaping @Sendable ([String], PluginHost, ProgressNote) async throws -> Void,
    programs: (any TerminalPrograms)? = nil, explain: @escaping @Sendable (any Error) -> Explanation
  ) {
    self.programs = programs
    self.makeHost = makeHost
    self.commands = commands
    self.run = run
    self.explain = explain
  }
}
