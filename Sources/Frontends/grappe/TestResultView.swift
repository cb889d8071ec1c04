import DeveloperKit
import Ecosystem
import Engine
import Localization
import Reports
import TextLayout

/// Formats the results of a plugin's tests: text, TAP version 13 or JSON.
struct TestResultView {
  let format: TestFormat

  /// Prints one result at once.
  func show(_ result: PluginTestRun.Result, number: Int) {
    let name = "\(result.file): \(result.name)"
    switch format {
    case .json: return
    case .tap:
      if number == 1 { Output.line("TAP version 13") }
      Output.line("\(result.problem == nil ? "ok" : "not ok") \(number) - \(name)")
      for line in lines(result.problem) { Output.line("  # \(line)") }
    case .text:
      let style = result.problem == nil ? TerminalStyle.color(.green) : .color(.red, isBold: true)
      Output.marked(result.problem == nil ? "✓" : "✗", style, text: name)
      for line in lines(result.problem) { Output.line("    \(line)") }
    }
  }

  /// Prints the summary.
  func conclude(_ results: [PluginTestRun.Result], _ coverage: [LineCoverage.File]?) {
    let failed = results.count { $0.problem != nil }
    switch format {
    case .json: Output.json(json(results, coverage))
    case .tap:
      for line in coverage.map(coverageLines) ?? [] { Output.line("# \(line)") }
      Output.line("1..\(results.count)")
    case .text:
      for line in coverage.map(coverageLines) ?? [] { Output.line(line) }
      let passed = results.count - failed
      Output.line(
        wording(
          "grappe.test-result-view.passed-failed",
          [
            "passed": Message("grappe.test-result-view.passed", ["count": passed]),
            "failed": Message("grappe.test-result-view.failed", ["count": failed]),
          ]))
    }
  }

  private func lines(_ problem: String?) -> [String] {
    problem?.split(separator: "\n").map(String.init) ?? []
  }

  // MARK: Coverage

  private func coverageLines(_ files: [LineCoverage.File]) -> [String] {
    let (all, missed) = (files.reduce(0) { $0 + $1.lines }, files.reduce(0) { $0 + $1.missed.count })
    return files.map { line($0.name, $0.lines, missed: $0.missed.count) + ranges($0.missed) }
      + [line(wording("grappe.test-result-view.all"), all, missed: missed)]
  }

  private func line(_ name: String, _ all: Int, missed: Int) -> String {
    let share = all == 0 ? 100 : (all - missed) * 100 / all
    return wording(
      "grappe.test-result-view.lines",
      ["name": name, "all": all - missed, "lines": MessageArgument.counted("grappe.count.lines", all), "share": share])
  }

  /// Returns `; not run: 9, 21–23`.
  private func ranges(_ lines: [Int]) -> String {
    guard !lines.isEmpty else { return "" }
    var ranges: [ClosedRange<Int>] = []
    for line in lines {
      if let last = ranges.last, last.upperBound == line - 1 {
        ranges[ranges.count - 1] = last.lowerBound...line
      } else {
        ranges.append(line...line)
      }
    }
    let shown = ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)" }
    return wording("grappe.test-result-view.not-run") + shown.joined(separator: ", ")
  }

  // MARK: JSON

  private func json(_ results: [PluginTestRun.Result], _ coverage: [LineCoverage.File]?) -> FieldValue {
    let tests = FieldValue.list(results.map(json))
    guard let coverage else { return tests }
    return .map(["tests": tests, "coverage": .list(coverage.map(json))])
  }

  private func json(_ result: PluginTestRun.Result) -> FieldValue {
    .map([
      "file": .text(result.file), "name": .text(result.name), "passed": .boolean(result.problem == nil),
      "problem": result.problem.map(FieldValue.text) ?? .null,
    ])
  }

  private func json(_ file: LineCoverage.File) -> FieldValue {
    .map([
      "file": .text(file.name), "lines": .integer(Int64(file.lines)),
      "missed": .list(file.missed.map { .integer(Int64($0)) }),
    ])
  }
}
