import Ecosystem
import Encodings
import Localization

extension Fuzzer {
  /// One JSON value, and the same bytes as JSON Lines.
  static let json = Fuzzer(name: "json", bytesMax: 4_096) { input in
    if let text = String(validating: input, as: UTF8.self) { try JSONFuzzing.readDocument(text) }
    try JSONFuzzing.readLines(input)
  }
}

private enum JSONFuzzing {
  static func readDocument(_ text: String) throws {
    guard let value = try value(of: text) else { return }
    for written in [value.json, value.prettyJSON] {
      try Finding.unless(try Self.value(of: written) == value, "JSON that is not read as it was written: \(written.prefix(200))")
    }
    try Finding.unless(try Self.value(of: value.json)?.json == value.json, "JSON that is written in two ways")
  }

  /// Reads the lines of a text; cut into pieces, they are the same lines.
  static func readLines(_ input: [UInt8]) throws {
    let whole = try lines(ByteChunks(input))
    var rest = input[...]
    let pieces = ByteChunks { () throws(ChunkFailure) in
      defer { rest = rest.dropFirst(5) }
      return Array(rest.prefix(5))
    }
    try Finding.unless(try lines(pieces) == whole, "lines that depend on the pieces they come in")
    for line in whole {
      if let text = String(validating: line, as: UTF8.self) { _ = try value(of: text) }
    }
  }

  private static func lines(_ chunks: ByteChunks) throws -> [[UInt8]] {
    var reader = TextLines(chunks)
    var lines: [[UInt8]] = []
    var last = 0
    while let (number, bytes) = try reader.next() {
      try Finding.unless(number > last, "line numbers that do not rise")
      last = number
      lines.append(Array(bytes))
    }
    return lines
  }

  /// The value of a text, nil when it is refused.
  private static func value(of text: String) throws -> FieldValue? {
    do { return try FieldValue(json: text) } catch {
      try Finding.unless(error.offset <= text.utf8.count, "a problem behind the end of the text")
      for language in Language.all {
        try Finding.unless(!error.message(in: language, of: text).isEmpty, "a refusal without a sentence")
      }
      return nil
    }
  }
}
