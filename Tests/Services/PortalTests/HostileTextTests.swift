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
    { "\u{202E}\($0)\u{2066}</title></textarea><svg onload=alert(1)>" },
    { "javascript:alert(1)//\($0)" },
  ]

  @Test("a text in any field of any entity is text on every page", arguments: Self.texts.indices)
  func escaped(index: Int) throws {
    let random = try RandomPortal(seed: UInt64(100 + index), count: 2, wrap: Self.texts[index])
    let viewer = Viewer(scope: ReadScope(.staff, includesExamples: true), language: .en)
    var shown: Set<String> = []
    for target in try random.targets(searching: []) {
      let answer = try random.answer(target, as: viewer)
      #expect(answer.status < 500, "\(target)")
      guard answer.type.hasPrefix("text/html") else { continue }
      shown.formUnion(RandomPortal.marks(answer.body))
      for markup in ["<script", "<img src=x", "<svg onload", "</textarea><", "href=\"javascript:", "49zq", "x='zq"] {
        #expect(!answer.body.contains(markup), "\(target) holds \(markup)")
      }
    }
    #expect(shown.count > 60, "the pages must show texts to prove anything")
  }
}
