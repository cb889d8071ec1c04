import Bundles
import Ecosystem
import Foundation
import Glibc
import Localization

/// Parses each trust file on its own, and a refused file line by line: the first bad line hides no other, nor another file.
struct TrustFileCheck {
  let directory: URL
  private static let linesMax = 1_000

  private typealias Parser = @Sendable ([UInt8], String) throws -> Void

  private static let files: [(name: String, parse: Parser)] = [
    ("allowed_signers", { _ = try AllowedSigners(parsing: $0, file: $1) }),
    ("revoked", { _ = try Revocations(parsing: $0, file: $1) }),
    ("pinned", { _ = try PinnedBundles(parsing: $0, file: $1) }),
  ]

  func findings() -> [DoctorFinding] {
    var isFolder: ObjCBool = false
    let folder = directory.appending(path: "trust")
    guard FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder) else { return [.trustMissing()] }
    guard isFolder.boolValue else { return [.trustUnreadable("trust", LocalizedText(verbatim: String(cString: strerror(ENOTDIR))))] }
    return Self.files.compactMap { finding($0.name, $0.parse) }
  }

  private func finding(_ name: String, _ parse: Parser) -> DoctorFinding? {
    let place = "trust/\(name)"
    let file = directory.appending(path: place)
    let content: [UInt8]?
    do { content = try RegularFile.read(file.path, bytesMax: BundleLimits.trustFileBytesMax) } catch {
      return .trustUnreadable(place, SystemReason.localized(error))
    }
    guard let bytes = content else { return nil }
    do {
      try parse(bytes, place)
      return nil
    } catch {
      let lines = Self.badLines(bytes, place, parse: parse)
      return lines.isEmpty ? .trustUnreadable(place, SystemReason.localized(error)) : .trustLines(place, lines, error: error)
    }
  }

  /// The numbers of the lines that are refused when parsed alone.
  private static func badLines(_ bytes: [UInt8], _ place: String, parse: Parser) -> [String] {
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).prefix(linesMax)
    return lines.enumerated().compactMap { index, line in
      do {
        try parse(Array(line), place)
        return nil
      } catch {
        return "\(place):\(index + 1)"
      }
    }
  }
}
