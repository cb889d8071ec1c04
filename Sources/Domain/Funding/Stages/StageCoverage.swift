import Ecosystem

/// The stages of a project, in order, from the first idea to the foreign market.
///
/// Source: the funding page of the design, after the white paper's recommendation 6 (funding by project stage).
public enum ProjectStage: String, Sendable, CaseIterable, Comparable {
  case idea
  case researchAndDevelopment = "r-and-d"
  case prototype, production, commercialisation, growth, export

  public static func < (left: Self, right: Self) -> Bool { left.position < right.position }

  private var position: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// The stages of a project that a set of funding instruments covers, and those that none covers.
///
/// An instrument counts for a stage when its own description names that stage. One that names no stage counts for none and is
/// listed separately.
///
///     let coverage = StageCoverage(of: calls)      // records of programmes and calls
///     coverage.gaps                                // [.prototype]
public struct StageCoverage: Sendable, Hashable {
  /// The ids of the instruments per stage; every stage is present, in the order of the records.
  public var instruments: [ProjectStage: [String]]
  /// The ids of the instruments that name no stage.
  public var unstated: [String]

  /// The stages that no instrument covers, in order.
  public var gaps: [ProjectStage] { ProjectStage.allCases.filter { instruments[$0, default: []].isEmpty } }

  /// Sorts `records`, programmes or calls, by their field `stages`.
  public init(of records: [Record]) {
    instruments = Dictionary(uniqueKeysWithValues: ProjectStage.allCases.map { ($0, []) })
    unstated = []
    for record in records { sort(record) }
  }

  private mutating func sort(_ record: Record) {
    let stages = Self.stages(of: record)
    if stages.isEmpty { unstated.append(record.id) }
    for stage in stages { instruments[stage, default: []].append(record.id) }
  }

  private static func stages(of record: Record) -> [ProjectStage] {
    guard case .list(let codes) = record["stages"] else { return [] }
    return codes.compactMap { code in
      guard case .text(let code) = code else { return nil }
      return ProjectStage(rawValue: code)
    }
  }
}
