import Ecosystem
import Engine
import Foundation
import Localization
import Store
import StoreTestSupport
import Testing
import WebLink

@testable import Portal

/// Texts in another language than the page's say so (WCAG 2.2, 3.1.2).
@Suite struct TextLanguageTests {
  @Test("a label that there is not in the viewer's language has its own language, others have none")
  func labels() async throws {
    let workspace = try Workspace.create(at: try TemporaryStore.makeFolder())
    let transaction = try workspace.store.begin(.write, for: .admin)
    let concepts: [(String, String, FieldValue)] = [
      ("actor-kind", "hub", ["fr": "Pôle", "en": "Hub"]), ("sector", "glass", ["nl": "Glaskunst"]), ("sector", "wood", ["fr": "Bois"]),
    ]
    for (scheme, code, label) in concepts {
      try transaction.add("concept", ["scheme": .text(scheme), "code": .text(code), "label": label, "visibility": "public"])
    }
    try transaction.add("territory", ["code": "X-1", "scheme": "plugin", "name": ["fr": "Le Pays"], "visibility": "public"])
    try transaction.add(
      "actor",
      ["id": "a", "name": "A", "kind": "hub", "sectors": .list(["glass", "wood"]), "territory": "X-1", "visibility": "public"])
    try transaction.commit()
    let pages = try await onOwnThread {
      let portal = try Portal(workspace) { _ in }
      return try [["actors", "a"], ["actors"]].map { path in
        let request = WebRequest(.get, path: path, languages: ["en"], origin: "http://x", number: "1")
        guard case .whole(_, let body) = portal.respond(to: request) else { throw CocoaError(.fileReadUnknown) }
        return String(decoding: body, as: UTF8.self)
      }
    }
    #expect(pages[0].contains("<span lang=\"nl\">Glaskunst</span>, <span lang=\"fr\">Bois</span>"))
    #expect(pages[0].contains("<dd>Hub</dd>"))
    #expect(pages[0].contains(/<span lang="fr"><a href="[^"]*">Le Pays<\/a><\/span>/))
    #expect(pages[1].contains("<span lang=\"nl\">Glaskunst</span>") && pages[1].contains("<span>Hub</span>"))
  }
}
