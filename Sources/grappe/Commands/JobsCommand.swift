import ArgumentParser
import Ecosystem
import Engine
import Reports
import Store

/// `grappe jobs`: the jobs of the installed plugins and the deliveries set aside; running, retrying, pausing them.
struct JobsCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "jobs",
      abstract: wording(
        fr: "Montre les tâches des greffons et les livraisons mises de côté ; les exécute, les retente, les suspend, les abandonne.",
        en: "Shows the jobs of plugins and the deliveries set aside; runs, retries, pauses, discards them."),
      discussion: wording(
        fr:
          "list · run ID · retry ID · pause ID · resume ID · discard ID. grappe serve exécute les tâches quand vient leur heure. Une origine cause au plus \(EventCascade.deliveriesMax) livraisons ; au-delà, la cascade est mise de côté : retry la laisse continuer d'autant, discard l'abandonne.\n\n",
        en:
          "list · run ID · retry ID · pause ID · resume ID · discard ID. grappe serve runs the jobs when their time comes. One origin causes at most \(EventCascade.deliveriesMax) deliveries; beyond that the cascade is set aside: retry lets it go on for as many again, discard deletes it.\n\n"
      )
        + example("grappe jobs list"))
  }

  enum Action: String, ExpressibleByArgument, CaseIterable { case list, run, retry, pause, resume, discard }

  @OptionGroup var options: GlobalOptions

  @Argument(
    help: ArgumentHelp(
      wording(
        fr: "list, run, retry, pause, resume ou discard.", en: "list, run, retry, pause, resume or discard."),
      valueName: "action"))
  var action: Action = .list

  @Argument(
    help: ArgumentHelp(
      wording(
        fr: "GREFFON:TÂCHE, d12 pour une livraison, c3 pour une cascade.",
        en: "PLUGIN:JOB, d12 for a delivery, c3 for a cascade."), valueName: "id"))
  var id: String?

  func validate() throws {
    if (id == nil) != (action == .list) {
      throw ValidationError(
        action == .list
          ? wording(fr: "list ne prend pas d'identifiant.", en: "list takes no id.")
          : wording(fr: "\(action.rawValue) demande un identifiant.", en: "\(action.rawValue) needs an id."))
    }
  }

  mutating func run() async throws {
    let host = try options.openHost()
    guard let id else { return try JobList(host: host).print(isJSON: options.json) }
    switch action {
    case .run: try await host.runJob(id)
    case .retry:
      try host.retry(id)
      await host.deliverWaiting()
    case .pause: try host.setPaused(id, true)
    case .discard: try host.discard(id)
    case .resume, .list: try host.setPaused(id, false)
    }
    report(id, isServed: host.isServed)
  }

  private func report(_ id: String, isServed: Bool) {
    if options.json { return Output.json(.map(["id": .text(id), "action": .text(action.rawValue)])) }
    switch action {
    case .run: Output.line(wording(fr: "\(id) : fait.", en: "\(id): done."))
    case .pause: Output.line(wording(fr: "\(id) est suspendue.", en: "\(id) is paused."))
    case .retry where !isServed && id.contains(":"):
      Output.line(
        wording(
          fr: "\(id) sera retentée dès qu'un hôte sert l'espace de travail (grappe serve).",
          en: "\(id) is tried again as soon as a host serves the workspace (grappe serve)."))
    case .retry: Output.line(wording(fr: "\(id) est retenté.", en: "\(id) is tried again."))
    case .discard: Output.line(wording(fr: "\(id) est abandonnée.", en: "\(id) is discarded."))
    case .resume, .list: Output.line(wording(fr: "\(id) reprend.", en: "\(id) goes on."))
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
          fr: "Aucun hôte ne sert l'espace de travail : lancez grappe serve pour que les tâches s'exécutent.",
          en: "No host serves the workspace: start grappe serve for the jobs to run."))
    }
  }

  private func printJobs(_ jobs: [JobStatus]) {
    guard !jobs.isEmpty else { return Output.line(wording(fr: "Aucun greffon n'a de tâche.", en: "No plugin has a job.")) }
    var table = TextTable(columns: [
      TextTable.Column(wording(fr: "Tâche", en: "Job"), .left, overflow: .keep),
      TextTable.Column(wording(fr: "Titre", en: "Title")),
      TextTable.Column(wording(fr: "Quand", en: "When"), .left, overflow: .keep),
      TextTable.Column(wording(fr: "État", en: "State"), .left, overflow: .keep),
      TextTable.Column(wording(fr: "Prochaine", en: "Next"), .left, overflow: .keep),
      TextTable.Column(wording(fr: "Dernière", en: "Last"), .left, overflow: .keep),
      TextTable.Column(wording(fr: "Issue", en: "Outcome")),
    ])
    for job in jobs {
      let outcome = job.detail.flatMap { $0.split(separator: "\n").first.map(String.init) } ?? job.lastOutcome ?? ""
      table.add([
        .init(job.id), .init(job.title[language]), .init(job.schedule), .init(Self.stateText(job.state)),
        .init(Self.short(job.nextRunAt)), .init(Self.short(job.lastRunAt)),
        .init(outcome == "done" ? wording(fr: "faite", en: "done") : outcome),
      ])
    }
    Output.table(table)
  }

  private func printDeliveries(_ aside: [SetAsideDelivery], _ waiting: Int) {
    if waiting > 0 {
      Output.line(wording(fr: "Livraisons en attente : \(waiting).", en: "Deliveries waiting: \(waiting)."))
    }
    guard !aside.isEmpty else { return }
    Output.title(wording(fr: "Livraisons mises de côté", en: "Deliveries set aside"))
    var table = TextTable(columns: [
      TextTable.Column("ID", .left, overflow: .keep),
      TextTable.Column(wording(fr: "Événement", en: "Event"), .left, overflow: .keep),
      TextTable.Column(wording(fr: "Fiche", en: "Record")),
      TextTable.Column(wording(fr: "Greffon", en: "Plugin"), .left, overflow: .keep),
      TextTable.Column(wording(fr: "Depuis", en: "Since"), .left, overflow: .keep),
      TextTable.Column(wording(fr: "Erreur", en: "Error")),
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
    Output.title(wording(fr: "Cascades mises de côté", en: "Cascades set aside"))
    var table = TextTable(columns: [
      TextTable.Column("ID", .left, overflow: .keep),
      TextTable.Column(wording(fr: "Événement", en: "Event"), .left, overflow: .keep),
      TextTable.Column(wording(fr: "Origine", en: "Origin"), .left, overflow: .keep),
      TextTable.Column(wording(fr: "Depuis", en: "Since"), .left, overflow: .keep),
      TextTable.Column(wording(fr: "Restent", en: "Left"), .right, overflow: .keep),
      TextTable.Column(wording(fr: "Raison", en: "Reason")),
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
        fr: "  → grappe jobs retry \(cascades[0].id) la laisse continuer, grappe jobs discard \(cascades[0].id) l'abandonne.",
        en: "  → grappe jobs retry \(cascades[0].id) lets it go on, grappe jobs discard \(cascades[0].id) deletes it."))
  }

  /// A moment to the minute: `2026-05-01 04:00Z`.
  private static func short(_ moment: String?) -> String {
    moment.map { $0.prefix(16).replacing("T", with: " ") + "Z" } ?? ""
  }

  private static func stateText(_ state: String) -> String {
    switch state {
    case "waiting": wording(fr: "attend", en: "waiting")
    case "running": wording(fr: "en cours", en: "running")
    case "paused": wording(fr: "suspendue", en: "paused")
    case "set-aside": wording(fr: "mise de côté", en: "set aside")
    case "done": wording(fr: "finie", en: "done")
    case "quarantined": wording(fr: "en quarantaine", en: "quarantined")
    default: state
    }
  }
}
