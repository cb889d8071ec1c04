import Encodings

/// The array that one member of a JSON object holds, as bytes that arrive in chunks: that of `features` or `grants`. The bytes before the
/// array are passed over, and so are those after it.
///
/// A file that begins with an array is passed on whole.
public enum JSONMember {
  /// Returns the bytes of the array, with a line end for each that stood before it, so that lines keep their numbers; none when the
  /// object has no such member.
  ///
  /// - Parameters:
  ///   - name: the member, without escapes.
  ///   - text: the file, from its beginning.
  ///   - onMissing: called at the end of a file that has no such member.
  public static func array(_ name: String, in text: ByteChunks, onMissing: @escaping () -> Void = {}) -> ByteChunks {
    var scan = Scan(Array(name.utf8))
    return ByteChunks { () throws(ChunkFailure) in
      while !scan.hasEnded {
        let chunk = try text.next()
        if chunk.isEmpty {
          if !scan.hasFound { onMissing() }
          return []
        }
        let taken = scan.take(chunk)
        if !taken.isEmpty { return taken }
      }
      if !scan.hasFound { onMissing() }
      return []
    }
  }

  /// Follows brackets and strings to the array and to its end.
  private struct Scan {
    private let name: [UInt8]
    private var depth = 0
    private var isInString = false
    private var isEscaped = false
    /// The string that was read last at the first level, as far as it can be the name.
    private var word: [UInt8] = []
    private var isNamed = false
    private var isInside = false
    private(set) var hasEnded = false
    /// Whether the array has begun.
    private(set) var hasFound = false
    private var hasBegun = false

    init(_ name: [UInt8]) { self.name = name }

    mutating func take(_ chunk: [UInt8]) -> [UInt8] {
      var taken: [UInt8] = []
      for byte in chunk where !hasEnded {
        let wasInside = isInside
        step(byte)
        if isInside || wasInside || byte == 0x0A { taken.append(byte) }
      }
      return taken
    }

    private mutating func step(_ byte: UInt8) {
      if isInString { return stepInString(byte) }
      switch byte {
      case UInt8(ascii: "\""):
        isInString = true
        if depth == 1, !isInside { word = [] }
      case UInt8(ascii: ":"): if depth == 1, !isInside { isNamed = word == name }
      case UInt8(ascii: ","): if depth == 1, !isInside { isNamed = false }
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        if byte == UInt8(ascii: "["), !isInside, depth == 0 && !hasBegun || depth == 1 && isNamed {
          (isInside, hasFound, base) = (true, true, depth)
        }
        hasBegun = true
        depth += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        depth -= 1
        if isInside, depth <= base { (isInside, hasEnded) = (false, true) }
        if depth < 0 { hasEnded = true }
      default: break
      }
    }

    private var base = 0

    private mutating func stepInString(_ byte: UInt8) {
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == UInt8(ascii: "\"") {
        isInString = false
      } else if depth == 1, !isInside, word.count <= name.count {
        word.append(byte)
      }
    }
  }
}
