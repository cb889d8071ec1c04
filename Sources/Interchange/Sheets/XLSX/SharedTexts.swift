/// The texts that the cells of an XLSX file share, in one buffer.
struct SharedTexts: Sendable {
  private var bytes: [UInt8] = []
  /// The end of each text in `bytes`.
  private var ends: [Int] = []

  subscript(index: Int) -> String? {
    guard ends.indices.contains(index) else { return nil }
    return String(decoding: bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]], as: UTF8.self)
  }

  /// Returns the size of a text in bytes; nil when there is no such text.
  func size(_ index: Int) -> Int? { ends.indices.contains(index) ? ends[index] - (index == 0 ? 0 : ends[index - 1]) : nil }

  /// Adds a text.
  /// - Returns: false when there are too many.
  mutating func append(_ text: [UInt8]) -> Bool {
    guard ends.count < SheetLimits.sharedTextsMax, bytes.count + text.count <= SheetLimits.sharedBytesMax else { return false }
    bytes += text
    ends.append(bytes.count)
    return true
  }
}

/// Collects the texts of `xl/sharedStrings.xml`: plain ones, and the runs of those with formats; the phonetic guides of East Asian texts
/// are left out.
final class SharedTextsHandler: XMLHandler {
  private(set) var texts = SharedTexts()
  private var text = RichText()

  override func start(_ name: XMLName, _ attributes: XMLAttributes) {
    if name == "si" { text = RichText() }
    text.start(name)
  }

  override func end(_ name: XMLName) {
    text.end(name)
    if name == "si", !texts.append(text.bytes) { problem = .tooLarge(part: "xl/sharedStrings.xml") }
  }

  override func text(_ bytes: UnsafeBufferPointer<UInt8>) { if !text.take(bytes) { problem = .cellTooLong } }
}

/// Collects the text of a cell from its runs.
struct RichText {
  private var isInText = false
  private var isInPhonetic = false
  private var collected: [UInt8] = []

  mutating func start(_ name: XMLName) {
    switch name {
    case "t": isInText = !isInPhonetic
    case "rPh": isInPhonetic = true
    default: break
    }
  }

  mutating func end(_ name: XMLName) {
    switch name {
    case "t": isInText = false
    case "rPh": isInPhonetic = false
    default: break
    }
  }

  /// Takes a piece of text.
  /// - Returns: false when the text is too long.
  mutating func take(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard isInText else { return true }
    collected += bytes
    return collected.count <= SheetLimits.cellBytesMax
  }

  /// The text, with the characters that XML cannot hold decoded from `_x000D_` (ISO/IEC 29500-1, 22.9.2.19).
  var bytes: [UInt8] { Self.decoded(collected) }

  static func decoded(_ text: [UInt8]) -> [UInt8] {
    guard text.count >= 7, text.contains(UInt8(ascii: "_")) else { return text }
    var decoded: [UInt8] = []
    var index = 0
    while index < text.count {
      if let scalar = escape(text[index...].prefix(7)) {
        decoded += Array(String(scalar).utf8)
        index += 7
      } else {
        decoded.append(text[index])
        index += 1
      }
    }
    return decoded
  }

  private static func escape(_ bytes: ArraySlice<UInt8>) -> Unicode.Scalar? {
    guard bytes.count == 7, bytes.first == UInt8(ascii: "_"), bytes.last == UInt8(ascii: "_"),
      bytes[bytes.startIndex + 1] == UInt8(ascii: "x"),
      let code = UInt32(String(decoding: bytes.dropFirst(2).dropLast(), as: UTF8.self), radix: 16)
    else { return nil }
    return Unicode.Scalar(code)
  }
}
