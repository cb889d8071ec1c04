import Ecosystem
import Localization

/// The names of facts for which the rules give none.
public enum FactWording {
  private static let names: [String: LocalizedText] = [
    "kind": LocalizedText("funding.fact.kind-actor"),
    "legal_form": LocalizedText("funding.fact.legal-form"),
    "territory": LocalizedText("funding.fact.territory"),
    "sectors": LocalizedText("funding.fact.sectors"),
    "skills": LocalizedText("funding.fact.skills"),
    "categories": LocalizedText("funding.fact.families"),
    "founded": LocalizedText("funding.fact.date-foundation"),
    "age_years": LocalizedText("funding.fact.years-since-foundation"),
    "size": LocalizedText("funding.fact.size-enterprise"),
    "staff": LocalizedText("funding.fact.staff"),
    "turnover": LocalizedText("funding.fact.turnover"),
    "balance_sheet": LocalizedText("funding.fact.balance-sheet-total"),
    "budget": LocalizedText("funding.fact.budget-project"),
    "grant": LocalizedText("funding.fact.aid-asked"),
    "regional_spend": LocalizedText("funding.fact.spending-region"),
    "stage": LocalizedText("funding.fact.stage-project"),
    "project_sectors": LocalizedText("funding.fact.sectors-project"),
  ]

  /// The name of a fact for people.
  public static func name(of fact: String) -> LocalizedText {
    if let name = names[fact] { return name }
    let parts = fact.cut(at: ".", maxSplits: 1)
    guard parts.count == 2 else { return LocalizedText(verbatim: fact) }
    switch parts[0] {
    case "identifier": return LocalizedText("funding.fact.number", ["parts": parts[1]])
    case "headroom": return LocalizedText("funding.fact.de-minimis-headroom", ["parts": parts[1]])
    case "attested", "custom": return LocalizedText(verbatim: parts[1])
    default: return LocalizedText(verbatim: fact)
    }
  }

  /// The name of one fact as a share of another.
  static func ratio(_ fact: String, _ whole: String) -> LocalizedText {
    let (part, whole) = (name(of: fact), name(of: whole))
    return LocalizedText("funding.fact.text", ["part": part, "whole": whole])
  }
}
