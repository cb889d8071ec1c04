import Ecosystem
import Localization
import Lua

// Kills and tracebacks as text.

extension Kill {
  /// Whether it was ended by a user or the host, not by a limit of its own.
  var isEndedFromOutside: Bool { limit == .cancelled || limit == .killed }

  /// Returns the kill with the class of limits of an invocation.
  func limited(by kind: InvocationKind) -> Kill {
    var kill = self
    kill.limitClass = kind.limitedKind?.rawValue
    return kill
  }

  /// Returns the usage and its limit: `250 ms of 200 ms CPU time`.
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
  /// Returns the place with its line, and a remedy when Lua's own message has none.
  func help(in language: Language) -> String {
    let own = traceback.first { $0.source != nil }
    return traceback.help(LuaHint.remedy(for: message, line: own?.source, after: own?.sourceBefore)?[language])
  }

  /// The message, with Lua's own sentences in the language.
  func message(in language: Language) -> String { LuaWording.spoken(message, in: language) }
}

extension Kill {
  /// Returns the place of the code with its line, and the remedy.
  func help(in language: Language) -> String {
    traceback.help(traceback.isEndless ? LuaHint.endless[language] : remedy(in: language))
  }
}

extension [LuaFrame] {
  /// Whether the whole traceback is one function: an endless recursion.
  fileprivate var isEndless: Bool { count >= 20 && allSatisfy { $0 == first } }

  /// Returns the frames in the plugin's own files, one per line, innermost first, the first with its source line below it, then
  /// the remedy. Leaves out the host's own frames and counts equal consecutive ones.
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
