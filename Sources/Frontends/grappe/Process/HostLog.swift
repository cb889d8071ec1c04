import Calendar
import Ecosystem
import Engine

/// The log of a host on standard output: each line is written at once and whole, from any thread.
struct HostLog: Sendable {
  /// The workspace, whose settings apply where the command line says nothing; they may be read again meanwhile.
  let workspace: Workspace
  let format: HostLogFormat?
  let level: HostLogLevel?

  /// Writes a notice of the level of the log.
  func write(_ notice: HostNotice) {
    let settings = workspace.settings
    guard (level ?? settings.logLevel).includes(notice) else { return }
    if format ?? settings.logFormat == .json { return Output.jsonLine(notice.json) }
    let moment = Instant.present.textToTheSecond
    Output.line("\(moment) " + notice.message(in: language).replacingExactly("\r", with: "").replacingExactly("\n", with: " · "))
  }
}
