import Bundles
import TOML

extension Fuzzer {
  /// A TOML document.
  static let toml = Fuzzer(name: "toml", bytesMax: 4_096) { input in
    let document = try RefusalText.accepted(input) { try TOMLDocument(reading: input, file: "plugin.toml") }
    guard let document else { return }
    let lines = input.count { $0 == 0x0A } + 1
    for (key, value) in document.root {
      let line = document.line(of: [key])
      try Finding.unless(line.map { (1...lines).contains($0) } ?? false, "a key without its line")
      try Finding.unless(value.depth <= 3 * TOMLDocument.depthMax, "values that are nested too deeply")
    }
  }
}

extension TOMLData {
  /// The number of tables and lists within each other.
  fileprivate var depth: Int {
    switch self {
    case .list(let values): 1 + (values.map(\.depth).max() ?? 0)
    case .table(let entries): 1 + (entries.values.map(\.depth).max() ?? 0)
    default: 0
    }
  }
}
