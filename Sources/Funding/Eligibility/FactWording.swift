import Ecosystem

/// What the facts are called when nothing better is said.
public enum FactWording {
  private static let names: [String: LocalizedText] = [
    "kind": LocalizedText(fr: "genre d'acteur", en: "kind of actor"),
    "legal_form": LocalizedText(fr: "forme juridique", en: "legal form"),
    "territory": LocalizedText(fr: "territoire", en: "territory"),
    "sectors": LocalizedText(fr: "secteurs", en: "sectors"),
    "skills": LocalizedText(fr: "compétences", en: "skills"),
    "categories": LocalizedText(fr: "familles", en: "families"),
    "founded": LocalizedText(fr: "date de fondation", en: "date of foundation"),
    "age_years": LocalizedText(fr: "années depuis la fondation", en: "years since foundation"),
    "size": LocalizedText(fr: "taille de l'entreprise", en: "size of the enterprise"),
    "staff": LocalizedText(fr: "effectif", en: "staff"),
    "turnover": LocalizedText(fr: "chiffre d'affaires", en: "turnover"),
    "balance_sheet": LocalizedText(fr: "total du bilan", en: "balance-sheet total"),
    "budget": LocalizedText(fr: "budget du projet", en: "budget of the project"),
    "grant": LocalizedText(fr: "aide demandée", en: "aid asked for"),
    "regional_spend": LocalizedText(fr: "dépenses dans la région", en: "spending in the region"),
    "stage": LocalizedText(fr: "stade du projet", en: "stage of the project"),
    "project_sectors": LocalizedText(fr: "secteurs du projet", en: "sectors of the project"),
  ]

  /// The name of a fact for people.
  public static func name(of fact: String) -> LocalizedText {
    if let name = names[fact] { return name }
    let parts = fact.split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return LocalizedText(verbatim: fact) }
    switch parts[0] {
    case "identifier": return LocalizedText(fr: "numéro \(parts[1])", en: "number \(parts[1])")
    case "headroom": return LocalizedText(fr: "marge de minimis (\(parts[1]))", en: "de minimis headroom (\(parts[1]))")
    case "attested", "custom": return LocalizedText(verbatim: parts[1])
    default: return LocalizedText(verbatim: fact)
    }
  }

  /// The name of one fact as a share of another.
  static func ratio(_ fact: String, _ whole: String) -> LocalizedText {
    let (part, whole) = (name(of: fact), name(of: whole))
    return LocalizedText(fr: "\(part[.fr]) / \(whole[.fr])", en: "\(part[.en]) / \(whole[.en])")
  }
}
