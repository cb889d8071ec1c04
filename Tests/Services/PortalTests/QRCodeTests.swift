import Foundation
import Testing

@testable import Portal

/// The independent reader, of Debian's zbar-tools.
private let reader = "/usr/bin/zbarimg"

@Suite("QR codes")
struct QRCodeTests {
  /// The colours of a finder pattern (ISO/IEC 18004, 6.3.3).
  private static let finder = [
    "1111111", "1000001", "1011101", "1011101", "1011101", "1000001", "1111111",
  ]

  @Test("a code has the finder patterns in three corners, and more modules for a longer text; a text that fits in none has no code")
  func structure() throws {
    let code = try #require(QRCode("otpauth://totp/x?secret=ABC"))
    #expect((code.size - 17) % 4 == 0)
    for (left, top) in [(0, 0), (code.size - 7, 0), (0, code.size - 7)] {
      let rows = (0..<7).map { row in (0..<7).map { code[left + $0, top + row] ? "1" : "0" }.joined() }
      #expect(rows == Self.finder)
    }
    #expect(try #require(QRCode(String(repeating: "x", count: 300))).size > code.size)
    #expect(QRCode(String(repeating: "x", count: 3_000)) == nil)
  }

  @Test("the drawing names itself, has a quiet zone, and no colour of the page")
  func drawing() throws {
    let code = try #require(QRCode("text"))
    let svg = code.svg(label: "Code <of> the key").markup
    #expect(svg.contains("role=\"img\" aria-label=\"Code &lt;of&gt; the key\"") && svg.contains("viewBox=\"0 0 \(code.size + 8) "))
    #expect(svg.contains("fill=\"#fff\"") && !svg.contains("style="))
  }

  @Test(
    "an independent reader reads the text (oracle: zbarimg)",
    .enabled(if: FileManager.default.isExecutableFile(atPath: reader), "SKIPPED: zbar-tools (apt) is not installed"),
    arguments: ["otpauth://totp/Grappe%20wallonne:marie?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Grappe", "é€😀", "1"])
  func read(text: String) throws {
    let code = try #require(QRCode(text))
    let file = FileManager.default.temporaryDirectory.appending(path: "qr-\(UUID().uuidString).pgm")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(Self.picture(code).utf8).write(to: file)
    let (process, pipe) = (Process(), Pipe())
    (process.executableURL, process.arguments) = (URL(filePath: reader), ["--quiet", "--raw", file.path])
    (process.standardOutput, process.standardError) = (pipe, FileHandle.nullDevice)
    try process.run()
    let read = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(String(decoding: read, as: UTF8.self) == text + "\n")
  }

  /// The code as a picture (PGM), with four pixels a module and the quiet zone.
  private static func picture(_ code: QRCode) -> String {
    let (scale, zone) = (4, QRCode.quietZone)
    let width = (code.size + 2 * zone) * scale
    var picture = "P2\n\(width) \(width)\n1\n"
    for row in 0..<width {
      for column in 0..<width {
        let (x, y) = (column / scale - zone, row / scale - zone)
        let isDark = (0..<code.size).contains(x) && (0..<code.size).contains(y) && code[x, y]
        picture += isDark ? "0 " : "1 "
      }
      picture += "\n"
    }
    return picture
  }
}
