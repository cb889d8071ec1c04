/// Whether an enterprise is micro, small, medium-sized or large, over its ties and over the years.
///
/// Source: Recommendation 2003/361/EC, annex: the ceilings of article 2, autonomous, partner and linked enterprises of
/// article 3, two consecutive years of article 4(2), the sums of article 6.
///
///     SMETest(ownership: ownership, figures: ["studio": [2023: YearFigures(staff: 12, turnover: 1_500_000_00)]])
///       .status(of: "studio", in: 2023).size            // .small
public struct SMETest: Sendable {
  /// The relation of an enterprise to others (annex, article 3).
  public enum Kind: String, Sendable, Hashable {
    case autonomous, partner, linked
  }

  /// Another enterprise whose figures count, and the share of them that counts.
  public struct Part: Sendable, Hashable {
    public var id: String
    /// `linked` counts whole, `partner` in proportion.
    public var kind: Kind
    /// Share of its figures that counts, over 0 to 1.
    public var factor: DecimalShare
  }

  /// The answer, with its basis.
  public struct Status: Sendable, Hashable {
    /// The size; nil while missing figures could decide it.
    public var size: EnterpriseSize?
    /// Whether it is an SME.
    public var isSME: Verdict
    /// Its relation to other enterprises.
    public var kind: Kind
    /// The enterprises counted with it.
    public var parts: [Part]
    /// The last year examined.
    public var year: Int
    /// The group's figures by year, from the first year for which the enterprise has figures to the last.
    public var figures: [Int: GroupFigures]
    /// The enterprises and years with missing figures, sorted.
    public var missing: [Missing]
    /// Whether figures exist for one year alone, so that article 4(2) could not be applied.
    public var isOneYear: Bool
    /// Whether public bodies hold a quarter or more (article 3(4)).
    public var isPubliclyHeld: Bool
    /// The ties of unknown share on which the size depends.
    public var openTies: [Ownership.Tie] = []
  }

  /// Missing figures.
  public struct Missing: Sendable, Hashable {
    public var enterprise: String
    public var year: Int
  }

  private let ownership: Ownership
  private let figures: [String: [Int: YearFigures]]

  /// A test over these ties and figures, by enterprise and year.
  public init(ownership: Ownership, figures: [String: [Int: YearFigures]]) {
    self.ownership = ownership
    self.figures = figures
  }

  /// The status on the figures of the years up to `year`, the last closed accounting year.
  ///
  /// A tie of unknown share is examined as no holding and as a whole one; the size is open where the two differ.
  public func status(of id: String, in year: Int) -> Status {
    var status = closedStatus(of: id, in: year)
    let open = ownership.openTies(of: id)
    guard !open.isEmpty else { return status }
    let most = SMETest(ownership: ownership.assuming(1), figures: figures).closedStatus(of: id, in: year)
    status.openTies = open
    if most.size != status.size || most.isPubliclyHeld != status.isPubliclyHeld { status.size = nil }
    if most.isSME != status.isSME { status.isSME = .unknown }
    return status
  }

  private func closedStatus(of id: String, in year: Int) -> Status {
    let group = ownership.linked(with: id)
    let parts = parts(of: id, group)
    let first = figures[id]?.keys.filter { $0 <= year }.min() ?? year
    let sums = Dictionary(uniqueKeysWithValues: (first...year).map { ($0, sum(id, parts, in: $0)) })
    let isPubliclyHeld = isPubliclyHeld(group)
    var admitted = SMECeilings.all.map { ceilings in
      Self.overYears((first...year).map { sums[$0].map(ceilings.admits) ?? .unknown })
    }
    if isPubliclyHeld { admitted = admitted.map { _ in .unmet } }
    return Status(
      size: Self.size(admitted), isSME: admitted[admitted.count - 1], kind: kind(group, parts), parts: parts,
      year: year,
      figures: sums, missing: missing([id] + parts.map(\.id), years: first...year),
      isOneYear: (figures[id] ?? [:]).keys.count { $0 <= year } < 2,
      isPubliclyHeld: isPubliclyHeld)
  }

  /// Applies article 4(2): only two consecutive years change the status. When this year agrees with last year, its result holds;
  /// otherwise the previous status continues. A missing year is evaluated with both results.
  static func overYears(_ years: [Verdict]) -> Verdict {
    var (status, before) = (years.first ?? .unknown, years.first ?? .unknown)
    for year in years.dropFirst() {
      let outcomes = Set(
        before.possible.flatMap { last in
          year.possible.flatMap { this in this == last ? [this] : status.possible }
        })
      // An unknown year may have had the status already known, and then confirms it.
      status = outcomes.count == 1 ? outcomes.first ?? .unknown : .unknown
      before = year
    }
    return status
  }

  private static func size(_ admitted: [Verdict]) -> EnterpriseSize? {
    for (ceilings, verdict) in zip(SMECeilings.all, admitted) where verdict != .unmet {
      return verdict == .met ? ceilings.size : nil
    }
    return .large
  }

  // MARK: The group

  private func sum(_ id: String, _ parts: [Part], in year: Int) -> GroupFigures {
    var sum = GroupFigures()
    sum.add(figures[id]?[year], times: DecimalShare(1))
    for part in parts { sum.add(figures[part.id]?[year], times: part.factor) }
    return sum
  }

  /// Linked enterprises whole; the partners of each, and the enterprises linked with them, in proportion to the holding (article
  /// 6). A partner's own partners do not count.
  private func parts(of id: String, _ group: [String]) -> [Part] {
    var parts = group.filter { $0 != id }.map { Part(id: $0, kind: .linked, factor: DecimalShare(1)) }
    var counted = Set(group)
    for (partner, share) in partners(of: Set(group)) {
      for member in ownership.linked(with: partner) where counted.insert(member).inserted {
        parts.append(Part(id: member, kind: .partner, factor: share))
      }
    }
    return parts
  }

  /// Enterprises that hold, or are held, from 25 % on without being linked; the higher share when both hold each other.
  private func partners(of group: Set<String>) -> [(id: String, share: DecimalShare)] {
    var neighbours = Set(ownership.ties.filter { group.contains($0.held) }.map(\.holder))
    neighbours.formUnion(ownership.ties.filter { group.contains($0.holder) }.map(\.held))
    return neighbours.subtracting(group).sorted().compactMap { id in
      let others = Set(ownership.linked(with: id))
      let held = others.map { ownership.share(of: group, in: $0) }.max() ?? .zero
      let holds = group.map { ownership.share(of: others, in: $0) }.max() ?? .zero
      let share = max(held, ownership.role(of: id) == .enterprise ? holds : .zero)
      return share >= .quarter ? (id, min(share, DecimalShare(1))) : nil
    }
  }

  private func kind(_ group: [String], _ parts: [Part]) -> Kind {
    if group.count > 1 { return .linked }
    return parts.isEmpty ? .autonomous : .partner
  }

  /// Whether public bodies hold a quarter of one of the group. Small authorities count only where they hold more than half
  /// together (article 3(2) and (4)).
  private func isPubliclyHeld(_ group: [String]) -> Bool {
    let bodies = ownership.publicHolders
    let large = bodies.filter { ownership.role(of: $0) != .smallAuthority }
    let small = bodies.subtracting(large)
    return group.contains { held in
      let counted = ownership.share(of: small, in: held) > .half ? bodies : large
      return ownership.share(of: counted, in: held) >= .quarter || isControlled(held, by: bodies)
    }
  }

  private func isControlled(_ id: String, by bodies: Set<String>) -> Bool {
    ownership.ties.contains { $0.held == id && $0.isControl && bodies.contains($0.holder) }
  }

  private func missing(_ ids: [String], years: ClosedRange<Int>) -> [Missing] {
    ids.flatMap { id in
      years.filter { figures[id]?[$0] == nil || figures[id]?[$0]?.isWhole == false }
        .map { Missing(enterprise: id, year: $0) }
    }.sorted { ($0.enterprise, $0.year) < ($1.enterprise, $1.year) }
  }
}

extension Verdict {
  /// The decided values it may have.
  fileprivate var possible: [Verdict] { self == .unknown ? [.met, .unmet] : [self] }
}

extension YearFigures {
  fileprivate var isWhole: Bool { staff != nil && (turnover != nil || balanceSheet != nil) }
}
