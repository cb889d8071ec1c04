import Ecosystem
import Foundation
import Localization
import Testing

@testable import Portal

/// Texts in every field of every entity that would be markup or scripts, were they not escaped.
@Suite struct HostileTextTests {
  private static let texts: [@Sendable (String) -> String] = [
    { "<script>alert('\($0)')</script>" },
    { "\"><img src=x onerror=alert('\($0)')>" },
    { "' autofocus onfocus=alert(1) x='\($0)" },
    { "{{7*7}}${7*7}<%= 7*7 %>\($0)" },
    { "\($0)</title></textarea><svg onload=alert(1)>" },
    { "javascript:alert(1)//\($0)" },
  ]

  @Test("a text in any field of any entity is text on every page", .timeLimit(.minutes(5)), arguments: Self.texts.indices)
  func escaped(index: Int) async throws {
    let (problems, shown) = try await onOwnThread { try Self.crawl(wrapping: Self.texts[index], seed: UInt64(100 + index)) }
    #expect(problems == [])
    #expect(shown > 60, "the pages must show texts to prove anything")
  }

  /// Returns what is wrong with the pages, and the number of texts that they show.
  private static func crawl(wrapping wrap: (String) -> String, seed: UInt64) throws -> (problems: [String], shown: Int) {
    let random = try RandomPortal(seed: seed, count: 2, wrap: wrap)
    let viewer = Viewer(scope: ReadScope(.staff, includesExamples: true), language: .en)
    var (problems, shown): ([String], Set<String>) = ([], [])
    for target in try random.targets(searching: []) {
      let answer = try random.answer(target, as: viewer)
      if answer.status >= 500 { problems.append("\(target): \(answer.status)") }
      guard answer.type.hasPrefix("text/html") else { continue }
      shown.formUnion(RandomPortal.marks(answer.body))
      for markup in ["<script", "<img src=x", "<svg onload", "</textarea><", "href=\"javascript:", "49zq", "x='zq"]
      where answer.body.contains(markup) {
        // The script of the map is a file of the portal.
        if markup == "<script", answer.body.matches(of: /<script(?! src="\/assets\/)/).isEmpty { continue }
        problems.append("\(target) holds \(markup)")
      }
    }
    return (problems, shown.count)
  }
}
