import Ecosystem
import Store

/// The reference implementation of what a viewer may be shown: every record in memory, and the simplest reading of visibility and consent.
struct NaivePortal {
  private let audience: Audience
  private let records: [String: (entity: EntityDescription, record: Record)]

  /// - Parameter transaction: one of the admin.
  init(_ audience: Audience, _ transaction: StoreTransaction) throws {
    self.audience = audience
    var records: [String: (entity: EntityDescription, record: Record)] = [:]
    for entity in transaction.schema.entities {
      for record in try transaction.find(entity.id) { records[record.id] = (entity, record) }
    }
    self.records = records
  }

  /// Whether the viewer may be shown the text of a field.
  func shows(_ place: RandomPortal.Place) -> Bool {
    guard let (entity, _) = records[place.id], let field = entity.field(place.field) else { return false }
    return audience.sees(field.visibility) && isSeen(place.id) && (audience >= .staff || isListed(place.id))
  }

  /// Whether the viewer may learn that a record exists; false for an id of none.
  func exists(_ id: String) -> Bool { isSeen(id) && (audience >= .staff || isListed(id)) }

  /// The ids of the records that the viewer may not learn of.
  var hiddenIDs: Set<String> { Set(records.keys.filter { !exists($0) }) }

  /// Whether a record is seen: itself, and all that it must refer to.
  private func isSeen(_ id: String) -> Bool {
    guard let (entity, record) = records[id], let visibility = record["visibility"].textValue.flatMap(Visibility.init(rawValue:)) else {
      return false
    }
    guard audience.sees(visibility), record["standing"] != "example" else { return false }
    return entity.ownFields.allSatisfy { field in
      guard field.isRequired, let text = record[field.id].textValue else { return true }
      if let scheme = field.type.conceptScheme { return isSeen("\(scheme):\(text)") }
      return field.type.referencedEntities == nil || exists(text)
    }
  }

  /// Whether the persons whom a record concerns have consented to the directory. A record whose person the audience does not see, as the
  /// respondent of a feedback, is anonymous for it.
  private func isListed(_ id: String) -> Bool {
    guard let (entity, record) = records[id] else { return false }
    switch entity.id {
    case "person": return hasConsented(id)
    case "actor":
      return all("affiliation").allSatisfy { affiliation in
        affiliation["actor"].textValue != id || affiliation["role"].textValue != ConsentPurpose.ownAccountRole
          || hasConsented(affiliation["person"].textValue ?? "")
      }
    default:
      return entity.personFields.allSatisfy { field in
        guard audience.sees(field.visibility), let person = record[field.id].textValue, records[person]?.entity.id == "person" else {
          return true
        }
        return hasConsented(person)
      }
    }
  }

  private func hasConsented(_ person: String) -> Bool {
    let consents = all("consent").filter {
      $0["person"].textValue == person && $0["purpose"].textValue == ConsentPurpose.directory.rawValue
    }
    let withdrawals = consents.compactMap { $0["withdrawn_at"].textValue }
    return consents.contains { consent in
      guard consent["withdrawn_at"].isNull, let given = consent["given_at"].textValue else { return false }
      return withdrawals.allSatisfy { $0 < given }
    }
  }

  private func all(_ entity: String) -> [Record] { records.values.filter { $0.entity.id == entity }.map(\.record) }
}
