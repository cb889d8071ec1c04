/// Checks of source files: the text an auditor sees on screen must be the text the host reads.
package enum SourceTextCheck {
  /// Checks that a text is UTF-8 without NUL and without characters that reorder the text around them.
  ///
  /// Source for the latter: Unicode Technical Report 36, and CVE-2021-42574 ("Trojan Source").
  ///
  /// - Throws: ``SourceTextError`` naming the first such character.
  package static func check(_ text: some Collection<UInt8>) throws(SourceTextError) {
    guard let decoded = String(validating: Array(text), as: UTF8.self) else {
      throw SourceTextError(line: firstBadLine(text), found: "UTF-8")
    }
    var line = 1
    for scalar in decoded.unicodeScalars {
      if scalar == "\n" { line += 1 }
      guard isHarmful(scalar) else { continue }
      let name = "U+" + String(scalar.value, radix: 16, uppercase: true)
      throw SourceTextError(line: line, found: name)
    }
  }

  /// Whether it is compiled Lua: `ESC "Lua"`.
  package static func isBytecode(_ bytes: some Collection<UInt8>) -> Bool { bytes.starts(with: [0x1B, 0x4C, 0x75, 0x61]) }

  private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value == 0 || (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
  }

  private static func firstBadLine(_ text: some Collection<UInt8>) -> Int {
    let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    // A line feed is never part of a longer character, so the lines can be checked one by one.
    return 1 + (lines.firstIndex { String(validating: Array($0), as: UTF8.self) == nil } ?? 0)
  }
}
