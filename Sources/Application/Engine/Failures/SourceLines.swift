import HostAPI
import Localization
import Lua
import Scheduler

/// The sources of the running code, for the line shown with an error.
package struct SourceLines {
  private let plugin: String
  private let files: BundleFiles
  private let body: (name: String, source: [UInt8])?

  /// - Parameters:
  ///   - body: the task's code; a chunk contains its own lines.
  ///   - context: the context of the plugin whose files are read.
  package init(_ body: LuaBody, _ context: HostContext) {
    plugin = context.plugin
    files = context.files
    self.body = if case .chunk(let source, let name) = body { (name, source) } else { nil }
  }

  /// Returns the frames, each with its line if the source is known.
  package func complete(_ frames: [LuaFrame]) -> [LuaFrame] {
    frames.map { frame in
      var frame = frame
      frame.source = line(frame.line, of: frame.chunk)
      frame.sourceBefore = frame.line > 1 ? line(frame.line - 1, of: frame.chunk) : nil
      return frame
    }
  }

  /// Returns the failure with its lines, and its place at the head of its message. A compile error has no frame: the place in its message
  /// becomes one, or that of an `else if` which opens the block that is not closed.
  package func complete(_ failure: LuaFailure) -> LuaFailure {
    var frames = failure.traceback
    var message = failure.message
    if let (chunk, number) = LuaMessage(message).place ?? place(inBody: message) {
      if !frames.contains(where: { $0.chunk == chunk && $0.line == number }) {
        frames.insert(LuaFrame(chunk: chunk, line: number, name: nil), at: 0)
      }
      if let elseIf = elseIf(message, chunk) { frames.insert(LuaFrame(chunk: chunk, line: elseIf, name: nil), at: 0) }
    } else if let own = frames.first(where: { $0.line > 0 && !$0.chunk.hasPrefix("grappe/") }), own.chunk.hasSuffix(".lua") {
      message = "\(own.chunk):\(own.line): \(message)"
    }
    return LuaFailure(message: message, value: failure.value, traceback: complete(frames))
  }

  /// The place at the beginning of a message about the body, whose name need not be that of a file.
  private func place(inBody message: String) -> (chunk: String, line: Int)? {
    guard let name = body?.name, message.hasPrefix(name + ":") else { return nil }
    let digits = message.dropFirst(name.count + 1).prefix(while: \.isNumber)
    return Int(digits).map { (name, $0) }
  }

  /// The line of an `else if` in a text in which an end is missing.
  private func elseIf(_ message: String, _ chunk: String) -> Int? {
    guard message.contains("'end' expected"), let text = text(of: chunk) else { return nil }
    return ForeignSyntax.elseIf(in: text)
  }

  package func complete(_ kill: Kill) -> Kill { Kill(reason: kill.reason, traceback: complete(kill.traceback)) }

  private func line(_ number: Int, of chunk: String) -> String? {
    text(of: chunk).flatMap { LineLookup.line(number, of: $0) }
  }

  private func text(of chunk: String) -> [UInt8]? {
    // A file that cannot be read gives no line; the error itself is more important.
    if chunk.hasPrefix(plugin + "/"), let file = try? files.read(String(chunk.dropFirst(plugin.count + 1))) {
      return file
    }
    return body?.name == chunk ? body?.source : files.sharedSource(chunk)
  }
}

/// Functions to find lines of a text.
package enum LineLookup {
  private static let blanks: Set<Character> = [" ", "\t", "\r"]

  /// Returns a line, counted from 1, without surrounding blanks; nil when it does not exist.
  package static func line(_ number: Int, of text: [UInt8]) -> String? {
    guard number > 0 else { return nil }
    let lines = text.split(separator: UInt8(ascii: "\n"), maxSplits: number, omittingEmptySubsequences: false)
    return number <= lines.count ? trimmed(lines[number - 1]) : nil
  }

  /// Returns the first ``bytesMax`` bytes of a line, without surrounding blanks.
  private static func trimmed(_ line: ArraySlice<UInt8>) -> String {
    let start = String(decoding: line.prefix(bytesMax), as: UTF8.self).drop { blanks.contains($0) }
    return String(start.reversed().drop { blanks.contains($0) }.reversed())
  }

  /// The number of bytes shown of a line.
  private static let bytesMax = 2_048

  /// A cache of the lines of files; each file is read and split once.
  package struct Cache {
    private let read: (String) -> [UInt8]?
    private var files: [String: [ArraySlice<UInt8>]] = [:]

    /// - Parameter read: reads a file by its name; nil when it does not exist.
    package init(_ read: @escaping (String) -> [UInt8]?) { self.read = read }

    /// Returns a line of a file, counted from 1, without surrounding blanks; nil when it does not exist.
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
