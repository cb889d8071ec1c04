import ArgumentParser
import Ecosystem
import Engine
import Store

/// `grappe proposals`: the queue of proposed changes; showing, accepting, rejecting and adjusting them.
struct ProposalsCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "proposals",
      abstract: wording("grappe.proposals.abstract"),
      discussion: wording("grappe.proposals.discussion", ["most": PluginHost.proposalsTogetherMax]) + "\n\n"
        + example("grappe proposals list --entity actor"))
  }

  enum Action: String, ExpressibleByArgument, CaseIterable { case list, show, accept, reject, adjust }

  /// The states that can be listed.
  enum ListedState: String, ExpressibleByArgument, CaseIterable { case pending, accepted, rejected, all }

  @OptionGroup var options: GlobalOptions
  @OptionGroup var readers: ScopeOptions

  @Argument(help: ArgumentHelp(wording("grappe.proposals.action"), valueName: "action"))
  var action: Action = .list

  @Argument(help: ArgumentHelp(wording("grappe.proposals.words"), valueName: "id"))
  var words: [String] = []

  @Option(help: ArgumentHelp(wording("grappe.proposals.state"), valueName: "state"))
  var state: ListedState = .pending

  @Option(help: ArgumentHelp(wording("grappe.proposals.entity"), valueName: "entity"))
  var entity: String?

  @Option(help: ArgumentHelp(wording("grappe.proposals.limit", ["most": ProposalQuery.limitMax]), valueName: "number"))
  var limit = 50

  @Option(help: ArgumentHelp(wording("grappe.proposals.offset"), valueName: "number"))
  var offset = 0

  @Option(help: ArgumentHelp(wording("grappe.proposals.reason"), valueName: "text"))
  var reason: String?

  @Option(help: ArgumentHelp(wording("grappe.proposals.record"), valueName: "id"))
  var record: String?

  @Flag(help: ArgumentHelp(wording("grappe.proposals.anyway")))
  var anyway = false

  @Flag(help: .preview) var dryRun = false

  func validate() throws {
    switch action {
    case .list where !words.isEmpty: throw ValidationError(wording("grappe.proposals.list-takes-no-id"))
    case .show where words.count != 1: throw ValidationError(wording("grappe.proposals.show-one"))
    case .accept where words.isEmpty, .reject where words.isEmpty:
      throw ValidationError(wording("grappe.proposals.needs-id", ["action": action.rawValue]))
    case .adjust where words.count < 2 || words.dropFirst().contains { !$0.contains("=") }:
      throw ValidationError(wording("grappe.proposals.adjust-needs-values"))
    case .reject where reason == nil: throw ValidationError(wording("grappe.proposals.reject-needs-reason"))
    default: break
    }
    try checkOptions()
    guard (1...ProposalQuery.limitMax).contains(limit), offset >= 0 else {
      throw ValidationError(wording("grappe.proposals.limit-range", ["most": ProposalQuery.limitMax]))
    }
  }

  /// Refuses options that belong to another action.
  private func checkOptions() throws {
    let options: [(isGiven: Bool, name: String, action: Action)] = [
      (reason != nil, "--reason", .reject), (record != nil, "--record", .adjust), (anyway, "--anyway", .accept),
      (dryRun, "--dry-run", .accept),
    ]
    guard let stranger = options.first(where: { $0.isGiven && $0.action != action }) else { return }
    throw ValidationError(wording("grappe.proposals.option-of", ["option": stranger.name, "action": stranger.action.rawValue]))
  }

  mutating func run() async throws {
    let host = try options.openHost()
    let viewer = PageViewer.login(readers.scope, language: language)
    switch action {
    case .list: try list(host, viewer)
    case .show:
      guard let difference = try host.proposal(words[0], for: viewer) else { throw ProposalError.unknown(id: words[0]) }
      show(difference)
    case .accept: report(try await host.acceptProposals(words, anyway: anyway, isDryRun: dryRun, by: viewer))
    case .reject: report(try await host.rejectProposals(words, reason: reason ?? "", by: viewer))
    case .adjust: show(try await host.adjustProposal(words[0], record: record, texts: values, by: viewer))
    }
  }

  /// The values of `FIELD=VALUE`; the last one of a field counts.
  private var values: ExactDictionary<String> {
    ExactDictionary(
      words.dropFirst().map { word in
        let parts = word.cut(at: "=", maxSplits: 1)
        return (parts[0], parts[1])
      }, uniquingKeysWith: { _, last in last })
  }

  private func list(_ host: PluginHost, _ viewer: PageViewer) throws {
    var query = ProposalQuery(Proposal.State(rawValue: state.rawValue))
    (query.limit, query.offset) = (limit, offset)
    if let entity {
      let schema = try host.schema()
      guard let found = schema.entity(entity) ?? schema.entity(collection: entity) else {
        let known = schema.entities.map(\.id)
        throw EngineError.entityUnknown(name: entity, nearest: NearestName.suggest(entity, among: known), known: known)
      }
      query.entity = found.id
    }
    let page = try host.proposals(query, for: viewer)
    if options.json {
      return Output.json(
        .map(["total": .integer(Int64(page.total)), "proposals": .list(page.proposals.map { $0.json(in: language) })]))
    }
    ProposalView.print(page, offset: offset)
  }

  private func show(_ difference: ProposalDifference) {
    options.json ? Output.json(difference.json(in: language)) : ProposalView.print(difference)
  }

  private func report(_ decision: ProposalDecision) {
    if options.json { return Output.json(decision.json) }
    if !decision.needed.isEmpty {
      Output.line(wording("grappe.proposals.needed", ["count": decision.needed.count, "ids": decision.needed.joined(separator: ", ")]))
    }
    guard let invocation = decision.invocation else { return Output.line(wording("grappe.undo.trial-nothing-was-kept")) }
    let id = action == .accept ? "grappe.proposals.accepted" : "grappe.proposals.rejected"
    Output.line(wording(id, ["count": decision.ids.count, "invocation": invocation]))
  }
}
