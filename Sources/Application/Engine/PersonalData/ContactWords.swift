import Ecosystem

/// The words of a text that may be e-mail addresses or telephone numbers.
///
///     var words = ContactWords()
///     words.read("Ask info@example.org or +32 81 22 33 44.")
///     words.all   // ["info@example.org", "+3281223344"]
struct ContactWords {
  /// The words found: addresses in ASCII lower case, numbers as digits with a leading `+`.
  private(set) var all: Set<String> = []
  private var address: [UInt8] = []
  private var number: [UInt8] = []

  /// The maximum length of an address, in bytes (RFC 5321, 4.5.3.1).
  private static let addressLengthMax = 254
  /// The minimum number of digits of a telephone number; fewer are more often a figure.
  private static let digitsMin = 8
  /// The maximum number of digits of a telephone number (E.164) with a prefix for calls abroad.
  private static let digitsMax = 20

  /// Reads a whole text.
  mutating func read(_ text: some StringProtocol) {
    read(text.utf8)
    end()
  }

  /// Reads a whole text. Most cells of a table hold neither an `@` nor the digits of a number, which is seen at once.
  mutating func read(whole text: UnsafeBufferPointer<UInt8>) {
    guard Self.mayHoldWords(text) else { return }
    read(text)
    end()
  }

  private static func mayHoldWords(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    if text.count < digitsMin { return text.contains(UInt8(ascii: "@")) }
    var (signs, digits) = (0, 0)
    for byte in text {
      signs &+= byte == UInt8(ascii: "@") ? 1 : 0
      digits &+= isDigit(byte) ? 1 : 0
    }
    return signs > 0 || digits >= digitsMin
  }

  /// Reads the next bytes of a text.
  mutating func read(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      readAddress(byte)
      readNumber(byte)
    }
  }

  private mutating func readAddress(_ byte: UInt8) {
    guard Self.isAddress(byte) else { return endAddress() }
    if address.count <= Self.addressLengthMax { address.append(byte) }
  }

  private mutating func readNumber(_ byte: UInt8) {
    if Self.isDigit(byte) {
      if number.count <= Self.digitsMax { number.append(byte) }
    } else if !Self.isBetweenDigits(byte) {
      endNumber()
    }
  }

  /// Ends the text.
  mutating func end() {
    endAddress()
    endNumber()
  }

  /// Forgets the words found so far.
  mutating func removeAll() { all.removeAll() }

  private mutating func endAddress() {
    defer { address.removeAll(keepingCapacity: true) }
    guard address.count <= Self.addressLengthMax, address.contains(UInt8(ascii: "@")) else { return }
    // A full stop ends the sentence.
    let end = address.lastIndex { $0 != UInt8(ascii: ".") } ?? 0
    all.insert(String(decoding: address[...end].map(Self.lowercase), as: UTF8.self))
  }

  private mutating func endNumber() {
    defer { number.removeAll(keepingCapacity: true) }
    guard number.count >= Self.digitsMin, number.count <= Self.digitsMax else { return }
    all.insert(String(decoding: number, as: UTF8.self))
  }

  private static func lowercase(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) || byte == UInt8(ascii: "+") }

  /// The separators of telephone numbers; also the bytes of characters outside ASCII, such as a narrow space.
  private static func isBetweenDigits(_ byte: UInt8) -> Bool { " ()./-".utf8.contains(byte) || byte >= 0x80 }

  /// The characters of an address without quotes (RFC 5322, 3.2.3; RFC 6531).
  private static func isAddress(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...: true
    default: "@.!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
    }
  }
}
