/// The legal forms that stand in names of organisations and do not tell two of them apart.
public enum LegalForms {
  /// Abbreviations in Belgium, France, Luxembourg and Germany, folded, without points.
  public static let abbreviations: Set<String> = [
    "asbl", "aisbl", "vzw", "sa", "nv", "srl", "sprl", "bv", "bvba", "sc", "scrl", "scs", "snc", "gie", "sas", "sasu", "sarl", "eurl",
    "scop", "scic", "rl", "secs", "sca", "gmbh", "ag", "ug", "kg", "ohg", "ev", "eg", "ggmbh", "ltd", "llc", "inc", "plc",
  ]
}
