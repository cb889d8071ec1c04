import Ecosystem
import Engine
import Localization
import Lua

/// The error of a typed line, in fewer words than that of a plugin, since the line is visible to the user.
struct LineFailure {
  let text: String
  let status: Int32

  /// Nil for a failure that is no error or kill of typed Lua code.
  init?(_ error: any Error, _ language: Language) {
    switch error {
    case EngineError.luaFailure(Interpreter.place, let failure, _):
      text = ([LuaWording.spoken(failure.message, in: language)] + Self.frames(failure.traceback)).joined(separator: "\n")
      status = 1
    case EngineError.stopped(_, let kill) where kill.limit == .cancelled:
      text = Message("shell.line-failure.interrupted-no-data-was").text(in: language)
      status = 4
    case EngineError.stopped(_, let kill) where kill.limit == .killed:
      text =
        Message("shell.line-failure.stopped-admin-no-data").text(in: language)
      status = 4
    default: return nil
    }
  }

  /// Returns the frames of the traceback; empty when the typed line is the only one.
  private static func frames(_ traceback: [LuaFrame]) -> [String] {
    let frames = traceback.filter { !$0.chunk.hasPrefix("grappe/") && $0.line > 0 }
    guard frames.count > 1 else { return [] }
    return frames.map { "  \($0.chunk):\($0.line)" + ($0.name.map { " (\($0))" } ?? "") }
  }

  /// Returns the failure as JSON, on one line.
  static func json(_ text: String, status: Int32) -> String {
    let lines = text.split(separator: "\n", maxSplits: 1).map(String.init)
    let error: ExactDictionary<FieldValue> = [
      "message": .text(lines.first ?? ""), "remedy": .text(lines.count > 1 ? lines[1] : ""),
      "exit": .integer(Int64(status)),
    ]
    return FieldValue.map(["error": .map(error)]).json
  }
}
