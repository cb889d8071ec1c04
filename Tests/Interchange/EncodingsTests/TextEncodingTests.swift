import Ecosystem
import Encodings
import Foundation
import Testing

@Suite("The encoding of a text is found in its bytes")
struct TextEncodingTests {
  private static let text = "Genre;Ville\r\nÉcole;Liège\r\ncafé;Œuvre à 5 €\r\n"

  private func found(_ bytes: [UInt8], pieces: Int = .max) -> TextEncoding {
    var scan = EncodingScan()
    var rest = bytes[...]
    while !rest.isEmpty {
      scan.feed(Array(rest.prefix(pieces)))
      rest = rest.dropFirst(pieces)
    }
    return scan.encoding
  }

  private func decoded(_ bytes: [UInt8], _ encoding: TextEncoding, pieces: Int = .max) throws -> [UInt8] {
    var rest = bytes[...]
    let chunks = ByteChunks { () throws(ChunkFailure) in
      defer { rest = rest.dropFirst(pieces) }
      return Array(rest.prefix(pieces))
    }.decoded(from: encoding)
    var text: [UInt8] = []
    while case let piece = try chunks.next(), !piece.isEmpty { text += piece }
    return text
  }

  /// Foundation, by which texts are encoded here, is the oracle.
  private static let cases: [(TextEncoding, String.Encoding, [UInt8])] = [
    (.utf8, .utf8, []), (.utf16LittleEndian, .utf16LittleEndian, []), (.utf16BigEndian, .utf16BigEndian, []),
    (.utf16LittleEndian, .utf16LittleEndian, [0xFF, 0xFE]), (.utf16BigEndian, .utf16BigEndian, [0xFE, 0xFF]),
    (.windows1252, .windowsCP1252, []),
  ]

  @Test("Each encoding that Excel writes is found and read, wherever the text is cut")
  func found() throws {
    for (encoding, oracle, mark) in Self.cases {
      let bytes = mark + [UInt8](try #require(Self.text.data(using: oracle)))
      for pieces in [1, 2, 3, 7, 1_000] {
        #expect(found(bytes, pieces: max(pieces, 64)) == encoding, "\(encoding)")
        #expect(try decoded(bytes, encoding, pieces: pieces) == Array(Self.text.utf8), "\(encoding), \(pieces)")
      }
    }
  }

  @Test("Every letter of Windows-1252 and ISO 8859-1 is the one that Foundation says")
  func letters() throws {
    for byte in UInt8.min...UInt8.max {
      for (encoding, oracle) in [(TextEncoding.windows1252, String.Encoding.windowsCP1252), (.latin1, .isoLatin1)] {
        let read = String(validating: try decoded([byte], encoding), as: UTF8.self)
        let isControl = 0x80...0x9F ~= byte && (encoding == .latin1 || read == nil)
        if isControl { #expect(read == nil) } else { #expect(read == String(data: Data([byte]), encoding: oracle), "\(byte)") }
      }
    }
  }

  @Test("Letters beyond the first plane come through UTF-16, half of one does not")
  func surrogates() throws {
    let text = "a🍇b"
    let bytes = [UInt8](try #require(text.data(using: .utf16LittleEndian)))
    for pieces in 1...5 { #expect(try decoded(bytes, .utf16LittleEndian, pieces: pieces) == Array(text.utf8)) }
    let half = [UInt8](bytes.prefix(4)) + [UInt8](bytes.suffix(2))
    #expect(String(validating: try decoded(half, .utf16LittleEndian), as: UTF8.self) == nil)
    #expect(String(validating: try decoded(Array(bytes.prefix(4)), .utf16LittleEndian), as: UTF8.self) == nil)
  }

  @Test("A UTF-8 text with one damaged line stays UTF-8, a text of single accented bytes is Windows-1252")
  func damaged() {
    let good = String(repeating: "Liège;École\n", count: 20)
    #expect(found(Array(good.utf8) + Array("Li".utf8) + [0xE8] + Array("ge\n".utf8)) == .utf8)
    #expect(found(Array("Li".utf8) + [0xE8] + Array("ge\n".utf8)) == .windows1252)
    #expect(found(Array("plain ASCII".utf8)) == .utf8)
    #expect(found([]) == .utf8)
  }

  @Test("What the Unicode standard calls ill-formed is not UTF-8")
  func illFormed() {
    let sequences: [[UInt8]] = [
      [0xC0, 0x80], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF0, 0x80, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xFE], [0xC3],
    ]
    for bytes in sequences {
      #expect(found(bytes) == .windows1252, "\(bytes)")
      #expect(String(validating: bytes, as: UTF8.self) == nil)
    }
  }

  @Test("Encodings have the names that people give them")
  func names() {
    #expect(TextEncoding(named: "UTF-8") == .utf8)
    #expect(TextEncoding(named: "cp1252") == .windows1252)
    #expect(TextEncoding(named: "Latin-1") == .latin1)
    #expect(TextEncoding(named: "utf-16le") == .utf16LittleEndian)
    #expect(TextEncoding(named: "ebcdic") == nil)
    for encoding in TextEncoding.allCases { #expect(TextEncoding(named: encoding.rawValue) == encoding) }
  }
}
