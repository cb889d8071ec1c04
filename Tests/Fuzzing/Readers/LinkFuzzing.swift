import Ecosystem
import TextLayout

@testable import Reports

/// The addresses in texts that documents turn into links.
enum LinkFuzzing {
  /// An address that is safe stays so, and holds nothing that ends a link; a word falls apart without loss.
  static func check(_ text: String) throws {
    if let address = WebAddress.safe(text) {
      try Finding.unless(
        !address.unicodeScalars.contains { " <>\"`\\".unicodeScalars.contains($0) || $0.value < 0x20 },
        "a link with a character that ends it: \(address)")
      try Finding.unless(WebAddress.safe(address) == address, "a link that changes when it is made again: \(address)")
    }
    for word in text.split(separator: " ") {
      guard let (before, address, after) = WebAddress.find(in: word) else { continue }
      try Finding.unless(Array((before + address + after).utf8) == Array(word.utf8), "a word that lost something")
    }
  }
}

extension Fuzzer {
  /// Text on its way to a terminal: nothing in it steers, and JSON keeps its value.
  static let terminal = Fuzzer(name: "terminal", bytesMax: 2_048) { input in
    let text = String(decoding: input, as: UTF8.self)
    for safe in [SafeText.lines(text), SafeText.line(text), SafeText.json(FieldValue.text(text).json)] {
      try Finding.unless(!safe.unicodeScalars.contains(where: SafeText.isHarmful), "text that steers a terminal")
    }
    try Finding.unless(!SafeText.line(text).utf8.contains(0x0A), "a line of several lines")
    try Finding.unless(
      try FieldValue(json: SafeText.json(FieldValue.text(text).json)) == .text(text), "JSON that is not read as it was written")
    try TerminalFuzzing.requireColoursAlone(in: SafeText.keepingColours(text))
  }
}

private enum TerminalFuzzing {
  /// After each ESC follow a bracket, digits and semicolons, and `m`.
  static func requireColoursAlone(in text: String) throws {
    let parts = text.utf8.split(separator: 0x1B, omittingEmptySubsequences: false)
    for part in parts.dropFirst() {
      let rest = part.dropFirst().drop { (0x30...0x39).contains($0) || $0 == 0x3B }
      try Finding.unless(part.first == UInt8(ascii: "[") && rest.first == UInt8(ascii: "m"), "an escape that is no colour")
    }
    try Finding.unless(
      !text.unicodeScalars.contains { $0.value != 0x1B && SafeText.isHarmful($0) }, "text that steers a terminal")
  }
}
