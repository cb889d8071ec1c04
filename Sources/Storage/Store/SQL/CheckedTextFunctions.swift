import GRDBSQLite

/// `instr`, `replace`, `trim`, `ltrim` and `rtrim` in place of SQLite's own, whose time is proportional to the product of the
/// lengths of their arguments within one instruction. These take linear time and return the same results.
enum CheckedTextFunctions {
  private typealias Function = @convention(c) (OpaquePointer?, CInt, UnsafeMutablePointer<OpaquePointer?>?) -> Void

  /// Registers the functions on a connection (`sqlite3_create_function_v2`).
  static func register(on connection: OpaquePointer) {
    let flags = CInt(SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS)
    let functions: [(String, CInt, Function)] = [
      ("instr", 2, instr), ("replace", 3, replace), ("trim", 1, trim), ("trim", 2, trim), ("ltrim", 1, trimLeft),
      ("ltrim", 2, trimLeft), ("rtrim", 1, trimRight), ("rtrim", 2, trimRight),
    ]
    for (name, count, function) in functions {
      sqlite3_create_function_v2(connection, name, count, flags, nil, function, nil, nil, nil)
    }
  }

  /// `instr(text, part)`: the position of the first occurrence, from 1, in characters, in bytes for two blobs; 0 without one.
  private static let instr: Function = { context, _, arguments in
    guard let whole = arguments?[0], let part = arguments?[1], !isNull(whole), !isNull(part) else { return }
    let areBlobs = sqlite3_value_type(whole) == SQLITE_BLOB && sqlite3_value_type(part) == SQLITE_BLOB
    let (bytes, wanted) = areBlobs ? (blob(whole), blob(part)) : (text(whole), text(part))
    guard let offset = Search(wanted).first(in: bytes) else { return sqlite3_result_int64(context, 0) }
    let before = bytes[..<offset]
    let position = areBlobs ? before.count : before.count { $0 & 0xC0 != 0x80 }
    sqlite3_result_int64(context, Int64(position) + 1)
  }

  /// `replace(text, part, other)`: the text with each occurrence of the part replaced.
  private static let replace: Function = { context, _, arguments in
    guard let whole = arguments?[0], let part = arguments?[1], let other = arguments?[2], !isNull(whole), !isNull(part)
    else { return }
    let (bytes, wanted) = (text(whole), text(part))
    if wanted.isEmpty { return give(Array(bytes), context) }
    if isNull(other) { return }
    let connection = sqlite3_context_db_handle(context)
    let countMax = Int(sqlite3_limit(connection, SQLITE_LIMIT_LENGTH, -1))
    guard let replaced = replacing(wanted, in: bytes, by: text(other), countMax) else {
      return sqlite3_result_error_toobig(context)
    }
    give(replaced, context)
  }

  private static let trim: Function = { context, count, arguments in trim(context, count, arguments: arguments, isLeft: true, isRight: true)
  }
  private static let trimLeft: Function = { context, count, arguments in
    trim(context, count, arguments: arguments, isLeft: true, isRight: false)
  }
  private static let trimRight: Function = { context, count, arguments in
    trim(context, count, arguments: arguments, isLeft: false, isRight: true)
  }

  /// Removes the characters of a set, a space by default, from the ends of a text.
  private static func trim(
    _ context: OpaquePointer?, _ count: CInt, arguments: UnsafeMutablePointer<OpaquePointer?>?, isLeft: Bool,
    isRight: Bool
  ) {
    guard let whole = arguments?[0], !isNull(whole) else { return }
    var characters: Set<[UInt8]> = [[0x20]]
    if count == 2 {
      guard let set = arguments?[1], !isNull(set) else { return }
      characters = split(text(set))
    }
    var rest = text(whole)[...]
    while isLeft, let width = (1...widthMax).first(where: { characters.contains(Array(rest.prefix($0))) && $0 <= rest.count }) {
      rest = rest.dropFirst(width)
    }
    while isRight, let width = (1...widthMax).first(where: { characters.contains(Array(rest.suffix($0))) && $0 <= rest.count }) {
      rest = rest.dropLast(width)
    }
    give(Array(rest), context)
  }

  /// Upper bound of the bytes of one character in UTF-8.
  private static let widthMax = 4

  /// Splits a text into characters, each as its bytes.
  private static func split(_ bytes: UnsafeBufferPointer<UInt8>) -> Set<[UInt8]> {
    var characters: Set<[UInt8]> = []
    var current: [UInt8] = []
    for byte in bytes {
      if byte & 0xC0 != 0x80, !current.isEmpty {
        characters.insert(current)
        current = []
      }
      current.append(byte)
    }
    if !current.isEmpty { characters.insert(current) }
    return characters
  }

  /// Returns the text with `part` replaced; nil when it would be longer than `countMax` bytes.
  private static func replacing(
    _ part: UnsafeBufferPointer<UInt8>, in whole: UnsafeBufferPointer<UInt8>, by other: UnsafeBufferPointer<UInt8>,
    _ countMax: Int
  ) -> [UInt8]? {
    let search = Search(part)
    var result: [UInt8] = []
    var start = 0
    while let offset = search.first(in: whole, from: start) {
      result += whole[start..<offset]
      result += other
      if result.count > countMax { return nil }
      start = offset + part.count
    }
    result += whole[start...]
    return result.count > countMax ? nil : result
  }

  /// Finds every occurrence of a part by Knuth, Morris and Pratt, from left to right without overlap, in linear time.
  private struct Search {
    private let part: UnsafeBufferPointer<UInt8>
    /// For each prefix of the part, the length of the longest proper prefix that is also its suffix.
    private let borders: [Int32]

    init(_ part: UnsafeBufferPointer<UInt8>) {
      self.part = part
      var borders = [Int32](repeating: 0, count: part.count)
      var matched = 0
      for index in part.indices.dropFirst() {
        while matched > 0, part[index] != part[matched] { matched = Int(borders[matched - 1]) }
        if part[index] == part[matched] { matched += 1 }
        borders[index] = Int32(matched)
      }
      self.borders = borders
    }

    /// Returns the offset of the first occurrence at or after `start`.
    func first(in whole: UnsafeBufferPointer<UInt8>, from start: Int = 0) -> Int? {
      if part.isEmpty { return start }
      var matched = 0
      for index in start..<whole.count {
        while matched > 0, whole[index] != part[matched] { matched = Int(borders[matched - 1]) }
        if whole[index] == part[matched] { matched += 1 }
        if matched == part.count { return index + 1 - matched }
      }
      return nil
    }
  }

  private static func isNull(_ value: OpaquePointer) -> Bool { sqlite3_value_type(value) == SQLITE_NULL }

  private static func text(_ value: OpaquePointer) -> UnsafeBufferPointer<UInt8> {
    let start = sqlite3_value_text(value)
    return UnsafeBufferPointer(start: start, count: start == nil ? 0 : Int(sqlite3_value_bytes(value)))
  }

  private static func blob(_ value: OpaquePointer) -> UnsafeBufferPointer<UInt8> {
    let start = sqlite3_value_blob(value)?.assumingMemoryBound(to: UInt8.self)
    return UnsafeBufferPointer(start: start, count: start == nil ? 0 : Int(sqlite3_value_bytes(value)))
  }

  private static func give(_ bytes: [UInt8], _ context: OpaquePointer?) {
    // An empty array may have no address, which SQLite reads as NULL.
    (bytes + [0]).withUnsafeBufferPointer {
      $0.withMemoryRebound(to: CChar.self) {
        sqlite3_result_text(context, $0.baseAddress, CInt(bytes.count), copied)
      }
    }
  }

  private nonisolated(unsafe) static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
}
