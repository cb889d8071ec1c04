/// A frame of a traceback: a position in Lua code.
public struct LuaFrame: Sendable, Hashable {
  /// The chunk's name, such as `wallonia/init.lua`; `[C]` for library functions.
  public let chunk: String
  /// The line, from 1; -1 when there is none.
  public let line: Int
  /// The function's name at the call site, when Lua knows one.
  public let name: String?
  /// The text of the line, filled in by a caller that has the source.
  public var source: String?
  /// The text of the line above it, filled in likewise.
  public var sourceBefore: String?

  /// Makes a frame.
  public init(chunk: String, line: Int, name: String?, source: String? = nil) {
    self.chunk = chunk
    self.line = line
    self.name = name
    self.source = source
  }
}

/// An error that Lua code raised and did not catch.
public struct LuaFailure: Error, Sendable, Hashable {
  /// The message, with chunk and line from Lua. For an error value that is a table, its `message` field. At most
  /// ``messageBytesMax`` bytes, followed by its full length.
  public let message: String
  /// The error value itself, when it can be converted to data.
  public let value: LuaValue
  /// Innermost first; at most 24 frames.
  public let traceback: [LuaFrame]

  /// Upper bound of the bytes kept of a message: code makes messages of any length, and people read their beginning.
  public static let messageBytesMax = 4_096

  /// Makes a failure; a message that is too long is cut at the end of a character.
  public init(message: String, value: LuaValue = .nil, traceback: [LuaFrame] = []) {
    self.message = Self.cut(message)
    self.value = value
    self.traceback = traceback
  }

  private static func cut(_ message: String) -> String {
    let bytes = message.utf8
    guard bytes.count > messageBytesMax else { return message }
    var kept = Array(bytes.prefix(messageBytesMax + 1))
    repeat { kept.removeLast() } while bytes[bytes.index(bytes.startIndex, offsetBy: kept.count)] & 0xC0 == 0x80
    return String(decoding: kept, as: UTF8.self) + "… [\(kept.count)/\(bytes.count) bytes]"
  }
}

/// The error of a Lua value that cannot be converted to data.
public struct LuaConversionError: Error, Sendable, Hashable {
  /// The reason it cannot be converted.
  public enum Cause: Sendable, Hashable {
    /// A value of this type is not data (userdata, thread).
    case type(LuaType)
    /// A table key that is neither a string nor part of the sequence 1, 2, 3, …
    case key(LuaType)
    /// Nested tables deeper than the limit.
    case depth(maximum: Int)
    /// A table that contains itself.
    case cycle
    /// More values than the limit.
    case size(maximum: Int)
    /// The state's memory limit was exceeded.
    case memory
  }

  public let cause: Cause
  /// The path of the value inside the argument, such as `fields.name`; empty for the value itself.
  public let path: String

  /// The message for plugin developers, in English as all messages of Lua.
  public var message: String {
    let place = path.isEmpty ? "" : " at '\(path)'"
    switch cause {
    case .type(.thread): return "a coroutine is not data\(place)"
    case .type(let type): return "a \(type.rawValue) is not data\(place)"
    case .key(let type): return "a table key of type \(type.rawValue), or outside of 1…n,\(place) is not data"
    case .cycle: return "a table that contains itself\(place)"
    case .depth(let maximum): return "tables nested more than \(maximum) deep\(place)"
    case .size(let maximum): return "more than \(maximum) values\(place)"
    case .memory: return "not enough memory\(place)"
    }
  }
}
