import Ecosystem
import Engine
import Store

/// Fills the territory and the point of records from their postcode or town.
///
/// A filled value is marked in the field `place_basis` of the plugin whose gazetteer has the place, where that plugin declares the
/// field: `postcode` or `town`. A marked value follows its address; a value that somebody gave is never changed.
final class PlaceFiller {
  private let entity: EntityDescription
  private let read: () throws -> Gazetteer
  private var gazetteer: Gazetteer?
  /// Whether a territory lies in another one, by both ids.
  private var inside: ExactDictionary<Bool> = [:]

  /// The fields of an address.
  private static let addressFields = ["postcode", "city", "country"]
  /// Maximum number of territories above one.
  private static let depthMax = 32

  /// - Parameter gazetteers: returns the gazetteers; called once, when an address is first looked up.
  init(_ entity: EntityDescription, gazetteers: @escaping () throws -> Gazetteer) {
    self.entity = entity
    read = gazetteers
  }

  /// Whether records of an entity have a town, a territory and a point.
  static func canPlace(_ entity: EntityDescription) -> Bool {
    guard let territory = entity.territoryField, entity.field(territory)?.type.isList == false else { return false }
    return ["city", "lat", "lon"].allSatisfy { entity.field($0) != nil }
  }

  /// Returns what a record needs besides its fields: a territory, a point and the mark.
  ///
  /// - Parameters:
  ///   - fields: the fields of a new record, or the changes of an existing one.
  ///   - record: the existing record; nothing is filled unless its address changes, or `fields` is empty.
  /// - Throws: `CSVError` for a malformed gazetteer, `StoreError` when the database cannot be read.
  func missing(
    from fields: ExactDictionary<FieldValue>, of record: Record? = nil, in transaction: StoreTransaction
  ) throws -> ExactDictionary<FieldValue> {
    guard Self.canPlace(entity), let territoryField = entity.territoryField else { return [:] }
    let isAddressed = Self.addressFields.contains { fields[$0] != nil }
    guard isAddressed || record != nil && fields.isEmpty else { return [:] }
    let derived = try derivedFields(of: record, territoryField)
    func isGiven(_ name: String) -> Bool {
      if let value = fields[name] { return value != .null }
      return record.map { $0[name] != .null && !derived.contains(name) } ?? false
    }
    let wanted = [territoryField, "lat"].filter { !isGiven($0) }
    if wanted.isEmpty { return [:] }
    func value(_ name: String) -> String? { (fields[name] ?? record?[name] ?? .null).textValue }
    let given = isGiven(territoryField) ? value(territoryField) : nil
    var match = try match(value, given: given)
    if let found = match, let given, try !lies(found.place.territory, in: given, transaction) { match = nil }
    let former = Self.cleared(derived, marks(of: record))
    return match.map { former.merging(filled($0, wanted)) { _, new in new } } ?? former
  }

  /// - Parameter territory: the given territory; its code of ISO 3166 begins with the country.
  private func match(_ value: (String) -> String?, given territory: String?) throws -> Gazetteer.Match? {
    let gazetteer = try self.gazetteer ?? read()
    self.gazetteer = gazetteer
    guard !gazetteer.isEmpty else { return nil }
    let country = value("country") ?? territory.flatMap { $0.split(separator: "-").first }.flatMap { $0.utf8.count == 2 ? String($0) : nil }
    return gazetteer.match(country: country, postcode: value("postcode"), town: value("city"))
  }

  /// Returns those of the territory and the latitude of a marked record that its former address gave.
  private func derivedFields(of record: Record?, _ territoryField: String) throws -> [String] {
    guard let record, !marks(of: record).isEmpty, let former = try match({ record[$0].textValue }, given: nil) else { return [] }
    var derived: [String] = []
    if record[territoryField] == .text(former.place.territory) { derived.append(territoryField) }
    if let point = former.place.point, record["lat"] == .number(point.latitude), record["lon"] == .number(point.longitude) {
      derived.append("lat")
    }
    return derived
  }

  /// Returns the changes that take back what a former address gave.
  private static func cleared(_ derived: [String], _ marks: [String]) -> ExactDictionary<FieldValue> {
    var cleared: ExactDictionary<FieldValue> = [:]
    for name in derived.isEmpty ? [] : derived + marks + (derived.contains("lat") ? ["lon"] : []) { cleared[name] = .null }
    return cleared
  }

  private func filled(_ match: Gazetteer.Match, _ wanted: [String]) -> ExactDictionary<FieldValue> {
    var filled: ExactDictionary<FieldValue> = [:]
    for name in wanted where name != "lat" { filled[name] = .text(match.place.territory) }
    if wanted.contains("lat"), let point = match.place.point {
      (filled["lat"], filled["lon"]) = (.number(point.latitude), .number(point.longitude))
    }
    let mark = "\(match.place.plugin).\(Self.mark)"
    if !filled.isEmpty, entity.field(mark) != nil { filled[mark] = .text(match.basis.rawValue) }
    return filled
  }

  private static let mark = "place_basis"

  /// The marks that a record bears.
  private func marks(of record: Record?) -> [String] {
    guard let record else { return [] }
    return record.fields.keys.filter { $0.hasSuffix(".\(Self.mark)") && record[$0] != .null }
  }

  private func lies(_ territory: String, in outer: String, _ transaction: StoreTransaction) throws -> Bool {
    let key = "\(territory) \(outer)"
    if let known = inside[key] { return known }
    var current: String? = territory
    for _ in 0..<Self.depthMax {
      guard let here = current else { break }
      if here.isExactly(outer) {
        inside[key] = true
        return true
      }
      current = try transaction.get("territory", here)?["parent"].textValue
    }
    inside[key] = false
    return false
  }
}
