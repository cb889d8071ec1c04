import DeveloperKit
import Ecosystem
import Engine
import Foundation
import Localization
import Reports

/// The output of `grappe dev`: text lines, or for editors one JSON object per line.
struct DevelopmentView {
  let isJSON: Bool
  /// The workspace that the plugin runs in; nil for a throw-away one.
  var workspace: String?

  /// Shows that files changed.
  func begin(_ changed: Set<String>) {
    guard !isJSON else { return line(["event": "changed", "files": .list(changed.sorted().map(FieldValue.text))]) }
    Output.title("— " + changed.sorted().joined(separator: ", "))
  }

  func show(_ event: DevelopmentRun.Event) {
    if isJSON { line(json(event)) } else { text(event) }
  }

  // MARK: For people

  private func text(_ event: DevelopmentRun.Event) {
    switch event {
    case .loaded(let milliseconds, let isInstalled): loaded(milliseconds, isInstalled: isInstalled)
    case .placed(let milliseconds, let placement): placed(milliseconds, placement)
    case .withdrawn(let withdrawal): withdrawn(withdrawal)
    case .failed(let problem): bad(problem)
    case .found(let finding):
      bad([finding.place, finding.text[language]].compactMap { $0 }.joined(separator: ": "))
      if let source = finding.source { Output.line("    \(source)") }
    case .tested(let result):
      if let problem = result.problem { bad("\(result.file): \(result.name)\n\(problem)") }
    case .done where workspace != nil: break
    case .done(let passed, let failed):
      Output.line(
        wording(
          "grappe.test-result-view.passed-failed",
          [
            "passed": Message("grappe.test-result-view.passed-tests", ["count": passed]),
            "failed": Message("grappe.test-result-view.failed", ["count": failed]),
          ]))
    }
  }

  private func loaded(_ milliseconds: Double, isInstalled: Bool) {
    let time = ValueFormat(language).number(milliseconds, decimals: 1)
    Output.line(
      isInstalled
        ? wording("grappe.development-view.installed-new-data-ms", ["time": time])
        : wording("grappe.development-view.reloaded-ms", ["time": time]))
  }

  private func placed(_ milliseconds: Double, _ placement: DevelopmentGeneration.Placement) {
    let time = ValueFormat(language).number(milliseconds, decimals: 1)
    let (number, place) = (placement.generation, workspace ?? "")
    guard placement.isInstalled else {
      return Output.line(
        wording("grappe.development-view.reloaded-ms-generation", ["time": time, "number": number]))
    }
    Output.line(
      wording(
        "grappe.development-view.under-development-installed-ms", ["place": place, "time": time, "number": number]))
  }

  private func withdrawn(_ withdrawal: DevelopmentGeneration.Withdrawal) {
    guard let number = withdrawal.generation else {
      return Output.line(
        wording(
          "grappe.development-view.what-installed-was-changed"))
    }
    let back =
      withdrawal.version.map { wording("grappe.development-view.back", ["value": $0]) }
      ?? wording("grappe.development-view.plugin-not-installed-any")
    Output.line(wording("grappe.development-view.generation", ["number": number, "back": back]))
    if let obstacle = withdrawal.obstacle {
      bad(
        wording(
          "grappe.development-view.data-migrations-stays", ["obstacle": obstacle.message(in: language)]))
    }
  }

  private func bad(_ text: String) {
    for (index, part) in text.split(separator: "\n").enumerated() {
      if index == 0 { Output.marked("✗", .color(.red, isBold: true), text: String(part)) } else { Output.line("  " + part) }
    }
  }

  // MARK: For editors

  private func json(_ event: DevelopmentRun.Event) -> ExactDictionary<FieldValue> {
    switch event {
    case .loaded(let milliseconds, let isInstalled):
      ["event": "loaded", "milliseconds": .number(milliseconds), "installed": .boolean(isInstalled)]
    case .placed(let milliseconds, let placement):
      [
        "event": "placed", "milliseconds": .number(milliseconds), "generation": .integer(Int64(placement.generation)),
        "installed": .boolean(placement.isInstalled),
      ]
    case .withdrawn(let withdrawal):
      [
        "event": "withdrawn", "generation": withdrawal.generation.map { .integer(Int64($0)) } ?? .null,
        "version": withdrawal.version.map(FieldValue.text) ?? .null,
        "obstacle": withdrawal.obstacle.map { .text($0.message(in: language)) } ?? .null,
      ]
    case .failed(let problem): ["event": "failed", "problem": .text(problem)]
    case .found(let finding):
      [
        "event": "found", "code": .text(finding.code), "file": finding.file.map(FieldValue.text) ?? .null,
        "line": finding.line.map { .integer(Int64($0)) } ?? .null, "message": .text(finding.text[language]),
        "source": finding.source.map(FieldValue.text) ?? .null,
      ]
    case .tested(let result):
      [
        "event": "tested", "file": .text(result.file), "name": .text(result.name),
        "problem": result.problem.map(FieldValue.text) ?? .null,
      ]
    case .done(let passed, let failed):
      ["event": "done", "passed": .integer(Int64(passed)), "failed": .integer(Int64(failed))]
    }
  }

  private func line(_ fields: ExactDictionary<FieldValue>) { Output.jsonLine(.map(fields)) }
}
