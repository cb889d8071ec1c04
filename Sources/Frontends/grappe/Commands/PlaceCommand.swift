import ArgumentParser
import Ecosystem
import Engine
import Importing
import Localization

/// `grappe place`: fills territories and points of records from their postcode or town.
struct PlaceCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "place", abstract: wording("grappe.place.fills-territory-point"),
      discussion: wording("grappe.place.given-values-stay") + "\n\n" + example("grappe place --dry-run"))
  }

  @OptionGroup var options: GlobalOptions

  @Flag(help: .dryRun) var dryRun = false

  mutating func run() async throws {
    let host = try options.openHost()
    let outcomes = try await host.placeRecords(isDryRun: dryRun)
    await host.deliverWaiting()
    if options.json { return Output.json(.list(outcomes.map(Self.json))) }
    for outcome in outcomes {
      let counts: [String: MessageArgument] = [
        "entity": .text(outcome.entity), "placed": .counted("grappe.count.placed", outcome.placed),
        "territory": .counted("grappe.count.without-territory", outcome.withoutTerritory),
        "point": .counted("grappe.count.without-point", outcome.withoutPoint),
      ]
      Output.line(wording("grappe.place.counts", counts))
    }
    if dryRun { Output.line(wording("grappe.import.trial-nothing-was-kept")) }
  }

  private static func json(_ outcome: PluginHost.PlacedRecords) -> FieldValue {
    .map([
      "entity": .text(outcome.entity), "placed": .integer(Int64(outcome.placed)),
      "without_territory": .integer(Int64(outcome.withoutTerritory)), "without_point": .integer(Int64(outcome.withoutPoint)),
    ])
  }
}
