import Calendar
import Ecosystem
import Engine
import HostAPI
import Localization
import WebLink

/// The form by which a reader signals an error on the page of a record: other values of the fields she sees, or a remark. What she sends
/// waits as a proposal.
struct CorrectionPage {
  /// The last segment of its address: `/actors/kikk/correction`.
  static let segment = "correction"
  /// The entities on whose pages it is offered.
  static let entities: Set<String> = ["actor"]

  private let context: PageContext
  private let entity: EntityDescription
  private let id: String

  private static let remark = "remark"
  /// The fields that people can judge without knowing the vocabularies.
  private static let names = ["name", "legal_form", "founded", "dissolved", "website", "email", "phone", "city", "description"]

  /// - Parameter path: the collection, the id of the record, and ``segment``.
  /// - Throws: `PageError.notFound` for records that have no such form.
  init(_ context: PageContext, _ path: [String]) throws {
    guard let entity = context.schema.entity(collection: path[0]), Self.entities.contains(entity.id) else { throw PageError.notFound }
    (self.context, self.entity, id) = (context, entity, path[1])
  }

  private var fields: [FieldDescription] { Self.names.compactMap(entity.field).filter(\.isWritable) }

  // MARK: The form

  /// - Throws: `PageError.notFound` for a record that does not exist for the viewer.
  func page() throws -> PortalResponse {
    let record = try context.record(id, of: entity)
    if context.viewer.isStaff { return .redirect(to: context.links.to(["staff", "records", entity.id, record.id])) }
    return try page(record, texts(of: record), remark: "", problems: [])
  }

  /// The texts of the fields by name, as their controls hold them.
  private func texts(of record: Record) -> [String: [String: [String]]] {
    Dictionary(uniqueKeysWithValues: fields.map { ($0.id, FieldTexts.texts(record[$0.id], $0)) })
  }

  private func page(
    _ record: Record, _ texts: [String: [String: [String]]], remark: String, problems: [FieldProblem]
  ) throws -> PortalResponse {
    let controls = try fields.map { field in
      try FieldControl(context, field, texts: texts[field.id] ?? [:], problem: problem(of: field.id, problems), other: nil).html()
    }
    let path = [entity.collection, record.id]
    let title = try context.values.title(of: record, entity)
    let guarding = context.portal.formGuard.fields(label: context.text("portal.plugin.trap"), at: Instant.present.milliseconds)
    let body: HTML = """
      \(summary(problems))<form class="own" method="post" action="\(context.links.to(path + [Self.segment]))">
      \(controls)\(remarkField(remark, problem: problem(of: Self.remark, problems)))\(guarding)<button>\(context.text("portal.correction.send"))</button>
      <a class="button plain" href="\(context.links.to(path))">\(context.text("portal.staff.cancel"))</a>
      </form>

      """
    return Layout(context).response(
      title: context.text("portal.correction.title", ["title": title]),
      lead: "<p class=\"lead\">\(context.text("portal.correction.lead"))</p>\n", body, status: problems.isEmpty ? 200 : 422)
  }

  private func problem(of field: String, _ problems: [FieldProblem]) -> String? {
    problems.first { $0.field == field }?.message[context.language]
  }

  private func remarkField(_ text: String, problem: String?) -> HTML {
    let notes = FieldNotes(id: "field-remark", help: context.text("portal.correction.remark-help"), problem: problem)
    return """
      <div class="field"><label for="field-remark">\(context.text("portal.correction.remark"))</label>
      \(notes.html)<textarea id="field-remark" name="\(Self.remark)" rows="4" maxlength="\(RecordCorrection.remarkLengthMax)"\(notes.attributes)>
      \(text)</textarea></div>

      """
  }

  /// The errors, each a link to its field; those of the whole lead to the remark.
  private func summary(_ problems: [FieldProblem]) -> HTML {
    let shown = fields.map(\.id)
    let items = problems.map { problem -> (id: String, text: String) in
      let text = problem.message[context.language]
      guard let name = problem.field, let field = entity.field(name), shown.contains(name) else { return ("field-remark", text) }
      return (FieldControl.id(of: name), "\(field.label[context.language]): \(text)")
    }
    return ProblemSummary(context, items).html
  }

  // MARK: Sending

  /// - Throws: as `page`, and the errors of the store.
  func submit() throws -> PortalResponse {
    let record = try context.record(id, of: entity)
    let (texts, remark) = (sent(), context.request.formValue(Self.remark) ?? "")
    func refused(_ problems: [FieldProblem]) throws -> PortalResponse { try page(record, texts, remark: remark, problems: problems) }
    guard context.portal.formGuard.allows(context.request.form, at: Instant.present.milliseconds) else {
      return try refused([FieldProblem(nil, LocalizedText("portal.plugin.guard"))])
    }
    let (changes, problems) = changes(texts, of: record)
    guard problems.isEmpty else { return try refused(problems) }
    let correction = RecordCorrection(entity.id, record.id, changes: changes, remark: remark, viewer: context.pageViewer)
    let host = try context.portal.host(context.language)
    switch try Blocking.run({ try await host.file(correction) }) {
    case .notFound: throw PageError.notFound
    case .refused(let problems): return try refused(problems)
    case .accepted, .proposed: return thanks(record)
    }
  }

  private func thanks(_ record: Record) -> PortalResponse {
    let back = context.links.to([entity.collection, record.id])
    let body: HTML = """
      <p role="status">\(context.text("portal.proposal.sent"))</p>
      <p><a class="button" href="\(back)">\(context.text("portal.plugin.continue"))</a></p>

      """
    return Layout(context).response(title: context.text("portal.plugin.done"), body)
  }

  private func sent() -> [String: [String: [String]]] {
    var texts: [String: [String: [String]]] = [:]
    for field in fields {
      let value = context.request.formValue(FieldControl.name(of: field.id)) ?? ""
      texts[field.id] = ["": [value.replacing("\r\n", with: "\n")]]
    }
    return texts
  }

  /// Reads the fields whose texts differ from those of the record. A field that was not sent stays as it is.
  private func changes(
    _ texts: [String: [String: [String]]], of record: Record
  ) -> (changes: ExactDictionary<FieldValue>, problems: [FieldProblem]) {
    var (changes, problems): (ExactDictionary<FieldValue>, [FieldProblem]) = ([:], [])
    for field in fields where context.request.formValue(FieldControl.name(of: field.id)) != nil {
      guard let sent = texts[field.id], sent != FieldTexts.texts(record[field.id], field) else { continue }
      guard let value = FieldTexts.value(sent, field) else {
        problems.append(FieldProblem(field.id, LocalizedText("portal.staff.not-a-value")))
        continue
      }
      if value != record[field.id] { changes[field.id] = value }
    }
    return (changes, problems)
  }
}
