import Ecosystem
import Encodings
import Testing

@testable import Feeds

@Suite("The array of a member is found in a file of any size")
struct JSONMemberTests {
  private func elements(_ name: String, _ text: String, chunk: Int) throws -> [(Int, String)] {
    var rest = Array(text.utf8)[...]
    let chunks = ByteChunks { () throws(ChunkFailure) in
      defer { rest = rest.dropFirst(chunk) }
      return Array(rest.prefix(chunk))
    }
    var elements = JSONElements(JSONMember.array(name, in: chunks))
    var found: [(Int, String)] = []
    while let (line, bytes) = try elements.next() { found.append((line, String(decoding: bytes, as: UTF8.self))) }
    return found
  }

  @Test("members of the same name deeper, in texts and as values are passed over", arguments: [1, 2, 7, 1_000])
  func found(chunk: Int) throws {
    let text = #"""
      {"x": {"features": [9]}, "a": "features", "b": "\"features\":[8]", "list": [[7], {"features": [6]}],
      "features":
      [{"a": "]}"}, [1],
      2], "features": [3]}
      """#
    let found = try elements("features", text, chunk: chunk)
    #expect(found.map(\.1) == [#"{"a": "]}"}"#, "[1]", "2"] && found.map(\.0) == [3, 3, 4])
  }

  @Test("an array is passed on whole; an object without the member has no elements")
  func others() throws {
    #expect(try elements("grants", "[1, {\"grants\": [2]}]", chunk: 3).map(\.1) == ["1", "{\"grants\": [2]}"])
    #expect(try elements("grants", "{\"a\": 1}", chunk: 3).isEmpty)
    #expect(throws: JSONListError.self) { try elements("grants", "{\"grants\": [1, ", chunk: 3) }
  }
}

@Suite("Features and grants of others are read or refused with the reason")
struct FeedValueTests {
  @Test("a feature: id, properties, a position in its ranges")
  func features() throws {
    let feature = try GeoJSONFeature(
      ["type": "Feature", "id": 7, "geometry": ["type": "Point", "coordinates": [4.5, 50, 12]], "properties": ["name": "x"]])
    #expect(feature.fields == ["id": "7", "lat": 50.0, "lon": 4.5, "name": "x"])
    #expect(try GeoJSONFeature(["type": "Feature", "geometry": ["type": "Polygon"], "properties": nil]).fields.isEmpty)
    for position: FieldValue in [[4.5], [4.5, 95], ["4", "5"], nil] {
      #expect(throws: FeedProblem.self) {
        try GeoJSONFeature(["type": "Feature", "geometry": ["type": "Point", "coordinates": position], "properties": nil])
      }
    }
    #expect(throws: FeedProblem.self) { try GeoJSONFeature(["type": "Point"]) }
  }

  @Test("a grant: amounts in major units, texts that are numbers, dates with times, individuals")
  func grants() throws {
    let whole: ExactDictionary<FieldValue> = [
      "id": "360G-a-1", "title": "T", "description": "D", "currency": "GBP", "amountAwarded": "1234.56",
      "awardDate": "2026-05-04T00:00:00Z",
      "fundingOrganization": [["id": "GB-CHC-1", "name": "F"]], "recipientIndividual": ["id": "360G-a-IND-1", "name": "Individual"],
      "plannedDates": [["startDate": "2026-06-01", "endDate": ""]],
    ]
    let grant = try Grant(.map(whole))
    #expect(grant.fields["amount_awarded"] == ["amount": 123_456, "currency": "GBP"] && grant.fields["award_date"] == "2026-05-04")
    #expect(grant.fields["start"] == "2026-06-01" && grant.fields["end"] == nil && grant.funder == ["GB-CHC-1", "F"])
    #expect(grant.recipient == ["360G-a-IND-1", "Individual"])
    for (name, value): (String, FieldValue) in [("amountAwarded", "much"), ("awardDate", "4 May"), ("id", ""), ("fundingOrganization", [])]
    {
      #expect(throws: FeedProblem.self) { try Grant(.map(whole.merging([name: value]) { $1 })) }
    }
  }

  @Test("a text of XML holds no sign that XML does not allow")
  func xml() {
    #expect(AtomWriter.escaped("a\u{0}\u{B}<&>\"\u{FFFE}\r\n") == "a&lt;&amp;&gt;&quot;&#13;\n")
  }
}
