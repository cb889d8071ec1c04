import Ecosystem
import Localization

/// What every answer about funding carries.
public enum FundingNotice {
  /// That the answer is no legal advice.
  public static let notLegalAdvice = LocalizedText(
    "funding.funding-notice.computed-from-data-known")

  /// That rules are an illustration until a cluster confirms them.
  public static let illustrative = LocalizedText(
    "funding.funding-notice.rules-given-illustration-not")
}
