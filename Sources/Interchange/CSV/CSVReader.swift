import Ecosystem
import Encodings

/// Reads delimiter-separated values as in RFC 4180, row by row, and reports errors with their line.
///
/// A byte-order mark is skipped, lines may end in CRLF, LF or CR, and a field in double quotes may contain delimiters, line ends
/// and doubled quotes. Blank lines and Excel's first line `sep=;` are skipped. The text must be UTF-8; memory holds only one row
/// and the chunk it came in.
///
///     var reader = CSVReader(bytes: Array("id,name\nkikk,KIKK\n".utf8))
///     let header = try reader.next()      // line 1: ["id", "name"]
///     let row = try reader.next()         // line 2: ["kikk", "KIKK"]
public struct CSVReader {
  /// One row: the line it starts on, counted from 1, and its fields.
  public struct Row: Sendable, Hashable {
    public var line: Int
    public var fields: [String]
  }

  /// Upper bound of the bytes of one row; an unclosed quote would otherwise collect the rest of the file.
  public static let rowBytesMax = 8 << 20
  /// Number of bytes in which the delimiter is searched.
  private static let sampleBytes = 64 << 10
  /// The size of a byte-order mark and the longest line `sep=;` with its end.
  private static let separatorLineBytesMax = 3 + 16

  /// The dialect, as given or as detected when the first row was read.
  public private(set) var dialect: CSVDialect?
  /// The text of the last refused row, which an importer may keep for its author.
  public private(set) var refusedText = ""

  /// The columns, counted from 0, whose fields are decoded; the other fields are empty. Nil to decode all.
  public var decodedColumns: Set<Int>?

  private let chunks: ByteChunks
  private let fieldsMax: Int
  private let wishedDelimiter: UInt8?
  private var buffer: [UInt8] = []
  private var position = 0
  private var line = 1
  private var hasEnded = false
  private var cells: [CSVCell] = []

  /// Creates a reader of bytes in memory.
  ///
  /// - Parameters:
  ///   - bytes: the whole text, UTF-8, with or without a byte-order mark.
  ///   - separator: the byte between fields; when nil, `CSVDialect.sniff` detects it.
  public init(bytes: [UInt8], separator: UInt8? = nil) {
    self.init(ByteChunks(bytes), separator: separator)
  }

  /// Creates a reader of bytes that arrive in chunks.
  ///
  /// - Parameter fieldsMax: upper bound of the fields of one row; a row with more is refused.
  public init(_ chunks: ByteChunks, separator: UInt8? = nil, fieldsMax: Int = .max) {
    self.chunks = chunks
    self.fieldsMax = fieldsMax
    wishedDelimiter = separator
  }

  /// Reads the next row; nil at the end of the text.
  ///
  /// - Throws: `CSVError` when a quote is not closed, text follows a closing quote, or a field is not UTF-8; the next call
  ///   continues with the line after the one named.
  public mutating func next() throws(CSVError) -> Row? {
    let delimiter: UInt8
    if let known = dialect { delimiter = known.delimiter } else { delimiter = try begin() }
    while true {
      let scan = CSVScan.row(in: buffer, from: position, delimiter: delimiter, isLast: hasEnded, fieldsMax: fieldsMax, &cells)
      switch scan {
      case .unfinished where buffer.count - position > CSVReader.rowBytesMax:
        throw refuse(.openQuote, upTo: try lineEnd())
      case .unfinished: try readOn()
      case .blank(let end, let lines):
        position = end
        line += lines
      case .end: return nil
      case .malformed(let problem): throw refuse(problem, upTo: try lineEnd())
      case .row(let end, let lines): return try finish(end, lines)
      }
    }
  }

  /// Finds the start of the line after the current one; reads on until its end is reached or ``rowBytesMax`` bytes are buffered.
  private mutating func lineEnd() throws(CSVError) -> Int {
    while true {
      let end = CSVScan.lineEnd(in: buffer, from: position)
      // The line feed after a carriage return may be in the next chunk.
      let isKnown = end < buffer.count || buffer.last == 0x0A
      if isKnown || hasEnded || buffer.count - position > CSVReader.rowBytesMax { return end }
      try readOn()
    }
  }

  private mutating func finish(_ end: Int, _ lines: Int) throws(CSVError) -> Row {
    var fields: [String] = []
    fields.reserveCapacity(cells.count)
    for (column, cell) in cells.enumerated() {
      guard let text = decodedColumns?.contains(column) == false ? "" : cell.text(in: buffer) else {
        throw refuse(.notUTF8, upTo: end, lines: lines)
      }
      fields.append(text)
    }
    defer {
      position = end
      line += lines
    }
    return Row(line: line, fields: fields)
  }

  /// Skips a refused row.
  private mutating func refuse(_ problem: CSVError.Problem, upTo end: Int, lines: Int = 1) -> CSVError {
    let bytes = buffer[position..<end]
    refusedText = String(decoding: bytes.suffix(while: { $0 != 0x0A && $0 != 0x0D }), as: UTF8.self)
    let error = CSVError(line: line, problem: problem)
    position = end
    line += lines
    return error
  }

  /// Reads the beginning of the text.
  private mutating func begin() throws(CSVError) -> UInt8 {
    let wanted = wishedDelimiter == nil ? CSVReader.sampleBytes : CSVReader.separatorLineBytesMax
    while buffer.count < wanted, !hasEnded { try readOn() }
    if buffer.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    var found = CSVDialect(delimiter: wishedDelimiter ?? 0)
    if let delimiter = wishedDelimiter {
      found.hasSeparatorLine = CSVDialect.separatorLine(Array(buffer[position...].prefix(16))) == delimiter
    } else {
      let sample = Array(buffer[position...].prefix(CSVReader.sampleBytes))
      found = CSVDialect.sniff(sample, isWhole: hasEnded && sample.count == buffer.count - position)
    }
    dialect = found
    if found.hasSeparatorLine {
      position = CSVScan.lineEnd(in: buffer, from: position)
      line += 1
    }
    return found.delimiter
  }

  /// Reads the next chunk, and drops the bytes already read.
  private mutating func readOn() throws(CSVError) {
    do throws(ChunkFailure) {
      let piece = try chunks.next()
      hasEnded = piece.isEmpty
      buffer.removeFirst(position)
      position = 0
      buffer += piece
    } catch {
      hasEnded = true
      throw CSVError(line: line, problem: .unreadable(error.reason))
    }
  }
}

extension ArraySlice<UInt8> {
  /// Returns the slice without the trailing elements that do not meet `condition`.
  fileprivate func suffix(while condition: (UInt8) -> Bool) -> ArraySlice<UInt8> {
    guard let last = lastIndex(where: condition) else { return [] }
    return self[startIndex...last]
  }
}
