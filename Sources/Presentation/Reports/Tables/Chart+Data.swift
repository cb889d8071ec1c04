extension Chart {
  /// The value of a series at a label; `nil` when missing or not finite.
  func value(_ series: Int, _ label: Int) -> Double? {
    guard self.series[series].values.indices.contains(label) else { return nil }
    return self.series[series].values[label].flatMap { $0.isFinite ? $0 : nil }
  }

  /// Every finite value that belongs to a label.
  var finiteValues: [Double] {
    series.indices.flatMap { row in labels.indices.compactMap { value(row, $0) } }
  }

  /// Whether there is nothing to draw.
  var isEmpty: Bool { finiteValues.isEmpty }

  /// The column of the table of the chart's data that holds one series.
  func column(named name: String) -> Column {
    let kind: Column.Kind = valueKind == .automatic || valueKind == .text ? .number : valueKind
    let isMoney = valueKind == .money
    return Column(name, kind: kind, unit: isMoney ? nil : unit, decimals: decimals)
  }

  /// Format of the values of all series, with the decimals they share; computing it reads every value.
  var valueColumn: ResolvedColumn {
    ResolvedColumn(column(named: ""), cells: finiteValues.lazy.map { cell($0) })
  }

  /// A value as a cell, so that tables, labels and charts write it alike.
  func cell(_ value: Double?) -> Cell {
    guard let value, value.isFinite else { return .empty }
    guard valueKind == .money else { return .number(value) }
    return Int64(exactly: (value * 100).rounded()).map { .money(cents: $0, currency: unit ?? "EUR") } ?? .number(value)
  }

  /// The figures behind the drawing, a row for each label: the text alternative of the chart.
  func table(language: Wording) -> Table {
    let names = series.enumerated().map {
      $1.name.isEmpty ? (series.count == 1 ? language.value : "\($0 + 1)") : $1.name
    }
    let rows = labels.indices.map { label in
      [Cell.text(labels[label])] + series.indices.map { cell(value($0, label)) }
    }
    return Table(columns: [Column(language.label, kind: .text)] + names.map(column(named:)), rows: rows, caption: title)
  }

  /// Shares of the labels in the first series, 0…1; none if the sum is zero.
  var shares: [Double] {
    guard !series.isEmpty else { return [] }
    let parts = labels.indices.map { max(0, value(0, $0) ?? 0) }
    let whole = parts.reduce(0, +)
    return whole > 0 ? parts.map { $0 / whole } : parts.map { _ in 0 }
  }
}
