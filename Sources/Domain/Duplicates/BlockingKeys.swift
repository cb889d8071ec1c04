/// The keys by which records are brought together: only records with a key in common are compared.
///
/// A record has a key for each number, address and telephone number, for its names as a whole, for each rare word of them, and, so that a
/// wrong letter does not separate two records, for the beginning and the end of each name together with the town.
struct BlockingKeys {
  private let words: WordWeights

  /// The maximum number of records with a word for which the word alone is a key.
  private static let rareWordMax = 30
  /// The maximum number of records with a word for which the word is a key together with the town.
  private static let townWordMax = 300
  /// The minimum length of a word that is a key.
  private static let wordLengthMin = 3
  /// The number of bytes of a name or town in a key.
  private static let partLength = 4

  init(_ words: WordWeights) { self.words = words }

  /// The kinds of keys; equal texts of different kinds are different keys.
  private enum Kind: UInt8 {
    case number = 1
    case email, phone, domain, name, word, wordInTown, beginning, end, pair
  }

  /// Returns the keys of a record, as hashes: two that agree by chance only cost a comparison.
  func keys(of record: ComparedRecord) -> Set<UInt64> {
    var keys: Set<UInt64> = []
    for number in record.numbers { keys.insert(key(.number, Array(number.utf8))) }
    if let email = record.email { keys.insert(key(.email, Array(email.utf8))) }
    if let phone = record.phone { keys.insert(key(.phone, Array(phone.utf8))) }
    for domain in record.domains { keys.insert(key(.domain, Array(domain.utf8))) }
    let town = record.city.map { Array($0.prefix(Self.partLength)) } ?? []
    for name in record.names { add(name, town, to: &keys) }
    return keys
  }

  private func add(_ name: ComparedName, _ town: [UInt8], to keys: inout Set<UInt64>) {
    let part = Self.partLength
    keys.insert(key(.name, name.compact))
    keys.insert(key(.beginning, Array(name.compact.prefix(part)) + [0] + town))
    keys.insert(key(.end, Array(name.compact.suffix(part)) + [0] + town))
    for word in name.words where word.count >= Self.wordLengthMin {
      if words.count(word) <= Self.rareWordMax {
        keys.insert(key(.word, word))
      } else if words.count(word) <= Self.townWordMax {
        keys.insert(key(.wordInTown, word + [0] + town))
      }
    }
    // Two words by their beginnings, in any order.
    let starts = name.words.filter { $0.count >= Self.wordLengthMin }.map { Array($0.prefix(Self.wordLengthMin)) }
    for (one, other) in zip(starts, starts.dropFirst()) {
      keys.insert(key(.pair, one.lexicographicallyPrecedes(other) ? one + other : other + one))
    }
  }

  /// FNV-1a with 64 bits.
  private func key(_ kind: Kind, _ bytes: [UInt8]) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    hash = (hash ^ UInt64(kind.rawValue)) &* 0x100_0000_01B3
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash
  }
}
