import ArgumentParser
import Ecosystem
import Engine
import Foundation
import Localization
import Reports
import TextLayout

/// The options to observe the Lua code that a command runs: a profile, and a log of its calls.
struct ProfileOptions: ParsableArguments {
  /// The number of lines shown.
  static let linesMax = 20

  @Flag(name: .reserved(.profile), help: ArgumentHelp(wording("grappe.profile.flag")))
  var profile = false

  @Option(name: .reserved(.speedscope), help: ArgumentHelp(wording("grappe.profile.speedscope"), valueName: "file"))
  var speedscope: String?

  @Flag(name: .reserved(.debug), help: ArgumentHelp(wording("grappe.profile.debug")))
  var debug = false

  /// Runs `body` with the instruments that are asked for, then prints the profile on standard error and writes the file for speedscope,
  /// also when `body` throws.
  ///
  /// - Parameters:
  ///   - name: the name of the profile.
  ///   - workspace: the folder whose own files are not overwritten.
  /// - Throws: for a file that cannot be written, before `body` runs; the errors of `body`.
  func observing<Result>(
    _ name: String, in workspace: URL, _ body: (Instruments) async throws -> Result
  ) async throws -> Result {
    let file = try speedscope.map { try OutputFile(path: $0, protecting: workspace) }
    let profiler = profile || file != nil ? Profiler() : nil
    let instruments = Instruments(profiler: profiler, callLog: debug ? CallLog { Output.errorLine($0) } : nil)
    do {
      let result = try await body(instruments)
      try conclude(profiler, file, name: name)
      return result
    } catch {
      // The error of the code counts more than one of the file.
      try? conclude(profiler, file, name: name)
      throw error
    }
  }

  private func conclude(_ profiler: Profiler?, _ file: OutputFile?, name: String) throws {
    guard let profiler else { return }
    if profile { print(profiler) }
    try file?.write(profiler.speedscope(name: name).json + "\n")
    try file?.close()
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
