#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The weight of each word of names: the rarer it is among the records, the more it says (inverse document frequency).
struct WordWeights {
  private var counts: [[UInt8]: Int] = [:]
  private var names: [[UInt8]: Int] = [:]
  private let recordCount: Int

  /// The weight of a word that says nothing of the record.
  private static let weightMin = 0.3
  /// The number of further records without the word that are assumed, so that a word counts as rare among a few records, too.
  private static let assumedRecordCount = 1_000
  /// The maximum weight of the name of the town where the record lies.
  private static let townWeightMax = 1.0
  /// The maximum weight of a word of one letter.
  private static let letterWeightMax = 0.5

  init(_ records: [ComparedRecord]) {
    recordCount = records.count
    for record in records {
      for word in Set(record.names.flatMap(\.words)) { counts[word, default: 0] += 1 }
      for name in Set(record.names.map(\.compact)) { names[name, default: 0] += 1 }
    }
  }

  /// Sets the weights of the names of a record.
  func weigh(_ record: inout ComparedRecord) {
    for index in record.names.indices {
      // The name of the town is in the names of many of its organisations.
      record.names[index].weights = record.names[index].words.map { word in
        word == record.city ? min(weight(word), Self.townWeightMax) : weight(word)
      }
      record.names[index].count = names[record.names[index].compact] ?? 1
    }
  }

  /// Returns the number of records with a word.
  func count(_ word: [UInt8]) -> Int { counts[word] ?? 0 }

  private func weight(_ word: [UInt8]) -> Double {
    if FunctionWords.all.contains(word) { return Self.weightMin }
    let weight = Self.weightMin + log(Double(recordCount + Self.assumedRecordCount) / Double(count(word) + 1))
    return word.count == 1 ? min(weight, Self.letterWeightMax) : weight
  }
}
