import ArgumentParser
import Ecosystem
import Engine
import Foundation
import Localization
import Reports
import TextLayout

/// The options for a profile of the Lua code that a command runs.
struct ProfileOptions: ParsableArguments {
  /// The number of lines shown.
  static let linesMax = 20

  @Flag(name: .reserved(.profile), help: ArgumentHelp(wording("grappe.profile.flag")))
  var profile = false

  @Option(name: .reserved(.speedscope), help: ArgumentHelp(wording("grappe.profile.speedscope"), valueName: "file"))
  var speedscope: String?

  /// A new profile, if one is asked for.
  var profiler: Profiler? { profile || speedscope != nil ? Profiler() : nil }

  /// Prints the profile on standard error, and writes the file for speedscope.
  ///
  /// - Parameter workspace: the folder whose own files are not overwritten.
  func conclude(_ profiler: Profiler?, name: String, in workspace: URL) throws {
    guard let profiler else { return }
    if profile { print(profiler) }
    guard let speedscope else { return }
    let file = try OutputFile(path: speedscope, protecting: workspace)
    try file.write(profiler.speedscope(name: name).json + "\n")
    try file.close()
  }

  private func print(_ profiler: Profiler) {
    var table = TextTable(columns: [
      TextTable.Column(wording("grappe.profile.line"), .left, overflow: .keep), TextTable.Column(wording("grappe.profile.own"), .right),
      TextTable.Column(wording("grappe.profile.total"), .right), TextTable.Column(wording("grappe.profile.calls"), .right),
      TextTable.Column(wording("grappe.profile.call-time"), .right), TextTable.Column(wording("grappe.profile.rows"), .right),
      TextTable.Column(wording("grappe.profile.memory"), .right),
    ])
    for (place, use) in profiler.uses.prefix(Self.linesMax) {
      table.add([
        .init("\(place.chunk):\(place.line)"), .init(milliseconds(use.ownNanoseconds)), .init(milliseconds(use.nanoseconds)),
        .init("\(use.calls)"), .init(milliseconds(use.callNanoseconds)), .init("\(use.rows)"), .init("\(use.bytes / 1_024) KiB"),
      ])
    }
    for line in table.lines(width: nil, isColored: false) { Output.errorLine(line) }
  }

  private func milliseconds(_ nanoseconds: Int64) -> String {
    ValueFormat(language).number(Double(nanoseconds) / 1_000_000, decimals: 1) + " ms"
  }
}
