import Ecosystem
import Localization

/// One condition of a rule set.
///
///     Condition("legal-form", .oneOf(fact: "legal_form", values: ["srl", "sa"], excludes: ["asbl"]))
public struct Condition: Sendable, Hashable {
  /// The test of the facts.
  public indirect enum Test: Sendable, Hashable {
    /// The enterprise is of one of these sizes; the fact is `size`, which `SMETest` gives.
    case size([EnterpriseSize])
    /// The place, or a place it lies in, is one of these codes.
    case within(fact: String, places: [String], excludes: [String])
    /// The value, or one of a list, is among `values` (any, when there are none), and nothing of it is excluded.
    case oneOf(fact: String, values: [String], excludes: [String])
    /// There is a value; `false` means that there is none.
    case has(fact: String)
    /// The number lies between the bounds, which belong to it.
    case between(fact: String, min: Quantity?, max: Quantity?)
    /// The number divided by another lies between the bounds: 0.5 for half of it.
    case ratio(fact: String, of: String, min: Double?, max: Double?)
    /// The applicant declares it; the fact is `attested.ID`.
    case attested
    /// A test that needs code; its answer is given as the fact `custom.ID` once all `needs` are known.
    case custom(needs: [String])
    /// All of them.
    case all([Condition])
    /// At least one of them.
    case any([Condition])
    /// Negation.
    case not(Condition)
  }

  /// The name within the rule set: letters, digits and `-`.
  public var id: String
  public var test: Test
  /// Label of the condition; without it a sentence is made of the test.
  public var label: LocalizedText?
  /// Question to ask when the answer is not known.
  public var question: LocalizedText?
  /// Step that the applicant can take when it is unmet.
  public var remedy: LocalizedText?
  /// Legal reference, if not that of the whole rule set.
  public var legal: LegalReference?

  /// A condition.
  public init(
    _ id: String, _ test: Test, label: LocalizedText? = nil, question: LocalizedText? = nil,
    remedy: LocalizedText? = nil, legal: LegalReference? = nil
  ) {
    self.id = id
    self.test = test
    self.label = label
    self.question = question
    self.remedy = remedy
    self.legal = legal
  }

  /// The names of the facts its own test reads, without those of its parts.
  public var facts: [String] {
    switch test {
    case .size: ["size"]
    case .within(let fact, _, _), .oneOf(let fact, _, _), .has(let fact), .between(let fact, _, _): [fact]
    case .ratio(let fact, let of, _, _): [fact, of]
    case .attested: ["attested.\(id)"]
    case .custom(let needs): needs + [customFact]
    case .all, .any, .not: []
    }
  }

  /// The names of the facts that it and its parts read.
  public var allFacts: [String] { facts + parts.flatMap(\.allFacts) }

  /// The parts of a combination.
  public var parts: [Condition] {
    switch test {
    case .all(let parts), .any(let parts): parts
    case .not(let part): [part]
    default: []
    }
  }

  /// The fact that holds the answer of a custom test.
  public var customFact: String { "custom.\(id)" }

  /// The custom tests in it, itself or parts of it.
  public var customs: [Condition] {
    if case .custom = test { return [self] }
    return parts.flatMap(\.customs)
  }
}

/// The size of an enterprise under Recommendation 2003/361/EC, annex, article 2.
public enum EnterpriseSize: String, Sendable, Hashable, CaseIterable, Comparable {
  case micro, small, medium, large

  /// The three sizes that are an SME.
  public static let sme: [EnterpriseSize] = [.micro, .small, .medium]

  public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }
  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
