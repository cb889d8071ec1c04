/// A reason why two records may be one.
public enum DuplicateReason: String, Sendable, CaseIterable {
  /// The same number in a register.
  case number
  case email
  case phone
  /// The same domain of the web or e-mail address.
  case domain
  /// The same name, without case, accents, punctuation and legal form.
  case name
  /// A name of which most is the same.
  case similarName = "similar-name"
  case city
  /// Points within a few hundred metres.
  case nearby
}

/// Two records that may be one.
public struct DuplicatePair: Sendable {
  /// The positions of the records among the candidates, the lower first.
  public let first: Int
  public let second: Int
  /// The probability that they are one, from 0 to 1.
  public let score: Double
  /// The reasons, the strongest first.
  public let reasons: [DuplicateReason]
}
