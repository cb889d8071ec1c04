import Calendar
import Ecosystem

/// The de minimis aid of one single undertaking and the remaining headroom, per Member State.
///
/// Awards count from the day the legal right arises, by their gross grant equivalent, for all enterprises of the single
/// undertaking together (Regulation (EU) 2023/2831, articles 2(2) and 3(2) to 3(5); after mergers 3(8)).
public struct DeMinimisLedger: Sendable {
  /// An award of de minimis aid.
  public struct Award: Sendable, Hashable {
    public var id: String
    /// The enterprise that got it.
    public var recipient: String
    /// ISO 3166-1 code of the Member State that gave the aid: `BE`.
    public var memberState: String
    /// The day the legal right arose; the first possible day when the record is less precise.
    public var date: Day
    /// The last possible day on which the legal right arose; `date` when that is known to the day.
    public var lastDate: Day
    /// Cents of euro: the gross grant equivalent, or the amount awarded when none is stated.
    public var amount: Int64
    /// Whether the amount is the whole sum awarded, an upper bound, since no gross grant equivalent is stated.
    public var isUpperBound: Bool

    /// An award.
    public init(
      id: String, recipient: String, memberState: String, date: Day, lastDate: Day? = nil, amount: Int64, isUpperBound: Bool = false
    ) {
      self.id = id
      self.recipient = recipient
      self.memberState = memberState
      self.date = date
      self.lastDate = max(date, lastDate ?? date)
      self.amount = amount
      self.isUpperBound = isUpperBound
    }
  }

  /// An award of which something is missing that decides whether, or how much, it counts.
  public struct OpenAward: Sendable, Hashable {
    /// The missing fact.
    public enum Gap: Sendable, Hashable {
      /// The Member State that gave the aid.
      case memberState
      /// The gross grant equivalent in euro.
      case amount
      /// The share of a tie, which decides whether the recipient belongs to the single undertaking.
      case tie(holder: String, held: String)
    }

    public var id: String
    public var gap: Gap
    /// Cents of euro; nil when not known.
    public var amount: Int64?
    /// The Member State that gave the aid; nil when not known.
    public var memberState: String?
    /// The first and the last day on which the legal right may have arisen.
    public var dates: ClosedRange<Day>

    /// An award with a gap.
    public init(id: String, gap: Gap, amount: Int64?, memberState: String?, dates: ClosedRange<Day>) {
      (self.id, self.gap, self.amount, self.memberState, self.dates) = (id, gap, amount, memberState, dates)
    }
  }

  /// An award that counts on the day asked for.
  public struct Binding: Sendable, Hashable {
    public var award: Award
    /// The first day on which it no longer counts, under the parameters that apply on that day.
    public var freesOn: Day
  }

  /// The headroom in one Member State.
  public struct Headroom: Sendable, Hashable {
    public var memberState: String
    /// Cents of euro, never negative.
    public var room: Int64
    /// Cents of euro that are counted.
    public var used: Int64
    /// The ceiling, the window and their source.
    public var parameters: DeMinimisParameters
    /// The first day whose awards count.
    public var windowStart: Day
    /// The awards that count, the oldest first.
    public var binding: [Binding]
    /// The awards that may count besides, by id.
    public var open: [OpenAward]

    /// Cents of euro that are left if every open award counts, never negative: 0 when the amount of one is not known.
    public var surelyLeft: Int64 {
      open.reduce(room) { left, award in award.amount.map { max(0, left.subtractingSaturated($0)) } ?? 0 }
    }
  }

  private let awards: [Award]
  private let open: [OpenAward]

  /// The awards of all enterprises of one single undertaking, and those of which something is missing.
  public init(_ awards: [Award], open: [OpenAward] = []) {
    self.awards = awards.sorted { ($0.date, $0.id) < ($1.date, $1.id) }
    self.open = open.sorted { $0.id < $1.id }
  }

  /// The Member States that gave aid, sorted.
  public var memberStates: [String] { Set(awards.map(\.memberState)).sorted() }

  /// Returns the headroom on a day for aid of a Member State; nil for a day before the regulations kept here.
  ///
  /// An award counts when any of its possible days lies in the window. A negative amount, as of a recovery, never adds headroom.
  public func headroom(in memberState: String, on day: Day) -> Headroom? {
    guard let parameters = DeMinimisParameters.inForce(on: day) else { return nil }
    let start = parameters.windowStart(on: day)
    let counted = awards.filter {
      $0.memberState == memberState && $0.lastDate >= start && $0.date <= day && $0.amount >= 0
    }
    let used = counted.reduce(Int64(0)) { $0.addingSaturated($1.amount) }
    return Headroom(
      memberState: memberState, room: max(0, parameters.ceiling.subtractingSaturated(used)), used: used, parameters: parameters,
      windowStart: start, binding: counted.map { Binding(award: $0, freesOn: Self.freesOn($0, after: day)) },
      open: open.filter {
        ($0.memberState ?? memberState) == memberState && $0.dates.upperBound >= start && $0.dates.lowerBound <= day
      })
  }

  /// Returns the first day after `day` whose window no longer contains the award.
  private static func freesOn(_ award: Award, after day: Day) -> Day {
    // No window of the regulations is shorter than from one day to the same day two years later.
    var candidate = max(day.next, award.lastDate.adding(years: 2))
    while let parameters = DeMinimisParameters.inForce(on: candidate),
      parameters.windowStart(on: candidate) <= award.lastDate
    {
      candidate = candidate.next
    }
    return candidate
  }
}
