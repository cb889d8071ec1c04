import Ecosystem
import Localization
import Lua

// Kills and tracebacks as people read them.

extension Kill {
  /// Whether somebody ended it, and no limit of its own.
  var isEndedFromOutside: Bool { limit == .cancelled || limit == .killed }

  /// What was used of what was allowed: `250 ms of 200 ms CPU time`.
  func usage(in language: Language) -> String {
    switch limit {
    case .cancelled: Message("engine.kill.run-was-cancelled").text(in: language)
    case .killed: Message("engine.kill.admin-ended").text(in: language)
    case .abandoned: Message("engine.kill.plugin-s-state-was").text(in: language)
    case .quarantined: Message("engine.kill.plugin-quarantined").text(in: language)
    default:
      Message("engine.kill.usage", ["used": quantity(used, language), "maximum": quantity(maximum, language)]).text(in: language)
    }
  }

  private func quantity(_ amount: Int64, _ language: Language) -> String {
    switch unit {
    case "bytes" where amount >= 1 << 20: "\(tenths(amount, of: 1 << 20)) MiB"
    case "bytes" where amount >= 1 << 10: "\(tenths(amount, of: 1 << 10)) KiB"
    case "bytes": Message("engine.kill.bytes", ["amount": amount]).text(in: language)
    case "rows": Message("engine.kill.rows", ["amount": amount]).text(in: language)
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
  func help(in language: Language) -> String {
    traceback.help(traceback.isEndless ? LuaHint.endless[language] : remedy(in: language))
  }
}

extension [LuaFrame] {
  /// Whether one function fills the whole traceback.
  fileprivate var isEndless: Bool { count >= 20 && allSatisfy { $0 == first } }

  /// The frames in the plugin's own files, innermost first, a line each, the first one's line of the file below it, then the
  /// remedy; the host's own are left out, and equal ones that follow each other are counted.
  fileprivate func help(_ remedy: String?) -> String {
    var lines: [(text: String, count: Int)] = []
    let own = filter { !$0.chunk.isEmpty && !$0.chunk.hasPrefix("grappe/") && $0.line > 0 }
    for frame in own {
      let text = "  \(frame.chunk):\(frame.line)" + (frame.name.map { " (\($0))" } ?? "")
      if lines.last?.text == text { lines[lines.count - 1].count += 1 } else { lines.append((text, 1)) }
    }
    var texts = lines.map { $0.count == 1 ? $0.text : "\($0.text) × \($0.count)" }
    if let source = own.first?.source, !source.isEmpty { texts.insert("      \(source)", at: 1) }
    if let remedy, !remedy.isEmpty { texts.append("  → \(remedy)") }
    return texts.joined(separator: "\n")
  }
}
