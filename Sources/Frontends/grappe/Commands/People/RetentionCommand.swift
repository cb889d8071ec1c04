import ArgumentParser
import Backups
import Ecosystem
import Engine
import Localization
import Store
import TextLayout

/// `grappe retention`: the persons kept for longer than the rule, and their erasure.
struct RetentionCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "retention", abstract: wording("grappe.retention.proposes-persons"),
      discussion: wording("grappe.retention.rule") + "\n\n" + example("grappe retention"))
  }

  @OptionGroup var options: GlobalOptions

  @Flag(help: ArgumentHelp(wording("grappe.retention.apply"))) var apply = false

  mutating func run() async throws {
    let host = try options.openHost()
    let candidates = try host.retentionCandidates()
    if apply {
      for candidate in candidates {
        try Task.checkCancellation()
        _ = try await host.erasePerson(candidate.id)
      }
    }
    if options.json { return Output.json(Self.json(candidates, isApplied: apply)) }
    print(candidates)
    guard !candidates.isEmpty else { return }
    Output.line(wording(apply ? "grappe.retention.erased" : "grappe.retention.proposed", ["count": candidates.count]))
  }

  private func print(_ candidates: [RetentionCandidate]) {
    guard !candidates.isEmpty else { return Output.line(wording("grappe.retention.none")) }
    var table = TextTable(columns: [
      TextTable.Column("id", .left, overflow: .keep), TextTable.Column(wording("grappe.retention.ground")),
      TextTable.Column(wording("grappe.retention.date")),
    ])
    for candidate in candidates {
      table.add([.init(candidate.id), .init(Self.text(candidate.ground)), .init(candidate.date)])
    }
    Output.table(table)
  }

  private static func text(_ ground: RetentionCandidate.Ground) -> String {
    switch ground {
    case .membership: wording("grappe.retention.ground-membership")
    case .registration: wording("grappe.retention.ground-registration")
    case .consent: wording("grappe.retention.ground-consent")
    case .relation: wording("grappe.retention.ground-relation")
    case .support: wording("grappe.retention.ground-support")
    case .entry: wording("grappe.retention.ground-entry")
    }
  }

  private static func json(_ candidates: [RetentionCandidate], isApplied: Bool) -> FieldValue {
    .map([
      "applied": .boolean(isApplied),
      "persons": .list(
        candidates.map { .map(["id": .text($0.id), "ground": .text($0.ground.rawValue), "date": .text($0.date)]) }),
    ])
  }
}
