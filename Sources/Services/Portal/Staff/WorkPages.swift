import Bundles
import Ecosystem
import Engine
import Localization
import Store
import WebLink

/// The pages about what was done and what runs: the log with undo, the history of a record, jobs, plugins.
struct WorkPages {
  private let staff: StaffPages
  private var context: PageContext { staff.context }

  /// Upper bound of the entries that the log shows.
  private static let entriesMax = 200

  init(_ staff: StaffPages) { self.staff = staff }

  private func table(_ columns: [String], _ rows: [[HTML]]) -> HTML {
    let head = columns.map { column -> HTML in "<th scope=\"col\">\(context.text("portal.staff.column-\(column)"))</th>" }
    let body = rows.map { row -> HTML in
      let cells = row.map { cell -> HTML in "<td>\(cell)</td>" }
      return "<tr>\(cells)</tr>\n"
    }
    if rows.isEmpty { return "<p class=\"empty\">\(context.text("portal.staff.nothing"))</p>\n" }
    let label = context.text("portal.staff.table")
    return """
      <div class="scroll" tabindex="0" role="region" aria-label="\(label)"><table>
      <thead><tr>\(head)</tr></thead>
      <tbody>
      \(body)</tbody></table></div>

      """
  }

  private func moment(_ instant: String?) -> HTML {
    guard let instant else { return "–" }
    return "\(context.format.date(String(instant.prefix(10)))) \(String(instant.dropFirst(11).prefix(5)))"
  }

  // MARK: Jobs and plugins

  func jobs() throws -> PortalResponse {
    let rows = try staff.host().jobs().map { job -> [HTML] in
      let state = context.text("portal.staff.state-\(job.state)")
      return [
        "\(job.title[context.language])<br><code>\(job.id)</code>", "\(job.schedule)", "\(state)", moment(job.lastRunAt),
        "\(job.lastOutcome ?? "–")", moment(job.nextRunAt),
      ]
    }
    return staff.layout(
      title: context.text("portal.staff.nav-jobs"), table(["job", "schedule", "state", "last-run", "outcome", "next-run"], rows))
  }

  func plugins() throws -> PortalResponse {
    let host = try staff.host()
    let quarantined = Set(try host.quarantines().map(\.name))
    let rows = try host.installed().map { plugin -> [HTML] in
      let requests = try host.bundle(named: plugin.name).manifest.permissions
      let permissions = requests.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.access)" }
      let state = context.text(quarantined.contains(plugin.name) ? "portal.staff.state-quarantined" : "portal.staff.state-active")
      return [
        "\(plugin.title[context.language])<br><code>\(plugin.name)</code>", "\(plugin.version)", "\(state)", "\(plugin.recordCount)",
        permissions.map { line -> HTML in "<code>\(line)</code>" }.joined(by: "<br>"),
      ]
    }
    return staff.layout(
      title: context.text("portal.staff.nav-plugins"), table(["plugin", "version", "state", "records", "permissions"], rows))
  }

  // MARK: The log

  /// The last entries, or one of them.
  func log(_ path: [String]) throws -> PortalResponse {
    if path.count == 1 { return try entry(path[0]) }
    guard path.isEmpty else { throw PageError.notFound }
    let (who, word) = (context.request.value("who") ?? "", context.request.value("q") ?? "")
    let found = try InvocationLog(workspace: context.portal.workspace).last(Self.entriesMax).filter { entry in
      (who.isEmpty || entry.principal == who)
        && (word.isEmpty || "\(entry.plugin) \(entry.kind) \(entry.name) \(entry.outcome)".lowercased().contains(word.lowercased()))
    }
    let rows = found.map { entry -> [HTML] in
      let principal: HTML = "<a href=\"\(context.here(["who": entry.principal]))\">\(entry.principal)</a>"
      return [
        "<a href=\"\(staff.address(["log", entry.id]))\">\(moment(entry.startedAt))</a>", principal, "\(entry.plugin)",
        "\(entry.kind) \(entry.name)", "\(entry.outcomeText(in: context.language))",
      ]
    }
    let search = SearchForm(
      context, path: context.request.path, label: context.text("portal.staff.search-log"),
      hidden: context.filterFields.filter { $0.name != "q" }
    ).html
    let all: HTML? = who.isEmpty ? nil : "<p><a href=\"\(context.here(["who": nil]))\">\(context.text("portal.staff.everybody"))</a></p>\n"
    return staff.layout(
      title: context.text("portal.staff.nav-log"), "\(search)\(all)\(table(["when", "who", "plugin", "what", "outcome"], rows))")
  }

  private func entry(_ id: String, problem: String? = nil) throws -> PortalResponse {
    let log = InvocationLog(workspace: context.portal.workspace)
    guard let entry = try? log.invocation(id) else { throw PageError.notFound }
    let change = try log.change(of: entry.id)
    let rows = change?.rows.map { row -> HTML in
      let text = context.text("portal.staff.what-\(row.what.rawValue)")
      guard context.schema.entity(row.entity) != nil, row.what != .deleted else { return "<li>\(text): \(row.entity) \(row.id)</li>\n" }
      return "<li>\(text): <a href=\"\(staff.address(["records", row.entity, row.id]))\">\(row.entity) \(row.id)</a></li>\n"
    }
    let refusal: HTML? = problem.map { "<p class=\"problem\" role=\"alert\">\($0)</p>\n" }
    let undo: HTML? = change == nil || !Self.isUndoable(entry) ? nil : staff.undoForm(entry.id)
    let detail: HTML? = entry.detail.map { HTML(paragraphs: $0) }
    let body: HTML = """
      \(refusal)<dl class="facts">
      <dt>\(context.text("portal.staff.column-when"))</dt><dd>\(moment(entry.startedAt)) UTC</dd>
      <dt>\(context.text("portal.staff.column-who"))</dt><dd>\(entry.principal)</dd>
      <dt>\(context.text("portal.staff.column-what"))</dt><dd>\(entry.plugin) · \(entry.kind) \(entry.name)</dd>
      <dt>\(context.text("portal.staff.column-outcome"))</dt><dd>\(entry.outcomeText(in: context.language))</dd>
      </dl>
      \(detail)<ul>
      \(rows ?? [])</ul>
      \(undo)
      """
    return staff.layout(title: context.text("portal.staff.entry"), body, status: problem == nil ? 200 : 409)
  }

  /// Whether the staff may undo an entry: what was done on the portal.
  private static func isUndoable(_ entry: LoggedInvocation) -> Bool {
    entry.principal == PageViewer.visitor || entry.principal.hasPrefix(PageViewer.visitor + ":")
  }

  /// Undoes a change. One on which later changes depend is refused, with the reason.
  func undo() throws -> PortalResponse {
    let id = context.request.formValue("invocation") ?? ""
    guard let entry = try? InvocationLog(workspace: context.portal.workspace).invocation(id), Self.isUndoable(entry) else {
      throw PageError.notFound
    }
    let (host, viewer) = (try staff.host(), staff.viewer)
    do {
      let outcome = try Blocking.run { try await host.undo(entry.id, by: viewer) }
      return .redirect(to: staff.address(["log", outcome.invocation ?? entry.id]))
    } catch let error as any Explainable {
      return try self.entry(entry.id, problem: error.message(in: context.language))
    }
  }

  // MARK: The history of a record

  func history(_ entity: EntityDescription, _ id: String) throws -> PortalResponse {
    let history = try staff.host().history(entity.id, id, for: context.viewer.scope)
    let rows = try history.steps.map { step -> [HTML] in
      let fields = try self.fields(of: step.change, entity)
      let text = context.text("portal.staff.what-\(step.change.what.rawValue)")
      let undone: HTML? = step.undoneBy.map { _ in " (\(context.text("portal.staff.undone")))" }
      return [
        "<a href=\"\(staff.address(["log", step.invocation.id]))\">\(moment(step.invocation.startedAt))</a>",
        "\(step.invocation.principal)",
        "\(text)\(undone)", fields,
      ]
    }
    let back: HTML = "<p><a href=\"\(staff.address(["records", entity.id, id]))\">\(context.text("portal.staff.back"))</a></p>\n"
    let record = try context.transaction.get(entity.id, id)
    let title = try record.map { try context.values.title(of: $0, entity) } ?? id
    return staff.layout(
      title: context.text("portal.staff.history-of", ["id": title]), "\(back)\(table(["when", "who", "what", "fields"], rows))")
  }

  /// The fields of a change: the names of those that an added record has, and of a changed one what each was and became.
  private func fields(of change: RecordChange, _ entity: EntityDescription) throws -> HTML {
    let shown = change.fields.filter { !Self.bookkeeping.contains($0.field) }
    if change.what != .changed {
      return HTML(text: shown.map { entity.field($0.field)?.label[context.language] ?? $0.field }.joined(separator: ", "))
    }
    return try shown.map { difference -> HTML in
      guard let field = entity.field(difference.field) else { return "\(difference.field)" }
      let (before, after) = (try context.values.text(difference.before, field), try context.values.text(difference.after, field))
      return "\(field.label[context.language]): \(before ?? "–") → \(after ?? "–")"
    }.joined(by: "<br>")
  }

  /// The fields that the store maintains.
  private static let bookkeeping: Set<String> = ["id", "owner", "created_at", "updated_at"]
}
