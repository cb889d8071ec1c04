extension Block {
  /// Returns the tables of the figures behind a drawing; none for other blocks.
  func tables(language wording: Wording) -> [Table] {
    switch self {
    case .chart(let chart): [chart.table(language: wording)]
    case .network(let network): network.tables(language: wording)
    case .map(let map): map.tables(language: wording)
    default: []
    }
  }
}
