import Ecosystem
import Encodings

@testable import CSV

extension Fuzzer {
  /// Delimiter-separated values: the first byte of an input chooses the delimiter, or that it is found.
  static let csv = Fuzzer(name: "csv", bytesMax: 4_096) { input in
    let delimiters: [UInt8?] = [nil] + CSVDialect.delimiters
    let delimiter = delimiters[Int(input.first ?? 0) % delimiters.count]
    let bytes = Array(input.dropFirst())
    let rows = try CSVFuzzing.rows(of: bytes, delimiter: delimiter)
    try CSVFuzzing.requireSameInPieces(bytes, delimiter: delimiter ?? UInt8(ascii: ","))
    try CSVFuzzing.requireRoundTrip(rows)
    do { _ = try CSVTable(bytes: bytes, separator: delimiter) } catch { try RefusalText.check(error, of: bytes) }
  }
}

private enum CSVFuzzing {
  /// Reads every row; a refused one leaves its line.
  static func rows(of chunks: ByteChunks, delimiter: UInt8?, of input: [UInt8]) throws -> [CSVReader.Row] {
    var reader = CSVReader(chunks, separator: delimiter)
    var rows: [CSVReader.Row] = []
    for _ in 0...(input.count + 1) {
      do {
        guard let row = try reader.next() else { return rows }
        rows.append(row)
      } catch {
        try RefusalText.check(error, of: input)
        rows.append(CSVReader.Row(line: error.line, fields: []))
      }
    }
    throw Finding("more rows than bytes")
  }

  static func rows(of bytes: [UInt8], delimiter: UInt8?) throws -> [CSVReader.Row] {
    try rows(of: ByteChunks(bytes), delimiter: delimiter, of: bytes)
  }

  /// The rows do not depend on where the bytes were cut. Without a given delimiter the reader would first take in all of an input.
  static func requireSameInPieces(_ bytes: [UInt8], delimiter: UInt8) throws {
    let whole = try rows(of: bytes, delimiter: delimiter)
    var rest = bytes[...]
    let pieces = ByteChunks { () throws(ChunkFailure) in
      defer { rest = rest.dropFirst(3) }
      return Array(rest.prefix(3))
    }
    let others = try rows(of: pieces, delimiter: delimiter, of: bytes)
    try Finding.unless(others == whole, "rows that depend on the pieces they come in")
  }

  /// Requires that written rows are read back equal.
  static func requireRoundTrip(_ rows: [CSVReader.Row]) throws {
    let fields = rows.map(\.fields).filter { !$0.isEmpty }
    let text = fields.map { CSVWriter.row($0) }.joined()
    let again = try Self.rows(of: Array(text.utf8), delimiter: UInt8(ascii: ",")).map(\.fields)
    try Finding.unless(
      again.elementsEqual(fields) { $0.elementsEqual($1) { Array($0.utf8) == Array($1.utf8) } },
      "rows that are not read as they were written")
  }
}
