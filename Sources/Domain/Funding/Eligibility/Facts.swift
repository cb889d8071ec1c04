import Ecosystem
import Localization

/// One known fact on an applicant or its project, with its source.
public struct Fact: Sendable, Hashable {
  /// The value. `false` is known too: it means that there is none.
  public var value: FieldValue
  /// Source of the fact: a field of a record, a register, `given` by the caller.
  public var source: String

  /// A fact with its source.
  public init(_ value: FieldValue, source: String) {
    self.value = value
    self.source = source
  }
}

/// The known facts on an applicant and its project, by name: `legal_form`, `territory`, `staff`, `identifier.BE-BCE_KBO`.
///
/// A name without a fact is unknown, as is one whose value is null. A place is written as the list of codes from the place
/// itself up to the whole, so that a rule about a region finds its provinces: `["BE-WNA", "BE-WAL", "BE"]`.
public struct Facts: Sendable, Hashable {
  private var facts: ExactDictionary<Fact>
  /// The questions about facts that are not known, where the records say why.
  private var questions: ExactDictionary<LocalizedText> = [:]

  /// The given facts; those without a value are left out.
  public init(_ facts: ExactDictionary<Fact> = [:]) {
    self.facts = facts.filter { !$0.value.value.isNull }
  }

  /// Facts that all come from one source.
  public init(_ values: ExactDictionary<FieldValue>, source: String) {
    self.init(values.mapValues { Fact($0, source: source) })
  }

  /// The fact of that name; nil when it is unknown. Setting a null value makes it unknown.
  public subscript(_ name: String) -> Fact? {
    get { facts[name] }
    set { facts[name] = newValue?.value.isNull == true ? nil : newValue }
  }

  /// The question that settles a fact which is not known; nil when the records raise none.
  public func question(about name: String) -> LocalizedText? { facts[name] == nil ? questions[name] : nil }

  /// Makes a fact unknown, with the question that settles it.
  public mutating func leaveOpen(_ name: String, asking question: LocalizedText) {
    facts[name] = nil
    questions[name] = question
  }

  /// The names of the known facts, sorted.
  public var names: [String] { facts.keys.sorted() }

  /// These facts, those of `other` taking precedence.
  public func merging(_ other: Facts) -> Facts {
    var merged = self
    merged.facts.merge(other.facts) { _, new in new }
    merged.questions.merge(other.questions) { _, new in new }
    for name in other.questions.keys where other.facts[name] == nil { merged.facts[name] = nil }
    return merged
  }

  /// The facts of those names alone.
  public func limited(to names: some Sequence<String>) -> Facts {
    var limited = Facts()
    for name in names {
      limited[name] = self[name]
      limited.questions[name] = questions[name]
    }
    return limited
  }
}

extension Facts {
  /// The facts as plain data: each name with its `value` and `source`.
  public var notation: FieldValue {
    .map(facts.mapValues { .map(["value": $0.value, "source": .text($0.source)]) })
  }

  /// Reads the value that `notation` writes; nil for any other.
  public init?(notation: FieldValue) {
    guard let entries = notation.mapValue else { return nil }
    var facts: ExactDictionary<Fact> = [:]
    for (name, entry) in entries {
      guard let members = entry.mapValue, let source = members["source"]?.textValue else { return nil }
      facts[name] = Fact(members["value"] ?? .null, source: source)
    }
    self.init(facts)
  }
}

/// A number with its currency, if it is money: amounts of money are in cents.
public struct Quantity: Sendable, Hashable {
  /// The number; cents where it is money.
  public var value: Double
  /// The ISO 4217 code of money; nil for a plain number.
  public var currency: String?

  /// A quantity.
  public init(_ value: Double, currency: String? = nil) {
    self.value = value
    self.currency = currency
  }

  /// Makes the quantity of a value of the model: a finite number, or money `{ amount = cents, currency = "EUR" }` within
  /// `Money.range`; else nil.
  public init?(_ value: FieldValue) {
    if let number = value.numberValue {
      guard number.isFinite else { return nil }
      self.init(number)
    } else if let money = Money(value) {
      self.init(Double(money.cents), currency: money.currency)
    } else {
      return nil
    }
  }

  /// The quantity as a value of the model.
  public var fieldValue: FieldValue {
    let number = Int64(exactly: value).map(FieldValue.integer) ?? .number(value)
    return currency.map { .map(["amount": number, "currency": .text($0)]) } ?? number
  }
}
