import Ecosystem
import Foundation
import Reports

/// What commands print: aligned tables and lines for people, JSON for machines.
enum Output {
  /// Prints a table that fits the terminal.
  static func table(_ table: TextTable) {
    for line in table.lines(width: Terminal.width, isColored: Terminal.isColored) { Swift.print(line) }
  }

  /// Prints one line; control characters in it are made visible.
  static func line(_ text: String) { Swift.print(SafeText.line(text)) }

  /// Prints a line in bold where colours may be used.
  static func title(_ text: String) {
    Swift.print(TerminalStyle.bold.styled(SafeText.line(text), isColored: Terminal.isColored))
  }

  /// Prints a value as indented JSON.
  static func json(_ value: FieldValue) { Swift.print(value.prettyJSON) }

  /// Prints a line on standard error.
  static func errorLine(_ text: String) {
    FileHandle.standardError.write(Data((SafeText.lines(text) + "\n").utf8))
  }
}
