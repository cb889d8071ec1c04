extension Schema {
  /// The model of Grappe. An entity is added by describing it in a file of this folder and naming it here.
  public static let grappe = Schema([
    .territory, .concept, .actor, .identifier, .person, .affiliation, .consent, .membership, .duesPeriod, .figure, .label, .labelAward,
    .programme, .call, .ruleSet, .project, .consortiumMember, .application, .award, .disbursement, .indicator, .observation,
    .expenditure, .outcome, .evaluation, .supportAction, .event, .session, .registration, .feedback, .relation, .training, .skillNeed,
  ])
}
