import ArgumentParser
import Ecosystem
import Engine

/// The limits of a script that differ from the defaults.
struct LimitOptions: ParsableArguments {
  @Option(
    name: .reserved(.cpu),
    help: ArgumentHelp(
      wording("grappe.limit-options.cpu-time-such-10s"), valueName: "time"))
  var cpu: String?

  @Option(
    name: .reserved(.wall),
    help: ArgumentHelp(wording("grappe.limit-options.wall-clock-time-such"), valueName: "time"))
  var wall: String?

  @Option(
    name: .reserved(.writeWall),
    help: ArgumentHelp(
      wording(
        "grappe.limit-options.time-hold-write-lock"),
      valueName: "time"))
  var writeWall: String?

  @Option(
    name: .reserved(.memory), help: ArgumentHelp(wording("grappe.limit-options.memory-such-64mib"), valueName: "size"))
  var memory: String?

  var scriptLimits: ScriptLimits {
    get throws {
      var limits = ScriptLimits()
      if let cpu { limits.cpuMilliseconds = try milliseconds(cpu, "--cpu") }
      if let wall { limits.wallMilliseconds = try milliseconds(wall, "--wall") }
      if let writeWall { limits.writeWallMilliseconds = try milliseconds(writeWall, "--write-wall") }
      if let memory { limits.memoryBytes = try bytes(memory, "--memory") }
      return limits
    }
  }

  private func milliseconds(_ text: String, _ option: String) throws -> Int {
    try quantity(text, option, units: ["ms": 1, "s": 1_000, "min": 60_000, "h": 3_600_000], example: "10s")
  }

  private func bytes(_ text: String, _ option: String) throws -> Int {
    try quantity(text, option, units: ["KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30], example: "64MiB")
  }

  private func quantity(_ text: String, _ option: String, units: ExactDictionary<Int>, example: String) throws -> Int {
    let digits = Substring(text.utf8.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    guard let amount = Int(digits), amount > 0, let unit = units[String(text[digits.endIndex...])] else {
      let known = units.keys.sorted().joined(separator: ", ")
      throw ValidationError(
        wording(
          "grappe.limit-options.number-unit-such-given", ["option": option, "known": known, "example": example, "text": text]))
    }
    let (product, isOverflowing) = amount.multipliedReportingOverflow(by: unit)
    return isOverflowing ? .max : product
  }
}
