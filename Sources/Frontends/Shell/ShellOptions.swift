import Ecosystem
import Engine
import Foundation

/// How a shell is opened.
public struct ShellOptions: Sendable {
  /// The language it begins with.
  public var language: Language
  /// The limits of each line; what is not said has that of a job at a terminal, of a script in a pipe.
  public var limits: ScriptLimits
  /// Whether values and failures are written as JSON, one on a line.
  public var isJSON: Bool
  /// Where former lines are kept; only their owner may read the file.
  public var historyFile: URL

  public init(language: Language, limits: ScriptLimits, isJSON: Bool, historyFile: URL) {
    self.language = language
    self.limits = limits
    self.isJSON = isJSON
    self.historyFile = historyFile
  }

  /// How many elements of a list are shown.
  func listMax(_ screen: Screen) -> Int { screen.isInteractive && !isJSON ? 100 : 100_000 }
}
