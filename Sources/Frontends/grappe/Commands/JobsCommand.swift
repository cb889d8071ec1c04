import ArgumentParser
import Ecosystem
import Engine
import Localization
import Reports
import Store
import TextLayout

/// `grappe jobs`: the jobs of the installed plugins and the deliveries set aside; running, retrying, pausing them.
struct JobsCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "jobs",
      abstract: wording(
        "grappe.jobs.shows-jobs-plugins-deliveries-set"),
      discussion: wording("grappe.jobs.list-run-id-retry-id", ["deliveries-max": EventCascade.deliveriesMax]) + "\n\n"
        + example("grappe jobs list"))
  }

  enum Action: String, ExpressibleByArgument, CaseIterable { case list, run, retry, pause, resume, discard }

  @OptionGroup var options: GlobalOptions

  @Argument(
    help: ArgumentHelp(
      wording(
        "grappe.jobs.list-run-retry-pause-resume"),
      valueName: "action"))
  var action: Action = .list

  @Argument(
    help: ArgumentHelp(
      wording(
        "grappe.jobs.plugin-job-d12-delivery-c3"), valueName: "id"))
  var id: String?

  func validate() throws {
    if (id == nil) != (action == .list) {
      throw ValidationError(
        action == .list
          ? wording("grappe.jobs.list-takes-no-id")
          : wording("grappe.jobs.needs-id", ["action": action.rawValue]))
    }
  }

  mutating func run() async throws {
    let host = try options.openHost()
    guard let id else { return try JobList(host: host).print(isJSON: options.json) }
    switch action {
    case .run: try await host.runJob(id)
    case .retry:
      try await host.retry(id)
      await host.deliverWaiting()
    case .pause: try await host.setPaused(id, isPaused: true)
    case .discard: try await host.discard(id)
    case .resume, .list: try await host.setPaused(id, isPaused: false)
    }
    report(id, isServed: host.isServed)
  }

  private func report(_ id: String, isServed: Bool) {
    if options.json { return Output.json(.map(["id": .text(id), "action": .text(action.rawValue)])) }
    switch action {
    case .run: Output.line(wording("grappe.jobs.done", ["id": id]))
    case .pause: Output.line(wording("grappe.jobs.paused", ["id": id]))
    case .retry where !isServed && id.contains(":"):
      Output.line(
        wording(
          "grappe.jobs.tried-again-soon-host", ["id": id]))
    case .retry: Output.line(wording("grappe.jobs.tried-again", ["id": id]))
    case .discard: Output.line(wording("grappe.jobs.discarded", ["id": id]))
    case .resume, .list: Output.line(wording("grappe.jobs.goes", ["id": id]))
    }
  }
}

/// The jobs, the deliveries set aside and whether a host serves the workspace.
private struct JobList {
  let host: PluginHost

  func print(isJSON: Bool) throws {
    let (jobs, aside, waiting) = (try host.jobs(), try host.deliveriesSetAside(), try host.deliveriesWaiting())
    let cascades = try host.cascadesSetAside()
    if isJSON {
      return Output.json(
        .map([
          "served": .boolean(host.isServed), "jobs": .list(jobs.map { $0.json(in: language) }),
          "deliveries_waiting": .integer(Int64(waiting)), "deliveries_set_aside": .list(aside.map(\.json)),
          "cascades_set_aside": .list(cascades.map { $0.json(in: language) }),
          "cascade_deliveries_max": .integer(Int64(EventCascade.deliveriesMax)),
        ]))
    }
    printJobs(jobs)
    printDeliveries(aside, waiting)
    printCascades(cascades)
    if !host.isServed, !jobs.isEmpty {
      Output.line(
        wording(
          "grappe.jobs.no-host-serves-workspace"))
    }
  }

  private func printJobs(_ jobs: [JobStatus]) {
    guard !jobs.isEmpty else { return Output.line(wording("grappe.jobs.no-plugin-has-job")) }
    var table = TextTable(columns: [
      TextTable.Column(wording("grappe.jobs.job"), .left, overflow: .keep),
      TextTable.Column(wording("grappe.jobs.title")),
      TextTable.Column(wording("grappe.jobs.when"), .left, overflow: .keep),
      TextTable.Column(wording("grappe.jobs.state"), .left, overflow: .keep),
      TextTable.Column(wording("grappe.jobs.next"), .left, overflow: .keep),
      TextTable.Column(wording("grappe.jobs.last"), .left, overflow: .keep),
      TextTable.Column(wording("grappe.jobs.outcome")),
    ])
    for job in jobs {
      let outcome = job.detail.flatMap { $0.split(separator: "\n").first.map(String.init) } ?? job.lastOutcome ?? ""
      table.add([
        .init(job.id), .init(job.title[language]), .init(job.schedule), .init(Self.stateText(job.state)),
        .init(Self.short(job.nextRunAt)), .init(Self.short(job.lastRunAt)),
        .init(outcome == "done" ? wording("grappe.jobs.done-2") : outcome),
      ])
    }
    Output.table(table)
  }

  private func printDeliveries(_ aside: [SetAsideDelivery], _ waiting: Int) {
    let bound = EventCascade.deliveriesMax
    Output.line(
      wording(
        "grappe.jobs.deliveries-waiting-one-origin", ["waiting": waiting, "bound": bound]))
    guard !aside.isEmpty else { return }
    Output.title(wording("grappe.jobs.deliveries-set-aside"))
    var table = TextTable(columns: [
      TextTable.Column("ID", .left, overflow: .keep),
      TextTable.Column(wording("grappe.jobs.event"), .left, overflow: .keep),
      TextTable.Column(wording("grappe.jobs.record")),
      TextTable.Column(wording("grappe.jobs.plugin"), .left, overflow: .keep),
      TextTable.Column(wording("grappe.jobs.since"), .left, overflow: .keep),
      TextTable.Column(wording("grappe.jobs.error")),
    ])
    for delivery in aside {
      let reason = delivery.detail.split(separator: "\n").first.map(String.init) ?? ""
      table.add([
        .init(delivery.id), .init(delivery.event), .init(delivery.record ?? ""), .init(delivery.plugin),
        .init(Self.short(delivery.setAsideAt)), .init(reason),
      ])
    }
    Output.table(table)
  }

  private func printCascades(_ cascades: [SetAsideCascade]) {
    guard !cascades.isEmpty else { return }
    Output.title(wording("grappe.jobs.cascades-set-aside"))
    var table = TextTable(columns: [
      TextTable.Column("ID", .left, overflow: .keep),
      TextTable.Column(wording("grappe.jobs.event"), .left, overflow: .keep),
      TextTable.Column(wording("grappe.jobs.origin"), .left, overflow: .keep),
      TextTable.Column(wording("grappe.jobs.since"), .left, overflow: .keep),
      TextTable.Column(wording("grappe.jobs.left"), .right, overflow: .keep),
      TextTable.Column(wording("grappe.jobs.reason")),
    ])
    for cascade in cascades {
      table.add([
        .init(cascade.id), .init(cascade.name), .init(cascade.plugin), .init(Self.short(cascade.setAsideAt)),
        .init("\(cascade.waiting)"), .init(cascade.reason(in: language)),
      ])
    }
    Output.table(table)
    Output.line(
      wording(
        "grappe.jobs.grappe-jobs-retry-lets", ["cascades": cascades[0].id]))
  }

  /// Returns a timestamp to the minute: `2026-05-01 04:00Z`.
  private static func short(_ moment: String?) -> String {
    moment.map { $0.prefix(16).replacing("T", with: " ") + "Z" } ?? ""
  }

  private static func stateText(_ state: String) -> String {
    switch state {
    case "waiting": wording("grappe.jobs.waiting")
    case "running": wording("grappe.jobs.running")
    case "paused": wording("grappe.jobs.paused-2")
    case "set-aside": wording("grappe.jobs.set-aside")
    case "done": wording("grappe.jobs.done-3")
    case "quarantined": wording("grappe.jobs.quarantined")
    default: state
    }
  }
}
