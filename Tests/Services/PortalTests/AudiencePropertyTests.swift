import Ecosystem
import Foundation
import Localization
import Store
import Testing

@testable import Portal

@Suite("A page shows a viewer no text and no id that a naive reading of every record denies")
struct AudiencePropertyTests {
  /// The number of portals with random records; `make audiences` asks for more.
  private static let roundCount = ProcessInfo.processInfo.environment["GRAPPE_SCOPE_ROUNDS"].flatMap(Int.init).map { max(1, $0 / 500) } ?? 1
  /// Upper bound of the pages reached by links, for each viewer.
  private static let linksMax = 150

  @Test("every page, file and search over random records, visibilities and consents, crawled by each audience")
  func agrees() async throws {
    for round in 0..<Self.roundCount {
      let problems = try await onOwnThread { try Self.problems(seed: UInt64(round + 1)) }
      #expect(problems == [], "seed \(round + 1)")
    }
  }

  /// Returns what the pages over the records of a seed show too much, or too little to prove anything.
  private static func problems(seed: UInt64) throws -> [String] {
    let random = try RandomPortal(seed: seed)
    let transaction = try random.portal.workspace.store.begin(.read, for: .admin)
    defer { transaction.rollback() }
    return try [Audience.public, .members, .staff].flatMap { audience in
      let viewer = Viewer(scope: ReadScope(audience, includesExamples: false), language: .en)
      return try crawl(random, as: viewer, try NaivePortal(audience, transaction))
    }
  }

  private static func crawl(_ random: RandomPortal, as viewer: Viewer, _ naive: NaivePortal) throws -> [String] {
    let audience = viewer.scope.audience
    var (problems, shown): ([String], Set<String>) = ([], [])
    var queue = try random.targets(searching: random.places.keys.sorted().prefix(12))
    var (seen, followed) = (Set(queue), 0)
    let hiddenIDs = naive.hiddenIDs
    while let target = queue.popLast() {
      let answer = try random.answer(target, as: viewer)
      if answer.status >= 500 { problems.append("\(target): \(answer.status)") }
      for mark in RandomPortal.marks(answer.body) where !target.contains(mark) {
        guard let place = random.places[mark] else { continue }
        if !naive.shows(place) { problems.append("\(target) shows \(audience) the \(place.field) of \(place.id)") }
        shown.insert(mark)
      }
      for id in RandomPortal.ids(answer.body) where hiddenIDs.contains(id) && !target.contains(id) {
        problems.append("\(target) shows \(audience) the id \(id)")
      }
      guard answer.type.hasPrefix("text/html") else { continue }
      for link in RandomPortal.links(answer.body) where followed < linksMax && seen.insert(link).inserted {
        followed += 1
        queue.append(link)
      }
    }
    if audience < .staff && hiddenIDs.count <= 20 {
      problems.append("\(hiddenIDs.count) ids are hidden from \(audience), which proves nothing")
    }
    let hidden = random.places.values.filter { !naive.shows($0) }
    if shown.count <= 50 { problems.append("the pages show \(audience) \(shown.count) texts, which proves nothing") }
    if audience < .staff && hidden.count <= 50 {
      problems.append("\(hidden.count) texts are hidden from \(audience), which proves nothing")
    }
    return problems
  }
}
