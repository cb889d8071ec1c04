import Ecosystem
import Localization
import Lua

extension Kill {
  /// Returns the remedy for a limit that stopped the code; nil when its author cannot avoid it.
  func remedy(in language: Language) -> String? {
    let limited = ["limit": limit.rawValue, "class": limitClass ?? "command"]
    switch limit {
    case .cpu, .wall: return Message("engine.kill-remedy.endless-loop", limited).text(in: language)
    case .writeWall: return Message("engine.kill-remedy.divide-into-several-calls", limited).text(in: language)
    case .memory: return Message("engine.kill-remedy.do-not-keep-everything").text(in: language)
    case .rows: return Message("engine.kill-remedy.read-fewer-records-filter", limited).text(in: language)
    case .output: return Message("engine.kill-remedy.write-less-else-ask", limited).text(in: language)
    case .storage: return Message("engine.kill-remedy.keep-less-grappe-storage").text(in: language)
    case .cascade: return Message("engine.kill-remedy.event-causes-others-without").text(in: language)
    case .cancelled, .stuck, .abandoned, .quarantined, .killed: return nil
    }
  }
}
