import Ecosystem
import Localization
import Testing

@Suite("Filters and options are read with care")
struct FilterParsingTests {
  private func problem(_ filter: FieldValue, _ options: FieldValue = .null) -> Problem? {
    do { _ = try Query(filter, options: options, for: .actor) } catch { return error.problems.first }
    return nil
  }

  @Test(
    "what is misspelt or misused is refused, with the nearest right name or what is wanted",
    arguments: [
      (["knid": "company"], .unknownField, "knid", "kind"),
      (["name": ["lik": "x"]], .unknownOperator, "name", "like"),
      (["name": ["starts": "x"]], .unknownOperator, "name", nil),
      (["sectors": "music"], .wrongOperator, "sectors", nil),
      (["sectors": ["has": 5]], .wrongType, "sectors", nil),
      (["kind": ["lt": "x"]], .wrongOperator, "kind", nil),
      (["lat": ["like": "x"]], .wrongOperator, "lat", nil),
      (["lat": "x"], .wrongType, "lat", nil),
      (["founded": ["ge": "hier"]], .malformed, "founded", nil),
      (["visibility": "pubic"], .notAChoice, "visibility", "public"),
      (["name": ["present": "yes"]], .wrongType, "name", nil),
      (["name": [:]], .wrongType, "name", nil),
      (["name": nil], .wrongType, "name", nil),
      (["near": ["lat": 50, "lon": 4]], .wrongType, "near", nil),
      (["near": ["lat": 95, "lon": 4, "km": 1]], .wrongType, "near", nil),
      (["any": [["nmae": "x"]]], .unknownField, "nmae", "name"),
      (["any": 5], .wrongType, "filter", nil),
      ("kind", .wrongType, "filter", nil),
      (["name": ["like": 5]], .wrongType, "name", nil),
      (["name": ["like": .text(String(repeating: "%", count: 5_000))]], .tooLong, "name", nil),
    ] as [(FieldValue, Problem.Code, String, String?)])
  func refusedFilter(filter: FieldValue, code: Problem.Code, field: String, suggestion: String?) throws {
    let problem = try #require(self.problem(filter))
    #expect(problem.code == code && problem.field == field && problem.suggestion == suggestion, "\(problem)")
    for language in Language.all { #expect(!problem.message(in: language).isEmpty) }
  }

  @Test(
    "options are read as strictly",
    arguments: [
      (["limt": 5], .unknownOption, "limit"), (["limit": -1], .badOption, nil), (["limit": "5"], .badOption, nil),
      (["order": "nmae"], .unknownField, "name"), (["order": "sectors"], .badOption, nil),
      (["order": 5], .badOption, nil),
      (["fields": ["nmae"]], .unknownField, "name"), (["offset": 1.5], .badOption, nil), ("limit", .badOption, nil),
    ] as [(FieldValue, Problem.Code, String?)])
  func refusedOptions(options: FieldValue, code: Problem.Code, suggestion: String?) throws {
    let problem = try #require(self.problem(.null, options))
    #expect(problem.code == code && problem.suggestion == suggestion, "\(problem)")
  }

  @Test("the forms of the language are understood")
  func understood() throws {
    let field = { (name: String) in EntityDescription.actor.field(name)! }
    #expect(try Filter(.null, for: .actor) == .everything)
    #expect(try Filter([:], for: .actor) == .everything)
    #expect(try Filter([] as FieldValue, for: .actor) == .everything)
    #expect(try Filter(["kind": "a"], for: .actor) == .compare(field("kind"), .equal(["a"])))
    #expect(try Filter(["kind": ["a", "b"]], for: .actor) == .compare(field("kind"), .equal(["a", "b"])))
    #expect(
      try Filter(["founded": ["ge": "2010", "lt": "2020"]], for: .actor)
        == .all([.compare(field("founded"), .greaterOrEqual("2010")), .compare(field("founded"), .less("2020"))]))
    #expect(
      try Filter(["sectors": ["has": "x"], "none": ["city": "Mons"]], for: .actor)
        == .all([.none([.compare(field("city"), .equal(["Mons"]))]), .compare(field("sectors"), .has(["x"]))]))
    #expect(
      try Filter(["near": ["lat": 50, "lon": 4.5, "km": 20]], for: .actor)
        == .near(NearPoint(lat: 50, lon: 4.5, kilometres: 20)))
    let budget: FieldValue = ["amount": 5, "currency": "EUR"]
    #expect(
      try Filter(["budget": budget], for: .programme)
        == .compare(EntityDescription.programme.field("budget")!, .equal([budget])))
  }

  @Test("options give order, window and fields")
  func options() throws {
    let query = try Query(
      .null, options: ["order": ["name", "-founded"], "limit": 10, "offset": 5, "fields": ["city"]], for: .actor)
    #expect(query.order.map(\.field.id) == ["name", "founded"] && query.order.map(\.isDescending) == [false, true])
    #expect(query.limit == 10 && query.offset == 5 && query.fields?.map(\.id) == ["id", "city"])
  }

  @Test("a filter nested without end is refused")
  func depth() {
    var filter: FieldValue = ["city": "Mons"]
    for _ in 0..<40 { filter = ["none": filter] }
    #expect(problem(filter)?.code == .wrongType)
  }

  @Test("a filter has at most 6,000 comparisons; several values of one field are one")
  func width() {
    let alternatives = { (count: Int) -> FieldValue in .list((0..<count).map { ["name": .text("n\($0)")] }) }
    #expect(problem(["any": alternatives(6_000)]) == nil)
    #expect(problem(["any": alternatives(6_001)])?.code == .tooLong)
    #expect(problem(["any": alternatives(3_000), "none": alternatives(3_001)])?.code == .tooLong)
    let patterns = FieldValue.list((0..<6_001).map { .text("n\($0)%") })
    #expect(problem(["name": ["like": patterns]])?.code == .tooLong)
    #expect(problem(["name": .list((0..<10_000).map { .text("n\($0)") })]) == nil)
  }
}
