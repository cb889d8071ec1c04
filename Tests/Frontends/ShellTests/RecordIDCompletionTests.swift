import Ecosystem
import Testing

@testable import Shell

@Suite("Ids of records are completed in Lua where a function or a reference takes one")
struct RecordIDCompletionTests {
  private func words(_ text: String) -> [String] {
    let completion = LuaCompletion(schema: .grappe, members: { _ in [] }) { list in
      guard case .records(let entity, let typed) = list else { return [] }
      return ["kikk", "kiosk"].map { "\($0)-\(entity)" }.filter { $0.hasPrefix(typed) }
    }
    return completion.completion(of: text).candidates.map(\.text)
  }

  @Test("the first argument of get, set and del")
  func functions() {
    for name in ["get", "set", "del"] { #expect(words("actors.\(name)(\"kik") == ["kikk-actor"]) }
    #expect(words("grappe.events.get('ki") == ["kikk-event", "kiosk-event"])
    #expect(words("actors.get{ \"kikk-actor\", \"kio") == [] && words("actors.get({ \"kio") == ["kiosk-actor"])
  }

  @Test("the id and the references of a filter and of a new record")
  func references() {
    #expect(words("actors.find{ id = \"kik") == ["kikk-actor"])
    #expect(words("events.find{ organiser = \"kik") == ["kikk-actor"] && words("events.add{ venue = \"kio") == ["kiosk-actor"])
  }

  @Test("no other string of a call")
  func others() {
    #expect(words("actors.set(\"kikk\", \"ki") == [] && words("print(\"ki") == [] && words("x = \"ki") == [])
  }
}
