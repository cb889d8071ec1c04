import Calendar
import ConfusableTexts
import Ecosystem
import Identifiers
import Localization
import Testing

/// A reader of a format with a text it takes.
struct FormatReader: CustomTestStringConvertible, Sendable {
  let name: String
  let sample: String
  let accepts: @Sendable (String) -> Bool

  var testDescription: String { "\(name): \(sample)" }

  init(_ name: String, _ sample: String, _ accepts: @escaping @Sendable (String) -> Bool) {
    (self.name, self.sample, self.accepts) = (name, sample, accepts)
  }
}

@Suite("The bytes of a format are compared as bytes")
struct ExactFormatTests {
  private static func scheme(_ id: String, _ number: String) -> FormatReader {
    FormatReader(id, number) { IdentifierSchemes.builtIn.canonical($0, scheme: id) != nil }
  }

  static let readers: [FormatReader] = [
    FormatReader("date", "2024-05-16") { CalendarDate($0) != nil },
    FormatReader("instant", "2024-05-16T10:20:30.5Z") { Instant($0) != nil },
    FormatReader("minute", "2024-05-16T10:20") { (try? JobSchedule(cron: nil, every: nil, at: $0, zone: nil)) != nil },
    FormatReader("cron", "*/20 8-9 1,15 jan,OCT mon-fri") { (try? CronExpression($0)) != nil },
    FormatReader("interval", "15m") { (try? JobSchedule(cron: nil, every: $0, at: nil, zone: nil)) != nil },
    FormatReader("recurrence", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SA;WKST=MO") { RecurrenceRule.isValid($0) },
    FormatReader("recurrence", "FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20241231T235959Z") { RecurrenceRule.isValid($0) },
    FormatReader("time zone", "Asia/Kolkata") { TextFormat.timeZone.admits($0) },
    FormatReader("clock", "Atlantic/Reykjavik") { WallClock(zone: $0) != nil },
    FormatReader("currency", "DKK") { Currency.isCode($0) },
    FormatReader("field type", "integer(0..100)") { FieldType(notation: $0) != nil },
    FormatReader("field type", "list(text)") { FieldType(notation: $0) != nil },
    FormatReader("slug", "kikk-2024") { RecordID.isSlug($0) },
    FormatReader("code", "BE-K:1") { RecordID.isCode($0) },
    FormatReader("name", "kind-of") { RecordID.isName($0) },
    FormatReader("scheme", "BE-BCE_KBO") { IdentifierSchemes.builtIn[$0] != nil },
    scheme("BE-BCE_KBO", "0403.170.701"), scheme("FR-SIREN", "552 008 443"), scheme("FR-SIRET", "732 829 320 00074"),
    scheme("FR-RCS", "552008443"), scheme("FR-VAT", "Fr 40 303 265 045"), scheme("FR-VAT", "K7399859412"),
    scheme("FR-VAT", "4z123456782"), scheme("LU-RCS", "b 123456"), scheme("LU-RCS", "K123"), scheme("LU-VAT", "LU 150 274 42"),
  ]

  @Test("a reader takes its format and no text that only looks or sorts like it", arguments: readers)
  func refused(reader: FormatReader) {
    #expect(reader.accepts(reader.sample))
    for twin in Confusables.of(reader.sample) {
      #expect(!reader.accepts(twin), "\(twin) \(twin.unicodeScalars.map { String($0.value, radix: 16) })")
    }
  }

  @Test("a canonical number has ASCII only", arguments: ["B\u{301}123456", "\u{131}123", "\u{FB01}1"])
  func canonicalNumber(text: String) { #expect(IdentifierSchemes.builtIn.canonical(text, scheme: "LU-RCS") == nil) }

  @Test("choices that are canonically equivalent are two choices, also before a mark")
  func choices() throws {
    guard case .choice(let words)? = FieldType(notation: "choice(\u{E9}|e\u{301}|\u{301}x)") else {
      Issue.record("no choice")
      return
    }
    #expect(words.map { Array($0.utf8) } == ["\u{E9}", "e\u{301}", "\u{301}x"].map { Array($0.utf8) })
  }

  /// Pairs that `String` compares as equal.
  static let twins = [("\u{E9}", "e\u{301}"), ("K", "\u{212A}"), (";", "\u{37E}"), ("\u{C5}", "\u{212B}"), ("`", "\u{1FEF}")]

  @Test("JSON keeps keys that are canonically equivalent, in the order of their bytes", arguments: twins)
  func json(_ one: String, _ other: String) throws {
    let text = "{\"\(one)\":1,\"\(other)\":2}"
    let value = try FieldValue(json: text)
    guard case .map(let map) = value else {
      Issue.record("no map")
      return
    }
    #expect(map.count == 2 && map[one] == 1 && map[other] == 2)
    let reversed = try FieldValue(json: "{\"\(other)\":2,\"\(one)\":1}")
    #expect(reversed == value)
    #expect(reversed.json.isExactly(value.json))
    #expect(try FieldValue(json: value.json) == value)
    #expect(reversed.prettyJSON.isExactly(value.prettyJSON))
    #expect(throws: (any Error).self) { try FieldValue(json: "{\"\(one)\":1,\"\(one)\":2}") }
  }

  @Test("of two unknown fields or options the one whose bytes come first is named, whatever the hash", arguments: twins)
  func firstUnknown(_ one: String, _ other: String) throws {
    let entity = try Schema.grappe.requireEntity("actor")
    let first = ExactString(one) < ExactString(other) ? one : other
    for _ in 0..<20 {
      let map: FieldValue = .map([one: 1, other: 2])
      let filter = #expect(throws: EcosystemError.self) { try Filter(map, for: entity) }
      #expect(filter?.problems.first?.field?.isExactly(first) == true)
      let options = #expect(throws: EcosystemError.self) { try Query(.null, options: map, for: entity) }
      #expect(options?.problems.first?.found?.isExactly(first) == true)
    }
  }

  @Test("a field of JSON takes no number that JSON cannot write")
  func notFinite() throws {
    let field = FieldDescription(
      "extra", .json, label: LocalizedText([.fr: "Plus", .en: "More"]), doc: LocalizedText([.fr: "Plus.", .en: "More."]))
    let entity = try #require(try Schema.grappe.adding(pluginField: field, to: "actor", owner: "demo").entity("actor"))
    func problems(_ value: FieldValue) -> [Problem] {
      do {
        _ = try Validation.check(["id": "a", "name": "A", "kind": "company", "demo.extra": value], as: entity)
        return []
      } catch { return error.problems }
    }
    #expect(problems(.list([1, 0.5])).isEmpty)
    #expect(problems(.map(["a": .list([1, .number(.nan)])])).map(\.found) == ["a.2"])
    #expect(problems(.number(.infinity)).count == 1)
  }

  @Test("of several unknown fields the first by its bytes comes first", arguments: twins)
  func unknownFields(_ one: String, _ other: String) throws {
    let entity = try Schema.grappe.requireEntity("actor")
    let names = [one, other].sorted { ExactString($0) < ExactString($1) }.map { Array($0.utf8) }
    for _ in 0..<10 {
      let error = #expect(throws: EcosystemError.self) {
        try Validation.check(["id": "a", "name": "A", "kind": "c", one: 1, other: 1], as: entity)
      }
      #expect(error?.problems.compactMap(\.field).map { Array($0.utf8) } == names)
    }
  }

  @Test("a choice and a currency are not taken for their twins")
  func values() throws {
    let money: FieldValue = .map(["amount": 1, "currency": "D\u{212A}\u{212A}"])
    #expect(FieldValue.text("K") != .text("\u{212A}"))
    let entity = try Schema.grappe.requireEntity("project")
    #expect(throws: EcosystemError.self) { try Validation.check(["name": "x", "budget": money], as: entity) }
  }
}
