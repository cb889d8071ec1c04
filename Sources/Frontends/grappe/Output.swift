import Ecosystem
import Foundation
import Reports
import TextLayout

/// The output of commands: aligned tables and lines for people, JSON for scripts.
enum Output {
  /// Whether progress and notes are left out, by `--quiet`. Set once, before the command runs.
  nonisolated(unsafe) static var isQuiet = false

  /// Prints a table that fits the terminal.
  static func table(_ table: TextTable) {
    write(table.lines(width: Terminal.width, isColored: Terminal.isColored))
  }

  /// Prints the values that Lua code returned: as text each on lines of its own, as in the shell; as JSON in one document.
  static func values(_ values: [FieldValue], isJSON: Bool) {
    let isLong = values.reduce(0) { $0 + $1.memoryBytes } > longBytesMin
    if isJSON {
      let value = values.count == 1 ? values[0] : .list(values)
      return isLong ? pieces { sink in try write(json: value, to: sink) } : json(value)
    }
    let text = ValueText(width: Terminal.width, isColored: Terminal.isColored, language: language)
    if isLong { return pieces { try text.write(values, to: $0) } }
    write(values.flatMap { text.lines(of: $0) })
  }

  /// The size in bytes from which values are written in pieces, so that their text is never in memory as a whole.
  private static let longBytesMin = 1 << 20

  private static func write(json value: FieldValue, to sink: ByteSink) throws {
    var writer = JSONWriter(sink)
    try writer.write(value)
    try sink.writeLine()
  }

  /// Writes the output of `body` on standard output; the stream keeps an error for the exit code.
  private static func pieces(_ body: (ByteSink) throws -> Void) {
    Progress.note?.clear()
    let sink = ByteSink { bytes in
      let number = StandardStream.output.bytes(bytes)
      if number != 0 { throw POSIXError(POSIXErrorCode(rawValue: number) ?? .EIO) }
    }
    // A failed write is kept by the stream, and becomes the exit code.
    try? body(sink)
    try? sink.flush()
  }

  /// Prints one line, with control characters made visible.
  static func line(_ text: String) { write([SafeText.line(text)]) }

  /// Prints a line in bold where colours may be used.
  static func title(_ text: String) {
    write([TerminalStyle.bold.styled(SafeText.line(text), isColored: Terminal.isColored)])
  }

  /// Prints a value as indented JSON.
  static func json(_ value: FieldValue) {
    Progress.note?.clear()
    StandardStream.output.json(value.prettyJSON)
  }

  /// Prints a value as JSON on one line.
  static func jsonLine(_ value: FieldValue) {
    Progress.note?.clear()
    StandardStream.output.json(value.json)
  }

  /// Prints a line on standard error.
  static func errorLine(_ text: String) {
    Progress.note?.clear()
    StandardStream.error.write([SafeText.lines(text)])
  }

  /// Prints a note beside the result on standard error, unless the command is quiet.
  static func note(_ text: String) {
    if !isQuiet { errorLine(text) }
  }

  /// Asks a question on standard error; the answer is typed on the same line.
  static func question(_ text: String) {
    StandardStream.error.control(SafeText.line(text))
  }

  /// Prints a coloured mark and a text from data on one line.
  static func marked(_ mark: String, _ style: TerminalStyle, text: String) {
    write([style.styled(mark, isColored: Terminal.isColored) + " " + SafeText.line(text)])
  }

  /// Writes finished lines, after clearing the progress line.
  static func write(_ lines: [String]) {
    Progress.note?.clear()
    StandardStream.output.write(lines)
  }
}
