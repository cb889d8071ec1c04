import TOMLKit

/// A value of a TOML document as plain data.
enum TOMLData: Sendable, Hashable {
  case text(String)
  case integer(Int64)
  case number(Double)
  case boolean(Bool)
  case list([TOMLData])
  case table([String: TOMLData])
  /// A date or time, which no manifest key takes.
  case moment
}

/// A parsed TOML document: its values, and the line of each key.
struct TOMLDocument {
  /// The outermost table.
  let root: [String: TOMLData]
  /// Where the keys stand.
  let locator: KeyLocator
  /// The name of the file, for messages.
  let file: String

  /// Parses a text.
  ///
  /// - Throws: `text.invalid`, `archive.too-large`, `manifest.syntax` or `manifest.duplicate-key`, with the line.
  init(_ text: [UInt8], file: String) throws(BundleError) {
    guard text.count <= BundleLimits.manifestBytesMax else {
      throw BundleError(.archiveTooLarge, in: file, found: "\(text.count)", wanted: ["\(BundleLimits.manifestBytesMax)"])
    }
    try SourceText.check(text, file: file)
    locator = KeyLocator(text)
    self.file = file
    if let line = locator.escapedNulLine { throw Self.refusal(.manifestSyntax, file, line, "\\u0000") }
    if let line = locator.tooDeepLine { throw Self.refusal(.manifestSyntax, file, line, "> \(KeyLocator.depthMax)") }
    do {
      root = Self.convert(try TOMLTable(string: String(decoding: text, as: UTF8.self)))
    } catch let error as TOMLParseError {
      throw Self.refusal(error, file, locator)
    } catch { throw Self.refusal(.manifestSyntax, file, 1, "TOML") }
  }

  /// Where a key stands; the nearest table around it where the key itself does not.
  func place(_ path: KeyLocator.Path) -> BundleError.Place {
    var path = path[...]
    while !path.isEmpty {
      if let line = locator.lines[Array(path)] { return .init(file: file, line: line) }
      path.removeLast()
    }
    return .init(file: file, line: 1)
  }

  private static func refusal(
    _ code: BundleError.Code, _ file: String, _ line: Int, _ found: String
  ) -> BundleError {
    BundleError(code, at: .init(file: file, line: line), found: found)
  }

  /// The parser's error; a key given twice, which it words in many ways, gets its own code.
  private static func refusal(_ error: TOMLParseError, _ file: String, _ locator: KeyLocator) -> BundleError {
    if let twice = locator.duplicate, twice.second <= error.source.begin.line {
      let name = twice.path.joined(separator: ".")
      return BundleError(
        .manifestDuplicateKey, at: .init(file: file, line: twice.second), found: name, wanted: ["\(twice.first)"])
    }
    return refusal(.manifestSyntax, file, error.source.begin.line, error.description)
  }

  private static func convert(_ table: TOMLTable) -> [String: TOMLData] {
    var values: [String: TOMLData] = [:]
    for key in table.keys { values[key] = table[key].map(convert) }
    return values
  }

  private static func convert(_ value: any TOMLValueConvertible) -> TOMLData {
    switch value.type {
    case .string: .text(value.string ?? "")
    case .int: .integer(Int64(value.int ?? 0))
    case .double: .number(value.double ?? 0)
    case .bool: .boolean(value.bool ?? false)
    case .table: .table(value.table.map(convert) ?? [:])
    case .array: .list(value.array.map { list in (0..<list.count).map { convert(list[$0]) } } ?? [])
    case .date, .time, .dateTime: .moment
    }
  }
}
