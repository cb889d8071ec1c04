import HostAPI
import Lua
import Scheduler

/// The texts of what runs, so that an error can show the line it stands on.
struct SourceLines {
  private let plugin: String
  private let files: BundleFiles
  private let body: (name: String, source: [UInt8])?

  /// - Parameters:
  ///   - body: what the task runs; a chunk shows its own lines.
  ///   - context: whose plugin's files are looked into.
  init(_ body: LuaBody, _ context: HostContext) {
    plugin = context.plugin
    files = context.files
    self.body = if case .chunk(let source, let name) = body { (name, source) } else { nil }
  }

  /// The frames, each with its line where the text is known.
  func complete(_ frames: [LuaFrame]) -> [LuaFrame] {
    frames.map { frame in
      var frame = frame
      frame.source = line(frame.line, of: frame.chunk)
      return frame
    }
  }

  /// The failure with its lines. What does not compile has no frame: the place in its message becomes one.
  func complete(_ failure: LuaFailure) -> LuaFailure {
    var frames = failure.traceback
    if let (chunk, line) = Self.place(in: failure.message),
      !frames.contains(where: { $0.chunk == chunk && $0.line == line })
    {
      frames.insert(LuaFrame(chunk: chunk, line: line, name: nil), at: 0)
    }
    return LuaFailure(message: failure.message, value: failure.value, traceback: complete(frames))
  }

  func complete(_ kill: Kill) -> Kill { Kill(reason: kill.reason, traceback: complete(kill.traceback)) }

  private func line(_ number: Int, of chunk: String) -> String? {
    text(of: chunk).flatMap { SourceText.line(number, of: $0) }
  }

  private func text(of chunk: String) -> [UInt8]? {
    // A file that cannot be read shows no line; the error itself matters more.
    if chunk.hasPrefix(plugin + "/"), let file = try? files.read(String(chunk.dropFirst(plugin.count + 1))) {
      return file
    }
    return body?.name == chunk ? body?.source : nil
  }

  /// `demo/lib/work.lua:4: …` names a chunk and a line.
  private static func place(in message: String) -> (chunk: String, line: Int)? {
    guard let match = message.prefixMatch(of: #/([^:]+\.lua):(\d+): /#), let line = Int(match.2) else { return nil }
    return (String(match.1), line)
  }
}

/// Lines of a text.
enum SourceText {
  private static let blanks: Set<Character> = [" ", "\t", "\r"]

  /// A line, counted from 1, without the blanks around it; nil where there is none.
  static func line(_ number: Int, of text: [UInt8]) -> String? {
    guard number > 0 else { return nil }
    let lines = text.split(separator: UInt8(ascii: "\n"), maxSplits: number, omittingEmptySubsequences: false)
    guard number <= lines.count else { return nil }
    let line = String(decoding: lines[number - 1], as: UTF8.self).drop { blanks.contains($0) }
    return String(line.reversed().drop { blanks.contains($0) }.reversed())
  }
}
