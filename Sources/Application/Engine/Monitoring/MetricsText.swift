import Ecosystem

/// Metrics in the text format of Prometheus, version 0.0.4
/// (https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format).
struct MetricsText {
  enum Kind: String { case counter, gauge }

  private(set) var text = ""

  /// Adds a metric with one sample for each set of labels.
  mutating func add(_ name: String, _ kind: Kind, help: String, samples: [(labels: [(String, String)], value: Double)]) {
    text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
    for (labels, value) in samples {
      let list = labels.map { "\($0)=\"\(Self.escaped($1))\"" }.joined(separator: ",")
      text += "\(name)\(list.isEmpty ? "" : "{\(list)}") \(Self.number(value))\n"
    }
  }

  /// Adds a metric with one sample without labels.
  mutating func add(_ name: String, _ kind: Kind, help: String, value: Double) {
    add(name, kind, help: help, samples: [([], value)])
  }

  /// Escapes backslash, quotation mark and line feed.
  private static func escaped(_ text: String) -> String {
    text.replacingExactly("\\", with: "\\\\").replacingExactly("\"", with: "\\\"").replacingExactly("\n", with: "\\n")
  }

  private static func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? "\(Int64(value))" : "\(value)"
  }
}
