/// The closed lists that the entities of funding share.
public enum FundingVocabulary {
  /// Levels of the body that runs a programme.
  public static let levels = ["eu", "federal", "national", "regional", "community", "local", "private"]
  /// The forms support takes; `call` when the source says only that one may apply.
  public static let instruments = ["grant", "loan", "equity", "guarantee", "voucher", "tax-shelter", "call"]
  /// The stages of a project, in order.
  public static let stages = ["idea", "r-and-d", "prototype", "production", "commercialisation", "growth", "export"]
  /// The European State aid regimes under which support is given (Articles 107 and 108 TFEU): none when it is no State
  /// aid, de minimis, the General Block Exemption Regulation, or notified to the Commission.
  public static let stateAidRegimes = ["none", "de-minimis", "gber", "notified"]
  /// Reliability of a figure on spending or outcomes.
  public static let figureStatuses = ["announced", "verified"]
}
