import Ecosystem
import Foundation
import Reports

/// What commands print: aligned tables and lines for people, JSON for machines.
enum Output {
  /// Prints a table that fits the terminal.
  static func table(_ table: TextTable) {
    write(table.lines(width: Terminal.width, isColored: Terminal.isColored))
  }

  /// Prints one line; control characters in it are made visible.
  static func line(_ text: String) { write([SafeText.line(text)]) }

  /// Prints a line in bold where colours may be used.
  static func title(_ text: String) {
    write([TerminalStyle.bold.styled(SafeText.line(text), isColored: Terminal.isColored)])
  }

  /// Prints a value as indented JSON.
  static func json(_ value: FieldValue) { write([value.prettyJSON]) }

  /// Prints a line on standard error.
  static func errorLine(_ text: String) {
    Progress.note?.clear()
    FileHandle.standardError.write(Data((SafeText.lines(text) + "\n").utf8))
  }

  /// Writes finished lines, in the place of what tells of the progress.
  static func write(_ lines: [String]) {
    Progress.note?.clear()
    for line in lines { Swift.print(line) }
  }
}
