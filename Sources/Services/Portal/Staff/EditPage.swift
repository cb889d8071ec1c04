import Ecosystem
import Engine
import HostAPI
import Localization
import Store
import WebLink

/// The form of a record, made from the description of its entity, and what becomes of it.
struct EditPage {
  private let staff: StaffPages
  private let entity: EntityDescription
  private var context: PageContext { staff.context }

  /// The content of a form: the texts of the fields, their errors, and what another person has saved meanwhile.
  private struct Content {
    var texts: [String: [String: [String]]] = [:]
    var problems: [String: String] = [:]
    /// Errors of the whole record.
    var wholeProblems: [String] = []
    var others: [String: String] = [:]
    var revision: String?
  }

  init(_ staff: StaffPages, _ entity: EntityDescription) { (self.staff, self.entity) = (staff, entity) }

  /// The fields that people fill in.
  private var fields: [FieldDescription] { entity.fields.filter { $0.isWritable && $0.id != "id" } }

  private func record(_ id: String) throws -> Record {
    guard let record = try context.transaction.get(entity.id, id) else { throw PageError.notFound }
    return record
  }

  // MARK: The form

  /// - Parameter id: the id of the record; nil for a new one.
  /// - Throws: `PageError.notFound`, and the errors of the store.
  func form(_ id: String?) throws -> PortalResponse {
    let record = try id.map(record)
    return try page(record, content(of: record))
  }

  private func content(of record: Record?) -> Content {
    var content = Content()
    for field in fields { content.texts[field.id] = FieldTexts.texts(record.map { $0[field.id] } ?? field.defaultValue, field) }
    content.revision = record?["updated_at"].textValue
    return content
  }

  private func page(_ record: Record?, _ content: Content, status: Int = 200) throws -> PortalResponse {
    let controls = try controls(of: fields.filter { $0.plugin == nil }, content)
    let plugins = Set(fields.compactMap(\.plugin)).sorted()
    let others = try plugins.map { plugin in try self.fields(of: plugin, content) }
    let known = fields.compactMap { field in
      content.problems[field.id].map { (id: FieldControl.id(of: field.id), text: "\(field.label[context.language]): \($0)") }
    }
    let summary = ProblemSummary(context, content.wholeProblems.map { (id: "record", text: $0) } + known).html
    let title =
      try record.map { try context.values.title(of: $0, entity) }
      ?? context.text("portal.staff.new", ["entity": entity.label[context.language]])
    let path = ["records", entity.id, record?.id ?? StaffPages.new]
    let body: HTML = """
      \(summary)<form class="own" id="record" method="post" action="\(staff.address(path))">
      <input type="hidden" name="revision" value="\(content.revision ?? "")">
      \(controls)\(others)<button>\(context.text("portal.staff.save"))</button>
      </form>
      \(try record.map { try further($0) })
      """
    return staff.layout(title: title, lead: "<p class=\"lead\">\(entity.label[context.language])</p>\n", body, status: status)
  }

  private func controls(of fields: [FieldDescription], _ content: Content) throws -> [HTML] {
    try fields.map { field in
      try FieldControl(
        context, field, texts: content.texts[field.id] ?? [:], problem: content.problems[field.id], other: content.others[field.id]
      ).html()
    }
  }

  /// The fields that a plugin adds, folded unless one of them has a value or needs attention.
  private func fields(of plugin: String, _ content: Content) throws -> HTML {
    let own = fields.filter { $0.plugin == plugin }
    let isOpen = own.contains { field in
      content.problems[field.id] != nil || content.others[field.id] != nil
        || content.texts[field.id]?.values.joined().contains { !$0.isEmpty } == true
    }
    let open: HTML = isOpen ? " open" : ""
    let title = context.text("portal.staff.plugin-fields", ["plugin": plugin, "count": own.count])
    return "<details\(open)><summary>\(title)</summary>\n\(try controls(of: own, content))</details>\n"
  }

  /// The ways from the form of a record: its page, its history, the actions of plugins, its deletion.
  private func further(_ record: Record) throws -> HTML {
    let path = ["records", entity.id, record.id]
    let actions = try ActionPages(staff).links(entity, record.id)
    return """
      <h2>\(context.text("portal.staff.more"))</h2>
      <ul>
      <li><a href="\(context.links.to([entity.collection, record.id]))">\(context.text("portal.staff.view"))</a></li>
      <li><a href="\(staff.address(path + ["history"]))">\(context.text("portal.staff.history"))</a></li>
      \(actions)<li><a href="\(staff.address(path + ["delete"]))">\(context.text("portal.staff.delete"))</a></li>
      </ul>

      """
  }

  // MARK: Saving

  /// - Throws: as `form`.
  func save(_ id: String?) throws -> PortalResponse {
    let record = try id.map(record)
    var content = Content()
    content.revision = context.request.formValue("revision")
    let changes = try read(into: &content, before: record)
    guard content.problems.isEmpty else { return try page(record, content, status: 422) }
    let edit = RecordEdit(entity.id, record?.id, changes: changes, revision: content.revision, viewer: staff.viewer)
    let host = try staff.host()
    do {
      switch try Blocking.run({ try await host.save(edit) }) {
      case .saved(let id, let invocation): return saved(id, invocation)
      case .notFound: throw PageError.notFound
      case .conflict: return try conflict(record, content)
      }
    } catch let error as any Explainable {
      note(error, in: &content)
      return try page(record, content, status: 422)
    }
  }

  /// Reads the fields that were sent. A field whose texts are those of the record is left as it is.
  private func read(into content: inout Content, before record: Record?) throws -> ExactDictionary<FieldValue> {
    var changes: ExactDictionary<FieldValue> = [:]
    for field in fields {
      let present = record.map { $0[field.id] } ?? .null
      let (former, texts) = (FieldTexts.texts(present, field), sent(field))
      content.texts[field.id] = texts
      if texts == former, record != nil { continue }
      guard let value = FieldTexts.value(texts, field) else {
        content.problems[field.id] = context.text("portal.staff.not-a-value")
        continue
      }
      let (resolved, suggestions) = try NamedRecords(context).resolved(value, field)
      if !suggestions.isEmpty {
        content.problems[field.id] = context.text("portal.staff.which", ["suggestions": suggestions.joined(separator: ", ")])
      }
      if resolved != present { changes[field.id] = resolved }
    }
    return changes
  }

  /// The texts of a field by control, as the form brought them.
  private func sent(_ field: FieldDescription) -> [String: [String]] {
    let prefix = FieldControl.name(of: field.id)
    var texts: [String: [String]] = [:]
    for sent in context.request.form where sent.name == prefix || sent.name.hasPrefix(prefix + "/") {
      let part = String(sent.name.dropFirst(prefix.count + 1))
      texts[part, default: []].append(sent.value.replacing("\r\n", with: "\n"))
    }
    if case .list(.choice) = field.type { texts[""] = texts[""] ?? [] }
    return texts
  }

  /// Shows what another person saved since the form was opened, beside what was entered; the next saving is based on that.
  private func conflict(_ record: Record?, _ content: Content) throws -> PortalResponse {
    guard let record else { throw PageError.notFound }
    var content = content
    content.revision = record["updated_at"].textValue
    content.wholeProblems = [context.text("portal.staff.conflict")]
    for field in fields where FieldTexts.texts(record[field.id], field) != content.texts[field.id] {
      content.others[field.id] = try context.values.text(record[field.id], field) ?? "–"
    }
    return try page(record, content, status: 409)
  }

  /// Puts the refusal of the model or of a plugin beside the fields it names.
  private func note(_ error: any Explainable, in content: inout Content) {
    func add(_ field: String?, _ text: String) {
      if let field, fields.contains(where: { $0.id == field }) {
        content.problems[field] = text
      } else {
        content.wholeProblems.append(text)
      }
    }
    switch error {
    case let error as EcosystemError: for problem in error.problems { add(problem.field, problem.message(in: context.language)) }
    case let error as StoreError: add(error.field, error.message(in: context.language))
    case let error as ValidationRefusal: add(error.field, error.reason)
    default: add(nil, error.message(in: context.language))
    }
  }

  private func saved(_ id: String, _ invocation: String?) -> PortalResponse {
    .redirect(to: invocation.map { staff.address(["log", $0]) } ?? staff.address(["records", entity.id, id]))
  }

  // MARK: Deleting

  /// Asks whether a record is to be deleted.
  /// - Throws: as `form`.
  func confirmation(_ id: String, problem: String? = nil) throws -> PortalResponse {
    let record = try record(id)
    let title = try context.values.title(of: record, entity)
    let path = ["records", entity.id, record.id]
    let refusal: HTML? = problem.map { "<p class=\"problem\" role=\"alert\">\($0)</p>\n" }
    let body: HTML = """
      \(refusal)<p>\(context.text("portal.staff.delete-question", ["title": title]))</p>
      <form method="post" action="\(staff.address(path + ["delete"]))">
      <input type="hidden" name="revision" value="\(record["updated_at"].textValue ?? "")">
      <button>\(context.text("portal.staff.delete"))</button>
      <a class="button plain" href="\(staff.address(path))">\(context.text("portal.staff.cancel"))</a>
      </form>

      """
    return staff.layout(title: context.text("portal.staff.delete"), body, status: problem == nil ? 200 : 422)
  }

  /// - Throws: as `form`.
  func delete(_ id: String) throws -> PortalResponse {
    let edit = RecordEdit(entity.id, id, revision: context.request.formValue("revision"), viewer: staff.viewer)
    let host = try staff.host()
    do {
      switch try Blocking.run({ try await host.delete(edit) }) {
      case .saved(_, let invocation): return .redirect(to: staff.address(invocation.map { ["log", $0] } ?? ["records", entity.id]))
      case .notFound: throw PageError.notFound
      case .conflict: return try confirmation(id, problem: context.text("portal.staff.conflict-delete"))
      }
    } catch let error as any Explainable {
      return try confirmation(id, problem: error.message(in: context.language))
    }
  }
}
