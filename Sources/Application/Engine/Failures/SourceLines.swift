import HostAPI
import Localization
import Lua
import Scheduler

/// The texts of what runs, so that an error can show the line it stands on.
package struct SourceLines {
  private let plugin: String
  private let files: BundleFiles
  private let body: (name: String, source: [UInt8])?

  /// - Parameters:
  ///   - body: what the task runs; a chunk shows its own lines.
  ///   - context: whose plugin's files are looked into.
  package init(_ body: LuaBody, _ context: HostContext) {
    plugin = context.plugin
    files = context.files
    self.body = if case .chunk(let source, let name) = body { (name, source) } else { nil }
  }

  /// The frames, each with its line where the text is known.
  package func complete(_ frames: [LuaFrame]) -> [LuaFrame] {
    frames.map { frame in
      var frame = frame
      frame.source = line(frame.line, of: frame.chunk)
      return frame
    }
  }

  /// The failure with its lines. What does not compile has no frame: the place in its message becomes one.
  package func complete(_ failure: LuaFailure) -> LuaFailure {
    var frames = failure.traceback
    if let (chunk, line) = LuaMessage(failure.message).place,
      !frames.contains(where: { $0.chunk == chunk && $0.line == line })
    {
      frames.insert(LuaFrame(chunk: chunk, line: line, name: nil), at: 0)
    }
    return LuaFailure(message: failure.message, value: failure.value, traceback: complete(frames))
  }

  package func complete(_ kill: Kill) -> Kill { Kill(reason: kill.reason, traceback: complete(kill.traceback)) }

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
}

/// Lines of a text.
package enum SourceText {
  private static let blanks: Set<Character> = [" ", "\t", "\r"]

  /// A line, counted from 1, without the blanks around it; nil where there is none.
  package static func line(_ number: Int, of text: [UInt8]) -> String? {
    guard number > 0 else { return nil }
    let lines = text.split(separator: UInt8(ascii: "\n"), maxSplits: number, omittingEmptySubsequences: false)
    return number <= lines.count ? trimmed(lines[number - 1]) : nil
  }

  /// The beginning of a line, of ``bytesMax`` bytes at most, without the blanks around it.
  private static func trimmed(_ line: ArraySlice<UInt8>) -> String {
    let start = String(decoding: line.prefix(bytesMax), as: UTF8.self).drop { blanks.contains($0) }
    return String(start.reversed().drop { blanks.contains($0) }.reversed())
  }

  /// How much of a line is shown.
  private static let bytesMax = 2_048

  /// The lines of files, each file read and divided once however many of its lines are shown.
  package struct Cache {
    private let read: (String) -> [UInt8]?
    private var files: [String: [ArraySlice<UInt8>]] = [:]

    /// - Parameter read: the text of a file by its name; nil where there is none.
    package init(_ read: @escaping (String) -> [UInt8]?) { self.read = read }

    /// A line of a file, counted from 1, without the blanks around it; nil where there is none.
    package mutating func line(_ number: Int, of file: String) -> String? {
      let lines = files[file] ?? divided(file)
      return lines.indices.contains(number - 1) ? trimmed(lines[number - 1]) : nil
    }

    private mutating func divided(_ file: String) -> [ArraySlice<UInt8>] {
      let lines = read(file)?.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) ?? []
      files[file] = lines
      return lines
    }
  }
}
