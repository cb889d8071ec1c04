import CQRencode

/// A QR code (ISO/IEC 18004) of a text, as libqrencode makes it with error correction M.
///
///     QRCode("otpauth://totp/…")?.svg(label: "QR code of the key")
struct QRCode {
  /// The number of modules of a side, without the quiet zone.
  let size: Int
  /// The dark modules, row by row.
  private let isDark: [Bool]
  /// The width of the light frame that readers need, in modules.
  static let quietZone = 4

  /// Calls `QRcode_encodeString8bit`.
  ///
  /// - Parameter text: without U+0000; at most 2,331 bytes fit. Nil for a longer one.
  init?(_ text: String) {
    guard let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M) else { return nil }
    defer { QRcode_free(code) }
    let size = Int(code.pointee.width)
    self.size = size
    // The lowest bit of each byte is the colour.
    isDark = (0..<size * size).map { code.pointee.data[$0] & 1 == 1 }
  }

  /// Whether a module is dark; column and row count from the upper left corner.
  subscript(column: Int, row: Int) -> Bool { isDark[row * size + column] }

  /// Returns the drawing, dark on light in every colour scheme.
  ///
  /// - Parameter label: its name for readers who do not see it.
  func svg(label: String) -> HTML {
    let width = size + 2 * Self.quietZone
    return """
      <svg class="qr" role="img" aria-label="\(label)" viewBox="0 0 \(width) \(width)" width="232" height="232" shape-rendering="crispEdges">
      <rect width="\(width)" height="\(width)" fill="#fff"/><path fill="#000" d="\(path)"/></svg>

      """
  }

  /// One rectangle for each run of dark modules of a row.
  private var path: String {
    var path = ""
    for row in 0..<size {
      var column = 0
      while column < size {
        let start = column
        while column < size, self[column, row] { column += 1 }
        if column > start { path += "M\(start + Self.quietZone) \(row + Self.quietZone)h\(column - start)v1h-\(column - start)z" }
        column += 1
      }
    }
    return path
  }
}
