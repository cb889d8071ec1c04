import Glibc

/// Receives the elements of an XML document in their order. Subclasses override what they need.
class XMLHandler {
  /// The first problem that a subclass found; nothing is received after it.
  var problem: SheetError.Problem?
  /// Number of open elements.
  fileprivate(set) var depth = 0

  /// Receives the start of an element, with `depth` elements open around it.
  func start(_ name: XMLName, _ attributes: XMLAttributes) {}

  /// Receives the end of an element.
  func end(_ name: XMLName) {}

  /// Receives a piece of the text between tags, as UTF-8; one text may come in several pieces.
  func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

  final func enter(_ name: XMLName, _ attributes: XMLAttributes) {
    guard problem == nil else { return }
    if depth >= SheetLimits.depthMax { return problem = .tooLarge(part: "XML") }
    start(name, attributes)
    depth += 1
  }

  final func leave(_ name: XMLName) {
    guard problem == nil else { return }
    depth -= 1
    end(name)
  }

  final func take(_ bytes: UnsafeBufferPointer<UInt8>) { if problem == nil { text(bytes) } }
}

/// The name of an element without its prefix, valid during the call that receives it.
struct XMLName {
  let pointer: UnsafePointer<UInt8>?

  static func == (name: XMLName, text: StaticString) -> Bool {
    guard let pointer = name.pointer else { return false }
    return strcmp(UnsafeRawPointer(pointer).assumingMemoryBound(to: CChar.self), cString(text)) == 0
  }

  static func ~= (text: StaticString, name: XMLName) -> Bool { name == text }

  private static func cString(_ text: StaticString) -> UnsafePointer<CChar> {
    UnsafeRawPointer(text.utf8Start).assumingMemoryBound(to: CChar.self)
  }
}

/// The attributes of an element, valid during the call that receives them.
struct XMLAttributes {
  /// For each attribute: name, prefix, namespace, start and end of its value.
  let pointer: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
  let count: Int

  /// Returns the bytes of an attribute's value; nil without it.
  ///
  /// - Parameter prefix: the prefix of its name; nil for an attribute with any prefix or none.
  func bytes(_ name: StaticString, prefix: StaticString? = nil) -> UnsafeBufferPointer<UInt8>? {
    guard let pointer else { return nil }
    for index in 0..<count {
      let attribute = pointer + index * 5
      guard XMLName(pointer: attribute[0]) == name, prefix.map({ XMLName(pointer: attribute[1]) == $0 }) ?? true,
        let start = attribute[3], let end = attribute[4]
      else { continue }
      return UnsafeBufferPointer(start: start, count: end - start)
    }
    return nil
  }

  /// Returns the text of an attribute's value; nil without it. libxml2 keeps an ampersand as a reference here.
  func text(_ name: StaticString, prefix: StaticString? = nil) -> String? {
    guard let bytes = bytes(name, prefix: prefix) else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    return bytes.contains(UInt8(ascii: "&")) ? text.replacing("&#38;", with: "&") : text
  }

  /// Returns the whole number from 0 in an attribute; nil without it or for anything else.
  func count(_ name: StaticString, prefix: StaticString? = nil) -> Int? { bytes(name, prefix: prefix).flatMap(Self.count) }

  /// Returns the whole number of digits only; nil for anything else and beyond 18 digits.
  static func count(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard (1...18).contains(bytes.count) else { return nil }
    var number = 0
    for byte in bytes {
      guard (0x30...0x39).contains(byte) else { return nil }
      number = number * 10 + Int(byte - 0x30)
    }
    return number
  }
}
