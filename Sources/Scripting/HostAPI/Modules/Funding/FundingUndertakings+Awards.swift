import Calendar
import Ecosystem
import Funding
import Store

extension FundingUndertakings {
  /// A single undertaking and the de minimis aid it has had.
  struct Undertaking {
    /// The linked enterprises, sorted.
    var group: [String]
    /// The enterprises that they have absorbed or continue, sorted: their aid counts too (Regulation (EU) 2023/2831, article 3(8)).
    var predecessors: [String]
    var ledger: DeMinimisLedger
    /// The awards that are not counted, since the Member State or an amount of euro from 0 is missing.
    var unplaced: [String]
    /// The ties of unknown share on which the group depends.
    var openTies: [Ownership.Tie]
  }

  /// Reads the single undertaking of an actor and its ledger.
  func ledger(of actor: String) throws -> Undertaking {
    let (group, former) = members(of: actor, ownership)
    let widest = members(of: actor, widestOwnership)
    let certain = group.union(former)
    let all = certain.union(widest.group).union(widest.former)
    let openTies = ownership.openTies(of: actor)
    var (awards, open, unplaced): ([DeMinimisLedger.Award], [DeMinimisLedger.OpenAward], [String]) = ([], [], [])
    for record in try awardRecords(of: all) {
      let isCertain = record["recipient"].textValue.map(certain.contains) ?? false
      switch Self.placed(record, try territories(), isOfSeveral: isOfSeveral(record)) {
      case .award(let award):
        if isCertain { awards.append(award) } else { open.append(award.dependent(on: openTies)) }
      case .open(let award):
        open.append(award)
        unplaced.append(record.id)
      case .recovery: unplaced.append(record.id)
      }
    }
    return Undertaking(
      group: group.sorted(), predecessors: former.sorted(), ledger: DeMinimisLedger(awards, open: open), unplaced: unplaced,
      openTies: openTies)
  }

  /// The enterprises linked with an actor, and those that they have absorbed, directly or through others.
  private func members(of actor: String, _ ownership: Ownership) -> (group: Set<String>, former: Set<String>) {
    let group = Set(ownership.linked(with: actor))
    var (former, waiting): (Set<String>, [String]) = ([], Array(group))
    while let next = waiting.popLast() {
      for predecessor in predecessors[next] ?? [] {
        for member in ownership.linked(with: predecessor) where !group.contains(member) && former.insert(member).inserted {
          waiting.append(member)
        }
      }
    }
    return (group, former)
  }

  /// The de minimis awards of these enterprises that confer a right: those proposed do not yet.
  private func awardRecords(of enterprises: Set<String>) throws -> [Record] {
    let filter: FieldValue = [
      "recipient": .list(enterprises.sorted().map(FieldValue.text)), "state_aid_regime": "de-minimis", "standing": ["ne": "proposed"],
    ]
    return try records.all("award", where: filter)
  }

  /// Whether the recipient was divided among several: its aid counts whole for each (article 3(9) divides it).
  private func isOfSeveral(_ record: Record) -> Bool {
    guard let recipient = record["recipient"].textValue else { return false }
    return predecessors.values.count { $0.contains(recipient) } > 1
  }

  /// An award as the ledger counts it.
  private enum Placed {
    case award(DeMinimisLedger.Award)
    case open(DeMinimisLedger.OpenAward)
    /// A negative amount, which never adds room.
    case recovery
  }

  private static func placed(_ record: Record, _ territories: TerritoryTree, isOfSeveral: Bool) -> Placed {
    let equivalent = Money(record["gross_grant_equivalent"])
    let money = equivalent ?? Money(record["amount_awarded"])
    if let money, money.cents < 0 { return .recovery }
    let cents = money.flatMap { $0.currency == "EUR" ? $0.cents : nil }
    let state = record["member_state"].textValue.flatMap { territories.path(of: $0).first(where: MemberState.isCode) }
    let dates = Self.dates(record)
    guard let cents, let state, let dates else {
      let gap: DeMinimisLedger.OpenAward.Gap = state == nil ? .memberState : .amount
      return .open(.init(id: record.id, gap: gap, amount: cents, memberState: state, dates: dates ?? Self.anyDay))
    }
    // A grant is its own equivalent; of a loan or a guarantee the amount is an upper bound.
    let isGrant = ["grant", "voucher"].contains(record["instrument"].textValue)
    let isBound = dates.lowerBound < dates.upperBound || isOfSeveral || (equivalent == nil && !isGrant)
    return .award(
      DeMinimisLedger.Award(
        id: record.id, recipient: record["recipient"].textValue ?? "", memberState: state, date: dates.lowerBound,
        lastDate: dates.upperBound, amount: cents, isUpperBound: isBound))
  }

  private static func dates(_ record: Record) -> ClosedRange<Day>? {
    guard let text = record["award_date"].textValue, let first = Day(text, .first), let last = Day(text, .last) else { return nil }
    return first...max(first, last)
  }

  private static let anyDay = Day(year: 1_900, month: 1, day: 1)...Day(year: 2_200, month: 12, day: 31)
}

extension DeMinimisLedger.Award {
  /// The award of an enterprise that belongs to the undertaking only if one of these ties is a majority.
  fileprivate func dependent(on ties: [Ownership.Tie]) -> DeMinimisLedger.OpenAward {
    let tie = ties.first { $0.holder == recipient || $0.held == recipient } ?? ties.first
    let gap = tie.map { DeMinimisLedger.OpenAward.Gap.tie(holder: $0.holder, held: $0.held) } ?? .memberState
    return .init(id: id, gap: gap, amount: amount, memberState: memberState, dates: date...lastDate)
  }
}
