/// The closed lists that programmes and calls share.
public enum FundingVocabulary {
  /// Who carries a programme.
  public static let levels = ["eu", "federal", "national", "regional", "community", "local", "private"]
  /// The forms support takes; `call` where the source says only that one may apply.
  public static let instruments = ["grant", "loan", "equity", "guarantee", "voucher", "tax-shelter", "call"]
  /// The stages of a project, in order.
  public static let stages = ["idea", "r-and-d", "prototype", "production", "commercialisation", "growth", "export"]
}
