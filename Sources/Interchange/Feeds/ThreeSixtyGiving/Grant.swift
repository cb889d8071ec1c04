import Calendar
import Ecosystem

/// A grant that any publisher wrote in the 360Giving Data Standard, as fields of an award.
public struct Grant {
  /// The fields of an award, all but funder and recipient.
  public let fields: ExactDictionary<FieldValue>
  /// The words by which the funder and the recipient are known: identifier, then name.
  public let funder: [String]
  public let recipient: [String]

  /// Reads a grant of a package in JSON.
  ///
  /// - Throws: `FeedProblem` without a line for a missing or invalid member.
  public init(_ json: FieldValue) throws(FeedProblem) {
    guard let members = json.mapValue else { throw FeedProblem(line: 0, .invalid("grants", json.json)) }
    guard let id = members["id"]?.textValue, !id.isEmpty else { throw FeedProblem(line: 0, .missing("id")) }
    var fields: ExactDictionary<FieldValue> = ["locator": .text(id)]
    for (name, member) in [("title", "title"), ("description", "description"), ("url", "url")] {
      if let text = members[member]?.textValue, !text.isEmpty { fields[name] = .text(text) }
    }
    fields["amount_awarded"] = try Self.money(members)
    fields["award_date"] = try Self.date(members["awardDate"], "awardDate")
    let planned = (members["plannedDates"]?.listValue?.first ?? members["actualDates"]?.listValue?.first)?.mapValue ?? [:]
    fields["start"] = try Self.date(planned["startDate"], "startDate")
    fields["end"] = try Self.date(planned["endDate"], "endDate")
    self.fields = fields.filter { !$0.value.isNull }
    funder = try Self.words(members["fundingOrganization"], "fundingOrganization")
    recipient = try Self.words(members["recipientOrganization"] ?? members["recipientIndividual"], "recipientOrganization")
  }

  private static func money(_ members: ExactDictionary<FieldValue>) throws(FeedProblem) -> FieldValue {
    guard let amount = members["amountAwarded"] else { throw FeedProblem(line: 0, .missing("amountAwarded")) }
    guard let currency = members["currency"]?.textValue else { throw FeedProblem(line: 0, .missing("currency")) }
    // Text beside numbers: spreadsheets write some amounts as texts.
    guard let number = amount.numberValue ?? amount.textValue.flatMap({ Double($0) }), number.isFinite,
      let money = Money(rounding: number * 100, currency: currency)
    else { throw FeedProblem(line: 0, .invalid("amountAwarded", amount.json)) }
    return money.fieldValue
  }

  /// Returns a date, also of a date with time.
  private static func date(_ value: FieldValue?, _ name: String) throws(FeedProblem) -> FieldValue {
    guard let text = value?.textValue, !text.isEmpty else { return .null }
    let date = String(text.prefix { $0 != "T" && $0 != " " })
    guard CalendarDate(date) != nil else { throw FeedProblem(line: 0, .invalid(name, text)) }
    return .text(date)
  }

  private static func words(_ value: FieldValue?, _ name: String) throws(FeedProblem) -> [String] {
    let first = (value?.listValue?.first ?? value ?? .null).mapValue ?? [:]
    let words = ["id", "name"].compactMap { first[$0]?.textValue }.filter { !$0.isEmpty }
    if words.isEmpty { throw FeedProblem(line: 0, .missing(name)) }
    return words
  }
}

extension Grant {
  /// Returns the id of the award of a grant, always the same: of the SHA-256 of the grant's identifier.
  public static func recordID(of identifier: String) -> String { "grant-" + StableID.digest(of: identifier) }
}
