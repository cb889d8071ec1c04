import Ecosystem
import Engine
import Localization
import Store
import WebLink

/// The queue of proposals: what waits, each compared with the records as they are now, and the decision.
struct ProposalPages {
  private let staff: StaffPages
  private var context: PageContext { staff.context }
  private static let pageSize = 50

  init(_ staff: StaffPages) { self.staff = staff }

  /// - Throws: `PageError.notFound`, and the errors of the store.
  func page(_ path: [String]) throws -> PortalResponse {
    switch path.count {
    case 0: return try list()
    case 1: return try proposal(path[0])
    default: throw PageError.notFound
    }
  }

  // MARK: The list

  private func list() throws -> PortalResponse {
    guard let state = context.request.value("state").map({ Proposal.State(rawValue: $0) }) ?? .pending else {
      throw PageError.badField("state")
    }
    let (host, number) = (try staff.host(), try context.pageNumber())
    var query = ProposalQuery()
    (query.state, query.limit, query.offset) = (state, Self.pageSize, (number - 1) * Self.pageSize)
    query.entity = context.request.value("entity")
    let found = try host.proposals(query, for: staff.viewer)
    let items = found.proposals.map { summary -> HTML in
      let proposal = summary.proposal
      let changes = proposal.changes.first.map { "\(operation($0)): \(label($0))" } ?? ""
      return """
        <li><h3><a href="\(staff.address(["proposals", proposal.id]))">\(summary.title[context.language])</a></h3>
        <p class="meta">\(changes) · \(origin(of: proposal))</p></li>

        """
    }
    let empty: HTML = "<p class=\"empty\">\(context.text("portal.staff.no-proposals"))</p>\n"
    let body: HTML = items.isEmpty ? empty : "<ul class=\"items\">\n\(items)</ul>\n"
    let pager = Pager(context, number: number, pageSize: Self.pageSize, count: found.total).html
    return staff.layout(title: context.text("portal.staff.nav-proposals"), lead: states(state), "\(body)\(pager)")
  }

  private func states(_ chosen: Proposal.State) -> HTML {
    let items = Proposal.State.allCases.map { state -> HTML in
      let current: HTML = state == chosen ? " aria-current=\"true\"" : ""
      let text = context.text("portal.staff.proposals-\(state.rawValue)")
      return "<a href=\"\(staff.address(["proposals"], [WebRequest.Field("state", state.rawValue)]))\"\(current)>\(text)</a>\n"
    }
    return "<nav class=\"parts\" aria-label=\"\(context.text("portal.staff.proposal-states"))\">\n\(items)</nav>\n"
  }

  // MARK: Words

  private func operation(_ change: ProposedChange) -> String {
    let name = isRemark(change) ? "remark" : change.operation.rawValue
    return context.text("portal.staff.operation-\(name)")
  }

  /// Whether a change is a remark alone, which changes no field.
  private func isRemark(_ change: ProposedChange) -> Bool { change.operation == .change && change.fields.isEmpty }

  private func label(_ change: ProposedChange) -> String {
    context.schema.entity(change.entity)?.label[context.language] ?? change.entity
  }

  /// Returns the sender, the means and the day of a proposal.
  private func origin(of proposal: Proposal) -> String {
    let (origin, filed) = (proposal.origin, context.format.date(String(proposal.filedAt.prefix(10))))
    let by = origin.principal == PageViewer.visitor ? context.text("portal.staff.by-visitor") : origin.principal
    let name = origin.owner == "admin" ? origin.name : "\(origin.owner): \(origin.name)"
    let isCorrection = origin.kind == "form" && origin.owner == "admin" && origin.name == RecordCorrection.form
    return [by, isCorrection ? context.text("portal.correction.link") : name, filed].joined(separator: " · ")
  }

  // MARK: One proposal

  private func proposal(_ id: String, problem: String? = nil) throws -> PortalResponse {
    guard let difference = try staff.host().proposal(id, for: staff.viewer) else { throw PageError.notFound }
    let isPending = difference.proposal.state == .pending
    let records = try difference.records.map { try record($0, of: difference.proposal, isPending: isPending) }
    let decision: HTML = isPending ? decisionForms(difference) : decided(difference.proposal)
    let refusal: HTML? = problem.map { "<p class=\"problem\" role=\"alert\">\($0)</p>\n" }
    let lead: HTML = "<p class=\"meta\">\(origin(of: difference.proposal))</p>\n"
    let title = difference.records.first?.title[context.language] ?? id
    return staff.layout(
      title: title, lead: lead, "\(refusal)\(raw(difference.proposal))\(records)\(decision)", status: problem == nil ? 200 : 422)
  }

  /// The remark of a person, or the row of a file from which the proposal was made.
  private func raw(_ proposal: Proposal) -> HTML? {
    guard let raw = proposal.raw else { return nil }
    if proposal.origin.kind == "form" { return "<h2>\(context.text("portal.correction.remark"))</h2>\n\(HTML(paragraphs: raw))" }
    return "<details><summary>\(context.text("portal.staff.proposal-raw"))</summary>\n<pre>\(raw)</pre></details>\n"
  }

  private func record(_ record: ProposedRecord, of proposal: Proposal, isPending: Bool) throws -> HTML {
    let change = record.change
    let state: HTML? =
      record.state == .open ? nil : "<p class=\"problem\">\(context.text("portal.staff.proposed-\(record.state.rawValue)"))</p>\n"
    // A remark stands under its own heading.
    let heading: HTML? = isRemark(change) && proposal.raw != nil ? nil : "<h2>\(operation(change)): \(label(change))</h2>\n"
    let head: HTML = "\(heading)\(state)\(way(to: record))"
    let fields = try record.fields.map { try field($0, in: change, isPending: isPending) }
    if fields.isEmpty { return head }
    guard isPending, change.operation != .remove else { return "\(head)<dl class=\"facts\">\n\(fields)</dl>\n" }
    return """
      \(head)<form class="own" method="post" action="\(staff.address(["proposals", proposal.id, "adjust"]))">
      <input type="hidden" name="record" value="\(change.record)">
      \(fields)<button class="plain">\(context.text("portal.staff.adjust"))</button>
      </form>

      """
  }

  /// The way to the form of a record that exists.
  private func way(to record: ProposedRecord) -> HTML? {
    guard record.change.operation != .add || record.state == .exists, record.state != .gone else { return nil }
    let address = staff.address(["records", record.change.entity, record.change.record])
    return "<p><a href=\"\(address)\">\(context.text("portal.staff.edit")) (\(record.title[context.language]))</a></p>\n"
  }

  /// A field with what was, what is proposed and, where they differ, what is now; as a control where it can be adjusted.
  private func field(_ field: ProposedField, in change: ProposedChange, isPending: Bool) throws -> HTML {
    let (label, proposed) = (field.label[context.language], Self.text(field.proposed))
    let words = try self.words(field.proposed, of: field, in: change)
    let (base, present) = (try self.words(field.base, of: field, in: change), try self.words(field.present, of: field, in: change))
    let former: HTML? = field.base.isNull ? nil : "\(context.text("portal.staff.was", ["value": base])) "
    let now: HTML? =
      field.state == .conflict ? "<strong>\(context.text("portal.staff.is-now", ["value": present]))</strong>" : nil
    guard isPending, change.operation != .remove else { return "<dt>\(label)</dt><dd>\(words) \(former)\(now)</dd>\n" }
    let id = "field-\(change.record)-\(field.field)"
    let meaning: HTML? = words == proposed || proposed.isEmpty ? nil : "\(words). "
    return """
      <div class="field"><label for="\(id)">\(label)</label>
      <span class="help" id="\(id)-help">\(meaning)\(former)\(now)</span>
      <textarea id="\(id)" name="f.\(field.field)" rows="\(Self.lineCount(proposed))" aria-describedby="\(id)-help">
      \(proposed)</textarea></div>

      """
  }

  /// Returns a value in words: the label of a concept, the name of a record.
  private func words(_ value: FieldValue, of field: ProposedField, in change: ProposedChange) throws -> String {
    guard let description = context.schema.entity(change.entity)?.field(field.field) else { return Self.text(value) }
    return try context.values.text(value, description) ?? Self.text(value)
  }

  /// The lines that a text takes in a control, at most eight.
  private static func lineCount(_ text: String) -> Int {
    min(8, text.split(separator: "\n", omittingEmptySubsequences: false).reduce(0) { $0 + 1 + $1.count / 60 })
  }

  /// Returns a value as the adjustment reads it.
  private static func text(_ value: FieldValue) -> String {
    switch value {
    case .null: ""
    case .text(let text): text
    case .list(let elements): elements.map { $0.textValue ?? $0.json }.joined(separator: ",")
    default: value.json
    }
  }

  private func decisionForms(_ difference: ProposalDifference) -> HTML {
    let path = ["proposals", difference.proposal.id]
    let anyway: HTML? =
      difference.hasConflict
      ? "<label class=\"option\"><input type=\"checkbox\" name=\"anyway\" value=\"true\"> \(context.text("portal.staff.anyway"))</label>\n"
      : nil
    let needed: HTML? =
      difference.needed.isEmpty ? nil : "<p>\(context.text("portal.staff.with-others", ["count": difference.needed.count]))</p>\n"
    return """
      <h2>\(context.text("portal.staff.decide"))</h2>
      <form class="own" method="post" action="\(staff.address(path + ["accept"]))">
      \(needed)\(anyway)<button>\(context.text("portal.staff.accept"))</button>
      </form>
      <form class="own" method="post" action="\(staff.address(path + ["reject"]))">
      <div class="field"><label for="field-reason">\(context.text("portal.staff.reason"))</label>
      <textarea id="field-reason" name="reason" rows="2" required maxlength="\(PluginHost.proposalReasonLengthMax)"></textarea></div>
      <button class="plain">\(context.text("portal.staff.reject"))</button>
      </form>

      """
  }

  private func decided(_ proposal: Proposal) -> HTML {
    guard let decision = proposal.decision else { return .empty }
    let text = context.text("portal.staff.proposals-\(proposal.state.rawValue)")
    let reason: HTML? = decision.reason.map { HTML(paragraphs: $0) }
    return """
      <h2>\(text): \(decision.by)</h2>
      \(reason)\(staff.undoForm(decision.invocation))
      """
  }

  // MARK: Deciding

  /// Accepts, rejects or adjusts a proposal; `path` is its id and the decision.
  /// - Throws: as `page`.
  func submit(_ path: [String]) throws -> PortalResponse {
    let (id, viewer, host) = (path[0], staff.viewer, try staff.host())
    do {
      switch path[1] {
      case "accept":
        let anyway = context.request.formValue("anyway") == "true"
        return done(try Blocking.run { try await host.acceptProposals([id], anyway: anyway, by: viewer) })
      case "reject":
        let reason = context.request.formValue("reason") ?? ""
        return done(try Blocking.run { try await host.rejectProposals([id], reason: reason, by: viewer) })
      case "adjust": return try adjust(id)
      default: throw PageError.notFound
      }
    } catch let error as any Explainable {
      return try proposal(id, problem: error.message(in: context.language))
    }
  }

  private func done(_ decision: ProposalDecision) -> PortalResponse {
    .redirect(to: staff.address(decision.invocation.map { ["log", $0] } ?? ["proposals"]))
  }

  /// Sends the texts that differ from those proposed.
  private func adjust(_ id: String) throws -> PortalResponse {
    let (viewer, host, record) = (staff.viewer, try staff.host(), context.request.formValue("record"))
    guard let difference = try host.proposal(id, for: viewer) else { throw PageError.notFound }
    let fields = difference.records.filter { $0.change.record == record }.flatMap(\.fields)
    var changed: ExactDictionary<String> = [:]
    for field in fields {
      let text = context.request.formValue("f.\(field.field)")?.replacing("\r\n", with: "\n")
      if let text, text != Self.text(field.proposed) { changed[field.field] = text }
    }
    let texts = changed
    if !texts.isEmpty { _ = try Blocking.run { try await host.adjustProposal(id, record: record, texts: texts, by: viewer) } }
    return .redirect(to: staff.address(["proposals", id]))
  }
}
