import Lua
import Sandbox

/// What the lines typed so far are to Lua.
public enum ChunkSyntax: Sendable {
  /// A whole chunk that can be run.
  case whole(Chunk)
  /// The beginning of one: more lines are wanted.
  case unfinished(message: String)
  /// No chunk, whatever follows; Lua's message.
  case wrong(message: String)

  /// A chunk compiled in the sandbox of the interpreter that looked at it.
  public struct Chunk: Sendable {
    /// The text as it was typed.
    public let text: String
    let function: LuaReference
  }

  /// Where messages say a line is: `shell:1:`.
  static let chunkName = "shell"

  /// Compiles `text` as an expression whose value is wanted, else as statements.
  ///
  /// Lua's parser says `near <eof>` when the text ends where something must follow, as its own `lua` program goes by.
  static func of(_ text: String, in sandbox: Sandbox) -> ChunkSyntax {
    do {
      return .whole(Chunk(text: text, function: try compile("return \(text)\n", sandbox)))
    } catch let expression {
      do {
        return .whole(Chunk(text: text, function: try compile(text, sandbox)))
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
