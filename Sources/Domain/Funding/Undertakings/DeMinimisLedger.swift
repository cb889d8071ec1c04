import Calendar
import Ecosystem

/// The de minimis aid of one single undertaking and the remaining headroom, per Member State.
///
/// Awards count from the day the legal right arises, by their gross grant equivalent, for all enterprises of the single
/// undertaking together (Regulation (EU) 2023/2831, articles 2(2), 3(2), 3(3) and 3(6)).
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
  }

  private let awards: [Award]

  /// The awards of all enterprises of one single undertaking.
  public init(_ awards: [Award]) {
    self.awards = awards.sorted { ($0.date, $0.id) < ($1.date, $1.id) }
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
      windowStart: start, binding: counted.map { Binding(award: $0, freesOn: Self.freesOn($0, after: day)) })
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
