extension Schema {
  /// The model of Grappe. An entity is added by describing it in a file of this folder and naming it here.
  public static let grappe = Schema([
    .territory, .concept, .actor, .identifier, .programme, .call, .event, .relation, .indicator, .observation,
    .training, .skillNeed,
  ])
}
