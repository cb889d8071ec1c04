import Ecosystem

/// Awards as grants of the 360Giving Data Standard 1.4 (standard.threesixtygiving.org).
public struct GrantRecords {
  private let context: FeedContext

  public init(_ context: FeedContext) { self.context = context }

  /// The text before the grants of a package. A licence that is no web address is left out: the standard wants a URI.
  public static func beginning(licence: String?) -> String {
    let address = licence.flatMap { FeedContext.isWebAddress($0) ? $0 : nil }
    let licence = address.map { "\"license\":\(FieldValue.text($0).json)," } ?? ""
    return "{\"version\":\"1.4\",\(licence)\"grants\":["
  }

  /// Returns an award as a grant; nil for one whose funder, recipient, amount or date to the day is not known to the audience.
  ///
  /// - Throws: errors of the context.
  public func grant(_ record: Record) throws -> FieldValue? {
    guard let money = Money(record["amount_awarded"]), CalendarRecords.day(record["award_date"]) != nil,
      let funder = try organisation(record["funder"]), let recipient = try organisation(record["recipient"])
    else { return nil }
    var grant: ExactDictionary<FieldValue> = [
      "id": .text(identifier(record)), "title": record["title"], "description": record["description"],
      "currency": .text(money.currency), "amountAwarded": Self.major(money.cents), "awardDate": record["award_date"],
      "fundingOrganization": [funder], "recipientOrganization": [recipient], "url": record["url"],
      "dateModified": record["updated_at"],
    ]
    if let title = try context.referenced(record["programme"], in: "programme").flatMap({ context.text($0["name"]) }) {
      grant["grantProgramme"] = [["code": record["programme"], "title": .text(title)]]
    }
    let planned: ExactDictionary<FieldValue> = ["startDate": record["start"], "endDate": record["end"]]
    if planned.values.contains(where: { !$0.isNull }) { grant["plannedDates"] = [.map(planned.filter { !$0.value.isNull })] }
    if let place = try context.referenced(record["territory"], in: "territory"), let name = context.text(place["name"]) {
      grant["beneficiaryLocation"] = [["name": .text(name), "geoCode": place["code"]]]
    }
    return .map(grant.filter { !$0.value.isNull })
  }

  /// The identifier that the publisher gave; of an award that began here, the permanent one.
  private func identifier(_ record: Record) -> String {
    if let given = record["locator"].textValue, given.hasPrefix("360G-") { return given }
    return "360G-grappe-" + context.uuid("award", record.id)
  }

  private func organisation(_ value: FieldValue) throws -> FieldValue? {
    guard let id = value.textValue, let actor = try context.record("actor", id), let name = context.text(actor["name"]) else { return nil }
    let number = try context.numbers(id).min { Self.rank($0.scheme) < Self.rank($1.scheme) }
    let identifier = number.map { "\($0.scheme)-\($0.value)" } ?? "360G-grappe-" + context.uuid("actor", id)
    return ["id": .text(identifier), "name": .text(name)]
  }

  /// National registers before worldwide ones, then by name (org-id.guide).
  private static func rank(_ scheme: String) -> String { (scheme.hasPrefix("XI-") ? "2" : scheme.contains("VAT") ? "1" : "0") + scheme }

  /// Returns cents as a number in major units.
  private static func major(_ cents: Int64) -> FieldValue {
    cents % 100 == 0 ? .integer(cents / 100) : .number(Double(cents) / 100)
  }
}
