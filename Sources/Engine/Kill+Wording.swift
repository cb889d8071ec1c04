import Ecosystem
import Lua

// Kills and tracebacks as people read them.

extension Kill {
  /// What was used of what was allowed: `250 ms of 200 ms CPU time`.
  func usage(in language: Language) -> String {
    switch (limit, language) {
    case (.cancelled, .fr): "l'exécution a été annulée"
    case (.cancelled, .en): "the run was cancelled"
    case (.abandoned, .fr): "l'état du greffon a été abandonné"
    case (.abandoned, .en): "the plugin's state was abandoned"
    case (.quarantined, .fr): "le greffon est en quarantaine"
    case (.quarantined, .en): "the plugin is quarantined"
    case (_, .fr): "\(quantity(used, .fr)) utilisés, \(quantity(maximum, .fr)) permis"
    case (_, .en): "\(quantity(used, .en)) used, \(quantity(maximum, .en)) allowed"
    }
  }

  private func quantity(_ amount: Int64, _ language: Language) -> String {
    switch unit {
    case "bytes" where amount >= 1 << 20: "\(tenths(amount, of: 1 << 20)) MiB"
    case "bytes" where amount >= 1 << 10: "\(tenths(amount, of: 1 << 10)) KiB"
    case "bytes": language == .fr ? "\(amount) octets" : "\(amount) bytes"
    case "rows": language == .fr ? "\(amount) lignes" : "\(amount) rows"
    default: "\(amount) \(unit)"
    }
  }

  private func tenths(_ amount: Int64, of unit: Int64) -> String {
    let tenths = amount * 10 / unit
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }
}

extension [LuaFrame] {
  /// The frames in the plugin's own files, innermost first, a line each; the host's own are left out.
  var lines: String {
    filter { !$0.chunk.isEmpty && !$0.chunk.hasPrefix("grappe/") && $0.line > 0 }
      .map { "  \($0.chunk):\($0.line)" + ($0.name.map { " (\($0))" } ?? "") }
      .joined(separator: "\n")
  }
}
