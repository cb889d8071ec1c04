import Calendar
import Ecosystem
import Funding
import Store

/// Gathers facts on actors and projects from the records, with their source.
///
/// Facts that the plugin may not read stay unknown: figures and labels need `actors`, ownership needs `relations`, awards need
/// `funding`.
struct FundingFacts {
  /// The day the facts are asked for.
  let day: Day
  private let records: FundingRecords
  private let territories: TerritoryTree
  private let sectors: TerritoryTree
  let undertakings: FundingUndertakings?
  private let identifiers: [String: [Record]]
  private let labels: [String: [Record]]

  /// - Parameter actor: the actor that will be asked about; nil for any, for which all records are read at once.
  init(_ records: FundingRecords, on day: Day, about actor: String?) throws {
    self.records = records
    self.day = day
    territories = TerritoryTree(parents: try records.parents("territory"))
    sectors = TerritoryTree(parents: try records.parents("concept", where: ["scheme": "sector"]))
    undertakings = try FundingUndertakings.ifReadable(records, on: day)
    let readable = records.context.permissions.grant("actors").access >= .read
    let about: FieldValue = actor.map { ["actor": .text($0)] } ?? [:]
    identifiers = readable ? try records.grouped("identifier", where: about, by: "actor") : [:]
    labels = readable ? try records.grouped("label_award", where: about, by: "actor") : [:]
  }

  // MARK: Facts

  /// Returns the known facts of an actor.
  func facts(of actor: Record) throws -> Facts {
    var facts = Facts()
    func note(_ name: String, _ value: FieldValue, source: String) { facts[name] = Fact(value, source: source) }
    for (name, value) in actor.fields where Self.isFact(name) { note(name, value, source: "actors.\(name)") }
    note("legal_form", Self.folded(actor["legal_form"]), source: "actors.legal_form")
    note("territory", placed(actor["territory"]), source: "actors.territory")
    note("sectors", classified(actor["sectors"]), source: "actors.sectors")
    note("age_years", age(actor["founded"]), source: "actors.founded")
    for identifier in identifiers[actor.id] ?? [] {
      guard let scheme = identifier["scheme"].textValue else { continue }
      note(
        "identifier.\(scheme)", identifier["value"], source: "identifiers, \(identifier["status"].textValue ?? "provisional")")
    }
    note("labels", .list(validLabels(of: actor.id)), source: "label_awards")
    if validLabels(of: actor.id).isEmpty { note("labels", .null, source: "") }
    return facts.merging(try undertakings?.facts(of: actor.id, home: home(of: actor)) ?? Facts())
  }

  /// Returns the known facts of a project; its fields have `project_` in front where the actor has one of that name.
  func facts(ofProject project: Record) throws -> Facts {
    var facts = Facts()
    func note(_ name: String, _ value: FieldValue, field: String) {
      facts[name] = Fact(value, source: "projects.\(field)")
    }
    for (name, value) in project.fields where name.contains(".") { note(name, value, field: name) }
    note("stage", project["stage"], field: "stage")
    note("budget", project["budget"], field: "budget")
    note("project_start", project["start"], field: "start")
    note("project_sectors", classified(project["sectors"]), field: "sectors")
    note("project_territory", placed(project["territory"]), field: "territory")
    let members = try records.count("consortium_member", where: ["project": .text(project.id)])
    if members > 0 { facts["consortium_size"] = Fact(.integer(Int64(members)), source: "consortium_members") }
    return facts
  }

  /// Returns the facts the caller gives: places and sectors are completed with those that contain them.
  func given(_ table: ExactDictionary<FieldValue>) -> Facts {
    var facts = Facts(table, source: "given")
    for (name, value) in table {
      let completed: FieldValue? =
        switch name {
        case "territory", "project_territory": placed(value)
        case "sectors", "project_sectors": classified(value)
        case "legal_form": Self.folded(value)
        default: nil
        }
      if let completed { facts[name] = Fact(completed, source: "given") }
    }
    return facts
  }

  /// Returns the Member State an actor sits in: `BE`; nil outside the Union and where no territory is known.
  func home(of actor: Record) -> String? { actor["territory"].textValue.flatMap(memberState) }

  /// The Member State a territory is, or lies in.
  func memberState(of territory: String) -> String? {
    territories.path(of: territory).first(where: MemberState.isCode)
  }

  // MARK: Values

  private static let hidden: Set<String> = ["id", "owner", "created_at", "updated_at", "email", "phone", "lat", "lon"]

  private static func isFact(_ name: String) -> Bool { !hidden.contains(name) }

  /// A legal form without case, accents and points: `S.A.` is `sa`.
  private static func folded(_ value: FieldValue) -> FieldValue {
    guard let text = value.textValue else { return value }
    return .text(Folding.fold(text).filter { $0 != "." })
  }

  private func placed(_ value: FieldValue) -> FieldValue {
    switch value {
    case .text(let place): .list(territories.path(of: place).map(FieldValue.text))
    case .list(let places): .list(unique(places.compactMap(\.textValue).flatMap(territories.path)))
    default: value
    }
  }

  /// Sector codes with those they are part of, so that a rule about audiovisual media finds the cinema.
  private func classified(_ value: FieldValue) -> FieldValue {
    guard !value.isNull, value != .boolean(false) else { return value }
    let codes = (value.listValue ?? [value]).compactMap(\.textValue)
    return .list(
      unique(codes.flatMap { sectors.path(of: "sector:\($0)").map { String($0.dropFirst("sector:".count)) } }))
  }

  private func unique(_ words: [String]) -> [FieldValue] {
    var seen: Set<ExactString> = []
    return words.filter { seen.insert(ExactString($0)).inserted }.map(FieldValue.text)
  }

  /// Whole years since the foundation; when only the year of foundation is known, they count from its last day.
  private func age(_ founded: FieldValue) -> FieldValue {
    guard let founded = founded.textValue.flatMap({ Day($0, .last) }) else { return .null }
    let years = day.year - founded.year
    return .integer(Int64(max(0, founded.adding(years: years) <= day ? years : years - 1)))
  }

  private func validLabels(of actor: String) -> [FieldValue] {
    (labels[actor] ?? []).filter { award in
      guard award["standing"] != "proposed" else { return false }
      let issued = award["issued"].textValue.flatMap { Day($0, .first) }
      let expires = award["expires"].textValue.flatMap { Day($0, .last) }
      return issued.map { $0 <= day } ?? true && expires.map { day <= $0 } ?? true
    }.map { $0["label"] }
  }
}
