import Ecosystem

/// What every answer about funding carries.
public enum FundingNotice {
  /// That the answer is no legal advice.
  public static let notLegalAdvice = LocalizedText(
    fr:
      "Indication calculée à partir des données connues ; ce n'est pas un avis juridique. L'organisme qui octroie l'aide décide.",
    en: "Computed from the data known; this is not legal advice. The body that grants the aid decides.")

  /// That rules are an illustration until a cluster confirms them.
  public static let illustrative = LocalizedText(
    fr: "Règles données à titre d'illustration, non confirmées par l'organisme.",
    en: "Rules given as an illustration, not confirmed by the body.")
}
