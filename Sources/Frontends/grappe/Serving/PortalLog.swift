import Calendar
import Ecosystem
import Engine

/// The log of the portal's roles on standard output, beside that of the host: each line is written at once and whole, from any thread.
struct PortalLog: Sendable {
  let format: HostLogFormat
  let level: HostLogLevel

  /// Writes an event, unless only errors are wanted: a line for people, an object for programs.
  func write(_ text: String, as event: String, _ fields: ExactDictionary<FieldValue>) {
    if level != .error { put(text, event, fields: fields) }
  }

  /// Writes the failure of a page, with the number that its reader was shown.
  func write(failure text: String) { put(text, "page-failed", fields: ["error": .text(text)]) }

  private func put(_ text: String, _ event: String, fields: ExactDictionary<FieldValue>) {
    if format == .json { return Output.jsonLine(.map(fields.merging(["event": .text(event)]) { $1 })) }
    let moment = Instant.present.textToTheSecond
    Output.line("\(moment) " + text.replacingExactly("\r", with: "").replacingExactly("\n", with: " · "))
  }
}
