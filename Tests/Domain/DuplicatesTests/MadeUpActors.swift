import Duplicates
import Ecosystem

/// A made-up list of organisations with known duplicates: the same organisation entered again by another hand.
struct MadeUpActors {
  private(set) var candidates: [DuplicateCandidate] = []
  /// The pairs of positions that are one organisation, the lower first.
  private(set) var answers: Set<[Int]> = []
  private var random: SeededRandom

  /// The domains given so far: no two organisations have one.
  private var domains: Set<String> = []

  /// - Parameters:
  ///   - count: the number of records.
  ///   - share: the share of them that repeat another one.
  init(count: Int, share: Double = 0.15, seed: UInt64) {
    random = SeededRandom(seed: seed)
    var originals: [Int] = []
    while candidates.count < count {
      if candidates.count > 20, Double.random(in: 0..<1, using: &random) < share, let original = originals.randomElement(using: &random) {
        // Each is repeated once at most, so that every pair is a direct answer.
        originals.removeAll { $0 == original }
        answers.insert([original, candidates.count])
        candidates.append(repeated(candidates[original]))
      } else {
        originals.append(candidates.count)
        candidates.append(original())
      }
    }
  }

  private mutating func pick<T>(_ values: some Collection<T>) -> T { values.randomElement(using: &random)! }
  private mutating func happens(_ share: Double) -> Bool { Double.random(in: 0..<1, using: &random) < share }

  private static let kinds = [
    "Studio", "Atelier", "Festival", "Collectif", "Maison", "Agence", "Théâtre", "Centre culturel", "Compagnie", "Éditions", "Musée",
    "Radio",
    "Productions", "Ciné-club", "Fablab", "Galerie", "Orchestre", "Imprimerie", "Games", "Design", "Films", "Animation", "Interactive",
  ]
  private static let families = [
    "Dupont", "Lambert", "Dubois", "Leroy", "Janssens", "Maes", "Peeters", "Simon", "Laurent", "Claes", "Renard", "Noël", "Gérard",
    "Lemaire",
    "Weber", "Schmit", "Muller", "Hoffmann", "Martin", "Bernard", "Fournier", "Girard", "Rossi", "Moreau", "Marchal",
  ]
  private static let syllables = [
    "ka", "lu", "mi", "no", "ra", "zel", "tor", "vix", "pla", "bri", "dun", "fer", "gon", "hel", "iri", "jol", "kess", "lor", "mar", "nim",
    "oph", "pix", "qua", "ros", "syl", "tam", "urb", "ver", "wal", "xan", "yor", "zum", "éco", "æth", "ñan", "çal",
  ]
  private static let towns = [
    ("Liège", "BE-WLG", 50.63, 5.57), ("Namur", "BE-WNA", 50.46, 4.87), ("Mons", "BE-WHT", 50.45, 3.95),
    ("Charleroi", "BE-WHT", 50.41, 4.44),
    ("Tournai", "BE-WHT", 50.61, 3.39), ("Verviers", "BE-WLG", 50.59, 5.86), ("Marseille", "FR-13", 43.30, 5.37),
    ("Nice", "FR-06", 43.70, 7.26),
    ("Avignon", "FR-84", 43.95, 4.81), ("Luxembourg", "LU-LU", 49.61, 6.13), ("Esch-sur-Alzette", "LU-ES", 49.50, 5.98),
    ("Arlon", "BE-WLX", 49.68, 5.82),
    ("Huy", "BE-WLG", 50.52, 5.24), ("Wavre", "BE-WBR", 50.72, 4.61), ("Dinant", "BE-WNA", 50.26, 4.91), ("Toulon", "FR-83", 43.12, 5.93),
    ("Gap", "FR-05", 44.56, 6.08), ("Digne-les-Bains", "FR-04", 44.09, 6.24), ("Cannes", "FR-06", 43.55, 7.01),
    ("Aix-en-Provence", "FR-13", 43.53, 5.45),
    ("Differdange", "LU-ES", 49.52, 5.89), ("Spa", "BE-WLG", 50.49, 5.86), ("La Louvière", "BE-WHT", 50.48, 4.19),
    ("Bastogne", "BE-WLX", 50.00, 5.72),
  ]
  private static let forms = ["ASBL", "SRL", "SA", "SPRL", "SARL", "SAS", "S.A.", "scrl", "a.s.b.l."]
  private static let providers = ["gmail.com", "skynet.be", "outlook.com", "orange.fr"]

  private mutating func word() -> String {
    (0..<Int.random(in: 3...4, using: &random)).map { _ in pick(Self.syllables) }.joined().capitalized
  }

  private mutating func name() -> String {
    switch Int.random(in: 0..<6, using: &random) {
    // Names of which many exist.
    case 0: "\(pick(Self.kinds)) \(family())"
    case 1: "\(family()) & \(family()) \(pick(Self.kinds))"
    case 2: word()
    case 3: "\(pick(Self.kinds)) \(word())"
    case 4: "\(word()) \(word())"
    default: "\(pick(Self.kinds)) de \(word()) et \(word())"
    }
  }

  private mutating func original() -> DuplicateCandidate {
    let name = name()
    var actor = DuplicateCandidate(id: "a\(candidates.count)", names: [happens(0.4) ? "\(name) \(pick(Self.forms))" : name])
    let town = pick(Self.towns)
    if happens(0.9) { actor.city = town.0 }
    if happens(0.6) { actor.territory = town.1 }
    if happens(0.4) {
      actor.point = (town.2 + Double.random(in: -0.03...0.03, using: &random), town.3 + Double.random(in: -0.03...0.03, using: &random))
    }
    let domain = freeDomain(slug(name))
    if happens(0.6) { actor.website = pick(["https://www.", "https://", "http://www."]) + domain + pick(["", "/"]) }
    if happens(0.6) {
      actor.email =
        happens(0.7)
        ? pick(["info", "contact", "hello"]) + "@" + domain : freeDomain(slug(name)).replacing(".", with: "") + "@" + pick(Self.providers)
    }
    if happens(0.6) { actor.phone = "+32 " + digits(9) }
    if happens(0.4) { actor.numbers = [("be-kbo", digits(10))] }
    return actor
  }

  private mutating func freeDomain(_ slug: String) -> String {
    var domain = ""
    repeat {
      domain = slug + (happens(0.7) ? "" : pick(Self.syllables.dropLast(4))) + "." + pick(["be", "eu", "org", "lu", "fr", "com"])
    } while !domains
      .insert(domain).inserted
    return domain
  }

  private mutating func family() -> String {
    pick(["", "", "Van ", "De ", "Le "]) + pick(Self.families) + pick(["", "", "ot", "ier", "s", "in"])
  }

  private mutating func digits(_ count: Int) -> String {
    (0..<count).map { _ in String(Int.random(in: 0...9, using: &random)) }.joined()
  }

  private func slug(_ name: String) -> String { String(Folding.fold(name).filter { $0.isLetter && $0.isASCII }) }

  /// Returns an organisation as somebody else enters it: other spelling, other legal form, less or other contacts.
  private mutating func repeated(_ original: DuplicateCandidate) -> DuplicateCandidate {
    var actor = DuplicateCandidate(id: "a\(candidates.count)", names: [respelt(original.names[0])])
    if happens(0.85) { actor.city = original.city.map { happens(0.2) ? $0.uppercased() : $0 } }
    if happens(0.6) { actor.territory = original.territory }
    if happens(0.5), let point = original.point { actor.point = (point.lat + 0.0005, point.lon - 0.0004) }
    if happens(0.7) { actor.website = original.website.map { $0.replacing("https://www.", with: "http://") + "fr/accueil" } }
    if happens(0.6), let email = original.email, let at = email.lastIndex(of: "@") {
      actor.email = happens(0.6) ? email.uppercased() : "admin" + email[at...]
    }
    if happens(0.6) { actor.phone = original.phone.map { "0032/" + $0.dropFirst(4) } }
    if happens(0.6) { actor.numbers = original.numbers }
    return actor
  }

  private mutating func respelt(_ name: String) -> String {
    var words = name.split(separator: " ").map(String.init)
    if words.count > 1, LegalForms.abbreviations.contains(words[words.count - 1].lowercased().replacing(".", with: "")) {
      words.removeLast()
    }
    if happens(0.3) { words.append(pick(Self.forms)) }
    if happens(0.3) { words = words.map { $0.uppercased() } }
    if happens(0.3) { words = words.map { Folding.fold($0) } }
    if words.count > 1, happens(0.1) { words.reverse() }
    if happens(0.3) {
      let position = Int.random(in: 0..<words.count, using: &random)
      words[position] = misspelt(words[position])
    }
    return words.joined(separator: happens(0.1) ? "-" : " ")
  }

  /// Returns a word with a letter left out, doubled, changed or moved.
  private mutating func misspelt(_ word: String) -> String {
    var letters = Array(word)
    guard letters.count > 3 else { return word }
    let position = Int.random(in: 1..<letters.count - 1, using: &random)
    switch Int.random(in: 0..<4, using: &random) {
    case 0: letters.remove(at: position)
    case 1: letters.insert(letters[position], at: position)
    case 2: letters[position] = pick(Array("aeiorstn"))
    default: letters.swapAt(position, position + 1)
    }
    return String(letters)
  }
}

/// SplitMix64.
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
