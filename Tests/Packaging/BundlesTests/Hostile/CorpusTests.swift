import Foundation
import Testing

@testable import Bundles

/// The archives of libarchive's own tests: the formats and tricks its authors collected in twenty years.
///
/// They are not part of this repository. If `GRAPPE_LIBARCHIVE_CORPUS` names the folder `libarchive/test` of the unpacked source
/// package (`apt-get source libarchive`), the test reads all of them.
@Suite(
  "libarchive's own corpus", .enabled(if: ProcessInfo.processInfo.environment["GRAPPE_LIBARCHIVE_CORPUS"] != nil))
struct CorpusTests {
  @Test("every archive of the corpus is refused, bare, in a frame, and in a frame without what compressed it")
  func corpus() throws {
    let folder = try #require(ProcessInfo.processInfo.environment["GRAPPE_LIBARCHIVE_CORPUS"])
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".uu") }.sorted()
    try #require(names.count > 100, "this is the corpus")
    var codes: [String: Int] = [:]
    for name in names {
      for packed in try forms(Self.decoded(Data(contentsOf: URL(fileURLWithPath: folder + "/" + name)))) {
        let code = Sample.code { _ = try Bundles.Bundle.reading(packed: packed) }
        #expect(code?.rawValue.hasPrefix("archive.") == true, "\(name): \(code?.rawValue ?? "accepted")")
        codes[code?.rawValue ?? "accepted", default: 0] += 1
      }
    }
    print("corpus: \(names.count) archives, \(codes.sorted { $0.key < $1.key })")
  }

  /// Returns the file in a valid frame, and its decompressed content in a valid frame.
  private func forms(_ file: [UInt8]) throws -> [[UInt8]] {
    var forms = [file, try ZstdCompression.frame(around: file)]
    let scratch = try ScratchFolder()
    for tool in ["gzip", "bzip2", "xz", "zstd"] {
      let answer = try Tool.run(
        ["sh", "-c", "\(tool) -dc 2>/dev/null | head -c 4000000"], in: scratch.path, input: file)
      if !answer.output.isEmpty { forms.append(try ZstdCompression.frame(around: answer.output)) }
    }
    return forms
  }

  /// Decodes uuencode.
  private static func decoded(_ text: Data) -> [UInt8] {
    var bytes: [UInt8] = []
    for line in text.split(separator: 0x0A).drop(while: { !$0.starts(with: Array("begin ".utf8)) }).dropFirst() {
      let values = line.map { ($0 &- 0x20) & 0x3F }
      guard let count = values.first, count > 0, !line.starts(with: Array("end".utf8)) else { break }
      var group: [UInt8] = []
      for start in stride(from: 1, to: values.count - 3, by: 4) {
        let (a, b, c, d) = (values[start], values[start + 1], values[start + 2], values[start + 3])
        group += [a << 2 | b >> 4, b << 4 | c >> 2, c << 6 | d]
      }
      bytes += group.prefix(Int(count))
    }
    return bytes
  }
}
