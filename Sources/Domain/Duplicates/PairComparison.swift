#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The comparison of two records: each criterion adds the logarithm of how much likelier it is for one organisation or person than for
/// two (I. P. Fellegi and A. B. Sunter, A Theory for Record Linkage, 1969). The weights are chosen, not learnt.
struct PairComparison {
  private let domainCounts: [String: Int]

  /// The logarithm of the odds of two records that share a blocking key and of which no more is known.
  private static let prior = -4.5
  /// The number of records from which a domain is that of a group or a provider.
  private static let sharedDomainCount = 5
  /// The weights of name similarities, linear between them.
  private static let nameWeights: [(similarity: Double, weight: Double)] = [
    (0, -6), (0.3, -5), (0.5, -2), (0.7, 1), (0.85, 3.5), (1, 6),
  ]
  private static let earthRadiusKilometres = 6_371.0

  init(_ records: [ComparedRecord]) {
    domainCounts = records.reduce(into: [:]) { counts, record in for domain in record.domains { counts[domain, default: 0] += 1 } }
  }

  /// Returns the probability that two records are one, and the reasons.
  func compare(_ left: ComparedRecord, _ right: ComparedRecord) -> (score: Double, reasons: [DuplicateReason]) {
    var (odds, reasons) = (Self.prior, [DuplicateReason]())
    func add(_ weight: Double, _ reason: DuplicateReason? = nil) {
      odds += weight
      if let reason { reasons.append(reason) }
    }
    addNumbers(left, right, adding: add)
    if let email = left.email, email == right.email { add(6, .email) }
    if let phone = left.phone, phone == right.phone { add(5, .phone) }
    addDomains(left, right, adding: add)
    addNames(left, right, adding: add)
    addPlaces(left, right, adding: add)
    return (1 / (1 + exp(-odds)), reasons)
  }

  private func addNumbers(_ left: ComparedRecord, _ right: ComparedRecord, adding add: (Double, DuplicateReason?) -> Void) {
    if left.numbers.isEmpty || right.numbers.isEmpty { return }
    if !left.numbers.isDisjoint(with: right.numbers) { return add(14, .number) }
    if !left.schemes.isDisjoint(with: right.schemes) { add(-9, nil) }
  }

  private func addDomains(_ left: ComparedRecord, _ right: ComparedRecord, adding add: (Double, DuplicateReason?) -> Void) {
    if left.domains.isEmpty || right.domains.isEmpty { return }
    let common = left.domains.intersection(right.domains)
    if common.isEmpty { return add(-0.5, nil) }
    let isOwn = common.contains { domainCounts[$0] ?? 0 < Self.sharedDomainCount }
    add(isOwn ? 4 : 1, .domain)
  }

  private func addNames(_ left: ComparedRecord, _ right: ComparedRecord, adding add: (Double, DuplicateReason?) -> Void) {
    var (best, count) = (0.0, 1)
    for one in left.names {
      for other in right.names {
        let similarity = NameSimilarity.similarity(one, other)
        if similarity > best { (best, count) = (similarity, max(one.count, other.count)) }
      }
    }
    let weight = Self.nameWeight(best)
    // A name that many have says less.
    let common = weight > 0 && count > 2 ? min(weight, log2(Double(count - 1))) : 0
    add(weight - common, best == 1 ? .name : best >= 0.7 ? .similarName : nil)
  }

  private static func nameWeight(_ similarity: Double) -> Double {
    for (low, high) in zip(nameWeights, nameWeights.dropFirst()) where similarity <= high.similarity {
      let part = (similarity - low.similarity) / (high.similarity - low.similarity)
      return low.weight + part * (high.weight - low.weight)
    }
    return nameWeights[nameWeights.count - 1].weight
  }

  private func addPlaces(_ left: ComparedRecord, _ right: ComparedRecord, adding add: (Double, DuplicateReason?) -> Void) {
    if let one = left.city, let other = right.city {
      if JaroWinkler.similarity(one, other) >= NameSimilarity.sameWordMin { add(1.5, .city) } else { add(-2.5, nil) }
    } else if let one = left.territory, let other = right.territory {
      // One may lie in the other.
      if one == other { add(0.8, nil) }
    }
    guard let one = left.point, let other = right.point else { return }
    let kilometres = Self.distance(one, other)
    if kilometres <= 0.3 { add(1.5, .nearby) } else if kilometres > 30 { add(-2, nil) }
  }

  /// Returns the distance in kilometres, on a sphere (haversine).
  private static func distance(_ one: (lat: Double, lon: Double), _ other: (lat: Double, lon: Double)) -> Double {
    let radians = Double.pi / 180
    let (lat, lon) = ((other.lat - one.lat) * radians / 2, (other.lon - one.lon) * radians / 2)
    let square = sin(lat) * sin(lat) + cos(one.lat * radians) * cos(other.lat * radians) * sin(lon) * sin(lon)
    return 2 * earthRadiusKilometres * asin(min(1, square.squareRoot()))
  }
}
