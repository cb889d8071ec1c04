import Ecosystem

extension FundingModule {
  private typealias Value = FunctionDescription.Value

  static let reference = ModuleReference(
    "grappe.funding", fr: "Ce que le financement couvre.", en: "What funding covers.",
    functions: [
      FunctionDescription(
        "grappe.funding.coverage", fr: "Range des programmes et des appels par stade de projet, et nomme les lacunes.",
        en: "Sorts programmes and calls by stage of a project, and names the gaps.",
        parameters: [
          Value(
            "records", "(grappe.Programme|grappe.Call)[]", fr: "Les programmes et les appels.",
            en: "The programmes and calls.")
        ],
        returns: [Value("coverage", "grappe.Coverage", fr: "Ce qui est couvert.", en: "What is covered.")],
        example: "local coverage = grappe.funding.coverage(grappe.calls.find{})")
    ],
    classes: [
      ClassDescription(
        "grappe.Coverage", fr: "La couverture des stades.", en: "The coverage of the stages.",
        fields: [
          Value(
            "stages", "grappe.StageCoverage[]", fr: "Les stades, de l'idée à l'export.",
            en: "The stages, from idea to export."),
          Value("gaps", "string[]", fr: "Les stades que rien ne couvre.", en: "The stages that nothing covers."),
          Value(
            "unstated", "grappe.RecordID[]", fr: "Les fiches qui ne disent pas leurs stades.",
            en: "The records that do not say their stages."),
        ]),
      ClassDescription(
        "grappe.StageCoverage", fr: "Un stade.", en: "A stage.",
        fields: [
          Value("stage", "string", fr: "Le stade.", en: "The stage."),
          Value("count", "integer", fr: "Le nombre de fiches.", en: "The number of records."),
          Value("ids", "grappe.RecordID[]", fr: "Les fiches.", en: "The records."),
        ]),
    ])
}
