import Lua
import Sandbox

/// The syntactic state of the lines typed so far.
public enum ChunkSyntax: Sendable {
  /// A complete chunk.
  case whole(Chunk)
  /// An incomplete chunk: more lines are needed.
  case unfinished(message: String)
  /// A syntax error; Lua's message.
  case wrong(message: String)

  /// A chunk compiled in the sandbox of its interpreter.
  public struct Chunk: Sendable {
    /// The text as typed.
    public let text: String
    let function: LuaReference
    /// The call of `find` that it is, if it is one.
    var find: FindLine?
  }

  /// The chunk name in messages: `shell:1:`.
  static let chunkName = "shell"

  /// Compiles `text` as an expression if possible, else as statements.
  ///
  /// Lua's parser reports `near <eof>` for an incomplete text; the standalone `lua` program uses the same test.
  static func of(_ text: String, in sandbox: Sandbox) -> ChunkSyntax {
    do {
      return .whole(Chunk(text: text, function: try compile("return \(text)\n", sandbox), find: FindLine(text, in: sandbox)))
    } catch let expression {
      do {
        return .whole(Chunk(text: text, function: try compile(text, sandbox), find: FindLine(text, in: sandbox)))
      } catch let statements {
        let messages = [expression, statements].map(\.cause.message)
        guard let open = messages.first(where: { $0.hasSuffix("<eof>") }) else {
          return .wrong(message: messages[1])
        }
        return .unfinished(message: open)
      }
    }
  }

  private static func compile(_ text: String, _ sandbox: Sandbox) throws(SandboxError) -> LuaReference {
    try sandbox.load(source: Array(text.utf8), chunkName: chunkName)
  }
}
