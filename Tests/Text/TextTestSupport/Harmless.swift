/// Checks for characters that may not reach a terminal.
package enum Harmless {
  /// Whether a line has no control character and none that turns the direction of writing.
  package static func isHarmless(_ line: String) -> Bool {
    line.unicodeScalars.allSatisfy { scalar in
      scalar.properties.generalCategory != .control && !(0x202A...0x202E).contains(scalar.value)
        && !(0x2066...0x2069).contains(scalar.value) && scalar.value != 0x2028 && scalar.value != 0x2029
    }
  }
}
