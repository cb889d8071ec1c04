import Ecosystem
import Encodings

extension Fuzzer {
  /// Text in any encoding. The first byte of an input chooses the length of the pieces it comes in.
  static let encoding = Fuzzer(name: "encoding", bytesMax: 4_096) { input in
    let piece = Int((input.first ?? 0) % 7) + 1
    let bytes = Array(input.dropFirst())
    var scan = EncodingScan()
    scan.feed(bytes)
    for encoding in TextEncoding.allCases {
      let whole = try EncodingFuzzing.text(bytes, encoding, piece: .max)
      try Finding.unless(whole == (try EncodingFuzzing.text(bytes, encoding, piece: piece)), "text that depends on its pieces")
    }
    let found = try EncodingFuzzing.text(bytes, scan.encoding, piece: piece)
    if scan.encoding == .utf8 { try Finding.unless(found == bytes, "UTF-8 that was changed") }
    for name in [String(decoding: bytes, as: UTF8.self), scan.encoding.label, scan.encoding.rawValue] {
      guard let named = TextEncoding(named: name) else { continue }
      try Finding.unless(TextEncoding(named: named.label) == named, "an encoding that its own name does not find")
    }
  }
}

private enum EncodingFuzzing {
  static func text(_ bytes: [UInt8], _ encoding: TextEncoding, piece: Int) throws -> [UInt8] {
    var rest = bytes[...]
    let chunks = ByteChunks { () throws(ChunkFailure) in
      defer { rest = rest.dropFirst(piece) }
      return Array(rest.prefix(piece))
    }.decoded(from: encoding)
    var text: [UInt8] = []
    while case let next = try chunks.next(), !next.isEmpty { text += next }
    return text
  }
}
