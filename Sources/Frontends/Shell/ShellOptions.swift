import Ecosystem
import Engine
import Foundation
import Localization

/// The options of a shell.
public struct ShellOptions: Sendable {
  /// The initial language.
  public var language: Language
  /// The limits of each line; by default those of a job at a terminal, of a script in a pipe.
  public var limits: ScriptLimits
  /// Whether values and failures are written as JSON, one per line.
  public var isJSON: Bool
  /// The history file; only its owner may read it.
  public var historyFile: URL

  public init(language: Language, limits: ScriptLimits, isJSON: Bool, historyFile: URL) {
    self.language = language
    self.limits = limits
    self.isJSON = isJSON
    self.historyFile = historyFile
  }

  /// Returns the maximum number of elements shown of a list.
  func listMax(_ screen: Screen) -> Int { screen.isInteractive && !isJSON ? 100 : 100_000 }
}
