import Ecosystem
import Foundation
import Localization
import Store
import Testing

@testable import Portal

@Suite("A page shows a viewer no text that a naive reading of every record denies")
struct AudiencePropertyTests {
  /// The number of portals with random records; `make audiences` asks for more.
  private static let roundCount = ProcessInfo.processInfo.environment["GRAPPE_SCOPE_ROUNDS"].flatMap(Int.init).map { max(1, $0 / 500) } ?? 1
  /// Upper bound of the pages reached by links, for each viewer.
  private static let linksMax = 150

  @Test("every page, file and search over random records, visibilities and consents, crawled by each audience")
  func agrees() throws {
    for round in 0..<Self.roundCount {
      let random = try RandomPortal(seed: UInt64(round + 1))
      let transaction = try random.portal.workspace.store.begin(.read, for: .admin)
      defer { transaction.rollback() }
      for audience in [Audience.public, .members, .staff] {
        let naive = try NaivePortal(audience, transaction)
        let viewer = Viewer(scope: ReadScope(audience, includesExamples: false), language: .en)
        try crawl(random, as: viewer, naive)
      }
    }
  }

  private func crawl(_ random: RandomPortal, as viewer: Viewer, _ naive: NaivePortal) throws {
    var shown: Set<String> = []
    var queue = try random.targets(searching: random.places.keys.sorted().prefix(12))
    var (seen, followed) = (Set(queue), 0)
    while let target = queue.popLast() {
      let answer = try random.answer(target, as: viewer)
      #expect(answer.status < 500, "\(target)")
      for mark in RandomPortal.marks(answer.body) where !target.contains(mark) {
        guard let place = random.places[mark] else { continue }
        #expect(naive.shows(place), "\(target) shows \(viewer.scope.audience) the \(place.field) of \(place.id)")
        shown.insert(mark)
      }
      guard answer.type.hasPrefix("text/html") else { continue }
      for link in RandomPortal.links(answer.body) where followed < Self.linksMax && seen.insert(link).inserted {
        followed += 1
        queue.append(link)
      }
    }
    let hidden = random.places.values.filter { !naive.shows($0) }
    #expect(shown.count > 50, "the pages must show texts to prove anything")
    #expect(viewer.scope.audience == .staff || hidden.count > 50, "texts must be hidden to prove anything")
  }
}
