import Testing
import WebLink

@testable import Portal

@Suite("The files of pages have names of their own")
struct StaticNameTests {
  private func file(_ path: [String], _ query: [(String, String)] = []) -> String {
    StaticName.file(path, query.map { WebRequest.Field($0.0, $0.1) }, in: "fr")
  }

  @Test("lists are folders, records files in them, narrowed views beside them")
  func kinds() {
    #expect(file([]) == "fr/index.html")
    #expect(file(["actors"]) == "fr/actors/index.html")
    #expect(file(["actors", "kikk"]) == "fr/actors/kikk.html")
    #expect(file(["actors"], [("kind", "company"), ("page", "2")]) == "fr/actors/kind.company.page.2.html")
    #expect(file(["p", "paca", "a", "b"], [("q", "x")]) == "fr/p/paca/a/b.q.x.html")
    #expect(file(["events.ics"], [("kind", "salon")]) == "fr/events.kind.salon.ics")
    #expect(file(["reports", "paca", "poles.xlsx"]) == "fr/reports/paca/poles.xlsx")
  }

  @Test("no two pages share a file, also where capitals are not distinguished, and none leads out of the folder")
  func unique() {
    let ids = ["index", "Index", "a.b", "a", "A", "..", ".", "a/b", "é", "e", "~69ndex", "kind.company", "x:y", "a b"]
    let names = ids.map { file(["actors", $0]) } + [file(["actors"]), file(["actors"], [("kind", "company")])]
    #expect(Set(names.map { $0.lowercased() }).count == names.count)
    #expect(names.allSatisfy { !$0.contains("..") && $0.split(separator: "/").count == 3 })
    let long = [String(repeating: "ab", count: 300), String(repeating: "ab", count: 301)].map { file(["actors", $0]) }
    #expect(long[0] != long[1] && long.allSatisfy { $0.utf8.count < 200 })
  }

  @Test("addresses are relative to the file they stand in")
  func relative() {
    #expect(StaticName.relative("fr/actors/kikk.html", from: "fr/actors/index.html") == "kikk.html")
    #expect(StaticName.relative("fr/events/index.html", from: "fr/actors/kikk.html") == "../events/index.html")
    #expect(StaticName.relative("assets/a.css", from: "fr/p/paca/a/b.html") == "../../../../assets/a.css")
    #expect(StaticName.relative("fr/index.html", from: "fr/index.html") == "index.html")
  }
}
