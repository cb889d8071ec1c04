import Calendar
import Ecosystem
import Localization
import Testing

@Suite("Texts, dates and JSON")
struct TextTests {
  @Test(
    "folding takes away case, accents and ligatures",
    arguments: [
      ("Liège", "liege"), ("ŒUVRE", "oeuvre"), ("L’Été", "l'ete"), ("Straße", "strasse"), ("Łódź", "lodz"),
      ("e\u{301}", "e"), ("Ærø", "aero"), ("Ệ", "e"), ("ΑΘΗΝΑ", "αθηνα"), ("日本", "日本"), ("", ""), ("A-1 %_", "a-1 %_"),
      ("İ", "i"), ("ñÑ", "nn"),
    ])
  func folding(text: String, folded: String) {
    #expect(Folding.fold(text) == folded)
  }

  @Test(
    "the nearest name is found, and none when none is near",
    arguments: [
      ("nmae", "name"), ("knid", "kind"), ("Name", "name"), ("categorie", "categories"), ("desc", "description"),
      ("founde", "founded"), ("xyz", nil), ("", nil), ("q", nil), ("kidn", "kind"), ("ctiy", "city"),
    ] as [(String, String?)])
  func nearest(written: String, name: String?) {
    #expect(
      NearestName.suggest(written, among: ["name", "kind", "categories", "description", "founded", "city"]) == name)
  }

  @Test(
    "dates of the calendar are told from others",
    arguments: [
      ("2024", true), ("2024-02", true), ("2024-02-29", true), ("2023-02-29", false), ("1900-02-29", false),
      ("2000-02-29", true), ("2024-13", false), ("2024-00", false), ("2024-04-31", false), ("24", false),
      ("2024-1", false),
      ("2024-01-01T", false), ("", false), ("2024-", false), ("+024", false), ("２０２４", false), ("2024-01-00", false),
    ])
  func dates(text: String, isDate: Bool) {
    #expect((CalendarDate(text) != nil) == isDate)
  }

  @Test(
    "moments are read to the millisecond",
    arguments: [
      ("1970-01-01T00:00:00Z", 0), ("2024-02-29T12:00:00Z", 1_709_208_000_000), ("1969-12-31T23:59:59.5Z", -500),
      ("2026-11-21T10:20:30.123456Z", 1_795_256_430_123), ("2024-01-01T00:00:00", nil), ("2024-01-01T24:00:00Z", nil),
      ("2024-01-01T00:00:00+01:00", nil), ("2024-01-01 00:00:00Z", nil), ("2024-01-01T00:00:00.Z", nil),
    ] as [(String, Int64?)])
  func instants(text: String, milliseconds: Int64?) {
    #expect(Instant(text)?.milliseconds == milliseconds)
  }

  @Test(
    "JSON is written canonically and read back",
    arguments: [
      ["b": 1, "a": [true, nil, "é\n\"\\\u{1}", 2.5, -3, 1e300]], [:], [], "", 5, 0.5, nil, true,
    ] as [FieldValue])
  func json(value: FieldValue) throws {
    #expect(try FieldValue(json: value.json) == value)
  }

  @Test("JSON writes sorted keys and keeps the kind of numbers")
  func canonicalJSON() throws {
    #expect((["b": 1, "a": 2.0, "c": "é/\u{1F}"] as FieldValue).json == #"{"a":2.0,"b":1,"c":"é/\u001f"}"#)
    #expect(
      try FieldValue(json: #" { "\u00e9\ud83d\ude00" : [ 1 , 1.0 , -0 , 1E2 ] } "#) == ["é😀": [1, 1.0, 0, 100.0]])
  }

  @Test(
    "what is no JSON is refused with its place",
    arguments: [
      ("", .unexpectedEnd, 0), ("[1,]", .unexpectedByte, 3), ("{\"a\":1,\"a\":2}", .repeatedKey, 7),
      ("01", .badNumber, 2),
      ("1 2", .looseText, 2), ("\"\\x\"", .badEscape, 3), ("\"\\ud800\"", .badEscape, 7), ("[1", .unexpectedEnd, 2),
      ("nul", .unexpectedEnd, 3), ("{a:1}", .unexpectedByte, 1), ("1e999", .badNumber, 5),
      ("\"a\nb\"", .unexpectedByte, 3),
      (String(repeating: "[", count: 100), .tooDeep, 64),
    ] as [(String, JSONProblem.Reason, Int)])
  func notJSON(text: String, reason: JSONProblem.Reason, offset: Int) {
    #expect(throws: JSONProblem(reason: reason, offset: offset)) { try FieldValue(json: text) }
  }

  @Test("a text in one language serves for the other")
  func localizedText() {
    #expect(LocalizedText([.fr: "Acteur"])[.en] == "Acteur")
    #expect(LocalizedText([.fr: "Acteur", .en: "Actor"])[.en] == "Actor")
    #expect(LocalizedText([:])[.fr] == "")
  }
}
