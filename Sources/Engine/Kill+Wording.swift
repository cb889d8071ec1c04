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

extension LuaFailure {
  /// Where it happened, with the line, and what to do where Lua's own message does not say it.
  func help(in language: Language) -> String { traceback.help(LuaHint.remedy(for: message)?[language]) }
}

extension Kill {
  /// Where the code was, with the line, and what to do.
  func help(in language: Language) -> String { traceback.help(remedy(in: language)) }
}

extension [LuaFrame] {
  /// The frames in the plugin's own files, innermost first, a line each, the first one's line of the file below it, then the
  /// remedy; the host's own are left out.
  fileprivate func help(_ remedy: String?) -> String {
    let own = filter { !$0.chunk.isEmpty && !$0.chunk.hasPrefix("grappe/") && $0.line > 0 }
    var lines = own.map { "  \($0.chunk):\($0.line)" + ($0.name.map { " (\($0))" } ?? "") }
    if let source = own.first?.source, !source.isEmpty { lines.insert("      \(source)", at: 1) }
    return (lines + (remedy.map { ["  → \($0)"] } ?? [])).joined(separator: "\n")
  }
}
