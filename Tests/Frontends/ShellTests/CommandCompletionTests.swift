import Engine
import Testing

@testable import Shell

@Suite("The arguments of a shell's commands are completed from the workspace")
struct CommandCompletionTests {
  private struct Catalog: CommandCatalog {
    var commands: [MetaCommand] { MetaCommand.all(knowing: ["undo", "history", "export", "inspect", "proposals", "log"]) }
    var plugins: [String] { ["paca", "wallonia"] }
    var entities: [String] { ["actor", "event"] }
    var views: [(name: String, columns: [String])] { [("actors", ["id", "city"]), ("events", ["id", "starts_at"])] }
    var written: [String] { ["01b", "01a"] }
    func logged(onlyWriting: Bool) -> [String] { onlyWriting ? ["02b"] : ["02b", "02a"] }
    var running: [String] { [] }
    func proposals(beginningWith typed: String) -> [String] { ["01c", "01d", "02a"].filter { $0.hasPrefix(typed) } }
    func helpWords(after typed: String) -> [String] { [] }
    func ids(of entity: String, beginningWith typed: String) -> [String] {
      entity == "actor" ? ["kikk", "kiosk", "other"].filter { $0.hasPrefix(typed) } : []
    }
    func entries(_ kind: EntryKind) -> [EntryDescription] { [] }
  }

  private func words(_ line: String) -> [String] {
    CommandCompletion(catalog: Catalog()).completion(of: line).candidates.map(\.text)
  }

  @Test("views of :sql are offered, and the columns of those that the query names")
  func sql() {
    #expect(words(":sql SELECT * FROM a") == ["actors"])
    #expect(words(":sql SELECT ci") == ["city"])
    #expect(words(":sql SELECT id FROM actors WHERE ") == ["actors", "city", "events", "id"])
    #expect(words(":sql SELECT id FROM events WHERE st") == ["starts_at"])
    #expect(words(":sql SELECT id FROM events WHERE ci") == [])
    #expect(words(":sql SELECT count(ci") == ["count(city"])
  }

  @Test("ids of records and of the shell's own invocations are offered")
  func ids() {
    #expect(words(":history actor ki") == ["kikk", "kiosk"])
    #expect(words(":history event ki") == [])
    #expect(words(":history ki") == ["kikk", "kiosk"] && words(":history e") == ["event"])
    #expect(words(":undo 01") == ["01a", "01b"] && words(":undo 02") == ["02b"])
    #expect(words(":log 02") == ["02a", "02b"] && words(":log 01") == [])
    #expect(words(":export a") == ["actor"])
    #expect(words(":proposals a") == ["accept", "adjust"] && words(":proposals accept 02a 01") == ["01c", "01d"])
  }

  @Test("a plugin is offered where a bundle's file may stand")
  func plugins() {
    #expect(words(":inspect wal") == ["wallonia"])
  }

  @Test("a command that the program does not know is not offered")
  func unknown() {
    #expect(words(":backup") == [] && words(":exp") == [":export"])
  }
}
