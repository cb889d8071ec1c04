import Ecosystem
import Localization
import Lua

extension Kill {
  /// Returns the remedy for a limit that stopped the code; nil when its author cannot avoid it.
  func remedy(in language: Language) -> String? {
    switch limit {
    case .cpu, .wall: Message("engine.kill-remedy.endless-loop", ["limit": "\(limit)"]).text(in: language)
    case .writeWall: Message("engine.kill-remedy.divide-into-several-calls").text(in: language)
    case .memory: Message("engine.kill-remedy.do-not-keep-everything").text(in: language)
    case .rows: Message("engine.kill-remedy.read-fewer-records-filter").text(in: language)
    case .output: Message("engine.kill-remedy.write-less-else-ask").text(in: language)
    case .storage: Message("engine.kill-remedy.keep-less-grappe-storage").text(in: language)
    case .cascade: Message("engine.kill-remedy.event-causes-others-without").text(in: language)
    case .cancelled, .stuck, .abandoned, .quarantined, .killed: nil
    }
  }
}
