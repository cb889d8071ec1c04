import Duplicates
import Testing

@Suite("Records that may be one are found")
struct DuplicateFinderTests {
  @Test("of 10,000 made-up organisations with 1,500 repeated ones", arguments: [1, 2] as [UInt64])
  func madeUp(seed: UInt64) {
    let made = MadeUpActors(count: seed == 1 ? 10_000 : 3_000, seed: seed)
    let pairs = DuplicateFinder().pairs(among: made.candidates)
    let right = pairs.filter { made.answers.contains([$0.first, $0.second]) }.count
    #expect(Double(right) >= 0.95 * Double(made.answers.count), "recall \(right) of \(made.answers.count)")
    #expect(Double(right) >= 0.9 * Double(pairs.count), "precision \(right) of \(pairs.count)")
    #expect(pairs.allSatisfy { $0.first < $0.second && $0.score >= DuplicateFinder.scoreMinDefault && !$0.reasons.isEmpty })
    #expect(zip(pairs, pairs.dropFirst()).allSatisfy { $0.score >= $1.score })
  }

  private func score(_ one: DuplicateCandidate, _ other: DuplicateCandidate) -> DuplicatePair? {
    DuplicateFinder(scoreMin: 0).pairs(among: [one, other]).first
  }

  private func candidate(
    _ name: String, city: String? = nil, website: String? = nil, email: String? = nil, phone: String? = nil, number: String? = nil
  ) -> DuplicateCandidate {
    var candidate = DuplicateCandidate(id: name, names: [name])
    (candidate.city, candidate.website, candidate.email, candidate.phone) = (city, website, email, phone)
    candidate.numbers = number.map { [("be-kbo", $0)] } ?? []
    return candidate
  }

  @Test(
    "legal forms, case, accents and punctuation do not tell names apart",
    arguments: [
      ("Écluse Numérique ASBL", "ecluse-numerique"), ("S.A. Moulin Vert", "MOULIN VERT"), ("Digi Lab GmbH", "DigiLab"),
    ])
  func folded(one: String, other: String) throws {
    let pair = try #require(score(candidate(one, city: "Liège"), candidate(other, city: "LIEGE")))
    #expect(pair.reasons == [.name, .city] && pair.score > 0.9)
  }

  @Test("a common number decides for one, different numbers against")
  func numbers() throws {
    let named = candidate("Atelier Bleu", city: "Mons", number: "0123456789")
    #expect(try #require(score(named, candidate("Blauw Atelier", number: "0123456789"))).score > 0.9)
    #expect(try #require(score(named, candidate("Atelier Bleu", city: "Mons", number: "0987654321"))).score < 0.1)
  }

  @Test("a mail provider's domain says nothing, an own one much; telephone numbers are compared without prefixes")
  func contacts() throws {
    let one = candidate("Orme", website: "https://www.orme-films.be/fr", email: "a@gmail.com", phone: "+32 (0)81 22 33 44")
    let same = try #require(score(one, candidate("Les films de l'orme", website: "orme-films.be", phone: "081/22.33.44")))
    #expect(same.reasons.prefix(2) == [.phone, .domain])
    #expect(score(one, candidate("Chêne", email: "b@gmail.com"))?.reasons.contains(.domain) != true)
  }

  @Test("one name in two towns is not one organisation, and records with nothing in common are not compared")
  func apart() throws {
    #expect(try #require(score(candidate("Radio Sud", city: "Arlon"), candidate("Radio Sud", city: "Nice"))).score < 0.5)
    #expect(score(candidate("Radio Sud"), candidate("Musée Nord")) == nil)
    let namur = score(candidate("Ville de Namur", city: "Namur"), candidate("UNamur", city: "Namur"))
    #expect(namur?.score ?? 0 < DuplicateFinder.scoreMinDefault, "the town is no name")
    #expect(DuplicateFinder(scoreMin: 0).pairs(among: []).isEmpty)
    #expect(DuplicateFinder(scoreMin: 0).pairs(among: [candidate("—"), candidate("!")]).isEmpty)
  }

  @Test("a search that is stopped ends")
  func stopped() {
    struct Stop: Error {}
    #expect(throws: Stop.self) { try DuplicateFinder().pairs(among: [candidate("A"), candidate("B")]) { throw Stop() } }
  }
}
