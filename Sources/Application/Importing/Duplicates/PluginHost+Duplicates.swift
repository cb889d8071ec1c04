import Duplicates
import Ecosystem
import Engine
import Store

/// Two records that may be one, for people.
public struct RecordPair: Sendable {
  /// A record of the pair.
  public struct Side: Sendable {
    public let id: String
    public let name: String
  }

  /// The older record.
  public let first: Side
  public let second: Side
  /// The probability that they are one, from 0 to 1, by weights that are chosen, not learnt.
  public let score: Double
  /// The strongest reason first.
  public let reasons: [DuplicateReason]

  /// The pair as JSON.
  public var json: FieldValue {
    func side(_ side: Side) -> FieldValue { .map(["id": .text(side.id), "name": .text(side.name)]) }
    return .map([
      "first": side(first), "second": side(second), "score": .number((score * 1_000).rounded() / 1_000),
      "reasons": .list(reasons.map { .text($0.rawValue) }),
    ])
  }
}

extension PluginHost {
  /// Finds the records of an entity that may be one, the likeliest pairs first.
  ///
  ///     let pairs = try host.duplicates("actor", scoreMin: 0.7)
  ///
  /// - Parameters:
  ///   - entity: the id or the collection of an entity that is known by its name: `actor`.
  ///   - scoreMin: the minimum score, from 0 to 1.
  /// - Returns: the pairs. Invented examples are left out.
  /// - Throws: `EngineError.entityUnknown`; `StoreError.badArgument` for an entity without a name, others when the database
  ///   cannot be read; `CancellationError`.
  public func duplicates(_ entity: String, scoreMin: Double = DuplicateFinder.scoreMinDefault) throws -> [RecordPair] {
    let transaction = try workspace.store.begin(.read, for: .withoutExamples)
    defer { transaction.rollback() }
    let entity = try self.entity(named: entity, in: transaction)
    guard RecordName.isRecognised(entity) else {
      let named = transaction.schema.entities.filter(RecordName.isRecognised).map(\.id)
      throw StoreError(.badArgument, found: entity.id, wanted: named.joined(separator: ", "))
    }
    let candidates = try DuplicateCandidates(entity, transaction).all
    let found = try DuplicateFinder(scoreMin: scoreMin).pairs(among: candidates) { try Task.checkCancellation() }
    return found.map { pair in
      func side(_ position: Int) -> RecordPair.Side {
        RecordPair.Side(id: candidates[position].id, name: candidates[position].names.first ?? "")
      }
      return RecordPair(first: side(pair.first), second: side(pair.second), score: pair.score, reasons: pair.reasons)
    }
  }
}

/// The records of an entity as candidates, in the order in which they were added.
private struct DuplicateCandidates {
  let all: [DuplicateCandidate]

  /// The fields that are compared, of those an entity has.
  private static let fields = ["name", "title", "aliases", "website", "email", "phone", "city", "territory", "lat", "lon"]

  init(_ entity: EntityDescription, _ transaction: StoreTransaction) throws {
    let numbers = try entity.id == "actor" ? Self.numbers(transaction) : [:]
    var query = Query()
    query.fields = try [entity.requireField("id")] + Self.fields.compactMap { entity.field($0) }
    let cursor = try transaction.cursor(entity.id, query)
    var all: [DuplicateCandidate] = []
    while let record = try cursor.next() {
      if all.count.isMultiple(of: 1_000) { try Task.checkCancellation() }
      all.append(Self.candidate(record, entity, numbers[record.id] ?? []))
    }
    self.all = all
  }

  private static func candidate(
    _ record: Record, _ entity: EntityDescription, _ numbers: [(scheme: String, value: String)]
  ) -> DuplicateCandidate {
    let title = record[entity.titleField]
    let names = title.mapValue?.sortedByKey.compactMap(\.value.textValue) ?? [title.textValue].compactMap(\.self)
    var candidate = DuplicateCandidate(id: record.id, names: names + (record["aliases"].listValue ?? []).compactMap(\.textValue))
    candidate.numbers = numbers
    candidate.website = record["website"].textValue
    candidate.email = record["email"].textValue
    candidate.phone = record["phone"].textValue
    candidate.city = record["city"].textValue
    candidate.territory = record["territory"].textValue
    if let lat = record["lat"].numberValue, let lon = record["lon"].numberValue { candidate.point = (lat, lon) }
    return candidate
  }

  private static func numbers(_ transaction: StoreTransaction) throws -> [String: [(scheme: String, value: String)]] {
    var numbers: [String: [(scheme: String, value: String)]] = [:]
    let cursor = try transaction.cursor("identifier")
    while let record = try cursor.next() {
      guard let actor = record["actor"].textValue, let scheme = record["scheme"].textValue, let value = record["value"].textValue else {
        continue
      }
      numbers[actor, default: []].append((scheme, value))
    }
    return numbers
  }
}
