import Ecosystem
import Localization

/// The notices of every answer about funding.
public enum FundingNotice {
  /// States that the answer is no legal advice.
  public static let notLegalAdvice = LocalizedText(
    "funding.funding-notice.computed-from-data-known")

  /// States that rules are an illustration until a cluster confirms them.
  public static let illustrative = LocalizedText(
    "funding.funding-notice.rules-given-illustration-not")
}
