import CXML

/// Reads an XML part piece by piece and hands its elements to a handler. Memory holds one piece and the open elements.
///
/// Wraps libxml2's push parser (xmlCreatePushParserCtxt, xmlParseChunk) with handlers of our own: no tree is built, nothing is loaded from
/// elsewhere, no entity is declared or expanded, and a document type ends the reading.
final class XMLPartReading {
  private let part: ZipPart
  private let handler: XMLHandler
  private let parser: xmlParserCtxtPtr?
  private var isAtEnd = false
  /// The bytes of the buffer that are not parsed yet.
  private var rest = 0..<0
  private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)

  /// The number of bytes parsed at once. Rows found in them are buffered, so that it bounds the buffer.
  private static let pieceBytes = 8 << 10

  init(_ part: ZipPart, _ handler: XMLHandler) {
    (self.part, self.handler) = (part, handler)
    _ = Self.isInitialized
    var callbacks = Self.callbacks()
    parser = xmlCreatePushParserCtxt(&callbacks, Unmanaged.passUnretained(handler).toOpaque(), nil, 0, nil)
    if let parser { _ = xmlCtxtUseOptions(parser, Int32(XML_PARSE_NONET.rawValue)) }
  }

  deinit {
    if let parser { xmlFreeParserCtxt(parser) }
    buffer.deallocate()
  }

  /// Reads the next piece.
  ///
  /// - Returns: false at the end.
  /// - Throws: the handler's problem, `.damaged` for a part that is not well-formed, `.tooLarge`.
  func advance() throws(SheetError.Problem) -> Bool {
    if isAtEnd { return false }
    if rest.isEmpty {
      rest = 0..<(try part.read(into: buffer))
      isAtEnd = rest.isEmpty
    }
    let size = min(rest.count, Self.pieceBytes)
    try parse(buffer.baseAddress! + rest.lowerBound, size)
    rest = (rest.lowerBound + size)..<rest.upperBound
    return !isAtEnd
  }

  private func parse(_ bytes: UnsafeMutableRawPointer, _ count: Int) throws(SheetError.Problem) {
    let isWhole = xmlParseChunk(parser, bytes.assumingMemoryBound(to: CChar.self), Int32(count), isAtEnd ? 1 : 0) == 0
    if let problem = handler.problem {
      if case .documentType = problem { throw .documentType(part: part.name) }
      throw problem
    }
    guard let parser, isWhole, parser.pointee.wellFormed != 0 else { throw .damaged(part: part.name) }
  }

  /// Initialises the library, once for the process.
  private static let isInitialized: Bool = {
    xmlInitParser()
    return true
  }()

  private static func callbacks() -> xmlSAXHandler {
    var callbacks = xmlSAXHandler()
    callbacks.initialized = UInt32(XML_SAX2_MAGIC)
    callbacks.internalSubset = { context, _, _, _ in XMLPartReading.handler(context).problem = .documentType(part: "") }
    callbacks.startElementNs = { context, name, _, _, _, _, count, _, attributes in
      XMLPartReading.handler(context).enter(XMLName(pointer: name), XMLAttributes(pointer: attributes, count: Int(count)))
    }
    callbacks.endElementNs = { context, name, _, _ in XMLPartReading.handler(context).leave(XMLName(pointer: name)) }
    callbacks.characters = { context, text, count in
      XMLPartReading.handler(context).take(UnsafeBufferPointer(start: text, count: Int(count)))
    }
    callbacks.cdataBlock = callbacks.characters
    callbacks.ignorableWhitespace = callbacks.characters
    return callbacks
  }

  private static func handler(_ context: UnsafeMutableRawPointer?) -> XMLHandler {
    Unmanaged<XMLHandler>.fromOpaque(context!).takeUnretainedValue()
  }
}
