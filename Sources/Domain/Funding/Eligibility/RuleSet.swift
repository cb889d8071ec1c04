import Calendar
import Ecosystem

/// The conditions of a call in one version, with the period in which that version is valid.
public struct RuleSet: Sendable, Hashable {
  /// The id of the call.
  public var call: String
  /// The name of the version, unique for the call: `2024-1`.
  public var version: String
  /// The first day on which it is valid.
  public var validFrom: Day
  /// The last day on which it is valid; nil while it is not replaced.
  public var validTo: Day?
  /// Its legal source.
  public var legal: LegalReference
  /// Whether it is an illustration that no responsible body has confirmed.
  public var isIllustrative: Bool
  /// The conditions, all of which must be met.
  public var conditions: [Condition]
  /// Its limits on aid from other calls.
  public var combination: Combination

  /// Limits on the combination of a call with others.
  public struct Combination: Sendable, Hashable {
    /// The ids of calls that cannot be combined with this one.
    public var exclusiveWith: [String]
    /// Maximum share, 0 to 1, of all aid together in the costs of a stage this call pays for; nil for no such limit.
    public var totalRateMax: Double?

    /// Limits; by default there are none.
    public init(exclusiveWith: [String] = [], totalRateMax: Double? = nil) {
      self.exclusiveWith = exclusiveWith
      self.totalRateMax = totalRateMax
    }
  }

  /// A rule set.
  public init(
    call: String, version: String, validFrom: Day, validTo: Day? = nil, legal: LegalReference,
    isIllustrative: Bool = false, conditions: [Condition], combination: Combination = Combination()
  ) {
    self.call = call
    self.version = version
    self.validFrom = validFrom
    self.validTo = validTo
    self.legal = legal
    self.isIllustrative = isIllustrative
    self.conditions = conditions
    self.combination = combination
  }

  /// Whether it is valid on that day.
  public func holds(on day: Day) -> Bool { validFrom <= day && validTo.map { day <= $0 } ?? true }

  /// Evaluates the conditions for an applicant with these facts.
  ///
  /// - Parameters:
  ///   - applicant: the id of the actor, for the record.
  ///   - day: the day the question is asked for.
  public func evaluate(_ facts: Facts, applicant: String = "", asOf day: Day) -> Evaluation {
    let traces = conditions.map { $0.trace(facts) }
    return Evaluation(
      call: call, version: version, applicant: applicant, asOf: day,
      eligibility: Eligibility(traces.reduce(.met) { $0 && $1.verdict }), traces: traces, legal: legal,
      isIllustrative: isIllustrative)
  }
}

/// The rule sets of all calls, in all their versions.
public struct RuleBook: Sendable {
  /// A rule set that cannot be read. Its call has no rules while it would hold, since older ones may say something else.
  public struct SetAside: Sendable, Hashable {
    public var call: String
    public var version: String
    /// The first day on which it would hold; nil when that cannot be read either.
    public var validFrom: Day?
    /// The reason.
    public var error: FundingError

    /// A rule set and the reason.
    public init(call: String, version: String, validFrom: Day?, error: FundingError) {
      (self.call, self.version, self.validFrom, self.error) = (call, version, validFrom, error)
    }
  }

  private var versions: ExactDictionary<[RuleSet]> = [:]
  private var unreadable: ExactDictionary<[SetAside]> = [:]

  /// The given rule sets.
  ///
  /// - Parameter setAside: those that cannot be read.
  public init(_ ruleSets: some Sequence<RuleSet> = [], setAside: [SetAside] = []) {
    for entry in setAside { unreadable[entry.call, default: []].append(entry) }
    for ruleSet in ruleSets { versions[ruleSet.call, default: []].append(ruleSet) }
    versions = versions.mapValues { sets in
      sets.sorted {
        $0.validFrom == $1.validFrom
          ? VersionOrder.precedes($0.version, $1.version) : $0.validFrom < $1.validFrom
      }
    }
  }

  /// The calls that have rules, sorted.
  public var calls: [String] { versions.keys.sorted() }

  /// All versions for a call, the oldest first.
  public func ruleSets(of call: String) -> [RuleSet] { versions[call] ?? [] }

  /// The version that is valid on that day; of several the one that began last. Nil when none is, or when one is set aside.
  public func ruleSet(of call: String, on day: Day) -> RuleSet? {
    setAside(of: call, on: day) == nil ? readable(of: call, on: day) : nil
  }

  /// The rule set that stands in the way of an answer on that day: one that cannot be read and is no older than those that can.
  public func setAside(of call: String, on day: Day) -> SetAside? {
    let latest = readable(of: call, on: day)?.validFrom
    return unreadable[call]?.last { entry in
      guard let start = entry.validFrom else { return true }
      return start <= day && (latest.map { $0 <= start } ?? true)
    }
  }

  private func readable(of call: String, on day: Day) -> RuleSet? { ruleSets(of: call).last { $0.holds(on: day) } }

  /// The version of that name; nil when there is none.
  public func ruleSet(of call: String, version: String) -> RuleSet? {
    ruleSets(of: call).last { $0.version.isExactly(version) }
  }
}
