import Foundation
import Testing

/// A network of few actors reads their relations only, however many there are.
@Suite struct NetworkReadingTests {
  @Test("The relations of actors outside the filter are not read")
  func relations() throws {
    let workspace = try EventTests.workspace()
    let filled = try workspace.grappe(
      "eval", "--write",
      """
      concepts.add{ scheme = "relation-type", code = "partner-of", label = { en = "partner" } }
      for i = 1, 60 do actors.add{ id = "a" .. i, name = "A" .. i, kind = "demo", city = i <= 3 and "Mons" or "Ath" } end
      for i = 1, 59 do relations.add{ from = "a" .. i, to = "a" .. i + 1, type = "partner-of" } end
      """)
    try #require(filled.status == 0, "\(filled.errors)")
    let run = try workspace.grappe(
      "eval", "local s = network.structure{ city = 'Mons' } return s.nodes or s.actors, s.ties or s.edges")
    #expect(run.status == 0, "\(run.errors)")
    let read = try workspace.sql("SELECT rows_read FROM invocation WHERE kind = 'eval' ORDER BY id DESC LIMIT 1")
    #expect(read == "5\n", "3 actors and 2 relations")
  }
}
