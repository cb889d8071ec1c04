@testable import Bundles

extension Fuzzer {
  /// The archive of a bundle. The first byte of an input chooses whether the rest is a packed file, an archive, or an archive whose
  /// headers get the checksums that fit.
  static let archive = Fuzzer(name: "archive", bytesMax: 16_384) { input in
    let bytes = Array(input.dropFirst())
    switch (input.first ?? 0) % 3 {
    case 0: try ArchiveFuzzing.open(packed: bytes)
    case 1: try ArchiveFuzzing.open(bytes)
    default: try ArchiveFuzzing.open(ArchiveFuzzing.withChecksums(bytes))
    }
  }
}

private enum ArchiveFuzzing {
  /// Opens an archive. One that is accepted is the canonical one, and its packed form opens to the same files.
  static func open(_ tar: [UInt8]) throws {
    guard let extents = try RefusalText.accepted(tar, { try CanonicalArchiveVerifier.verify(tar) }) else { return }
    let files = extents.map { (name: $0.name, bytes: Array(tar[$0.bytes])) }
    try Finding.unless(CanonicalTar.encode(files) == tar, "an archive that was accepted and is not canonical")
    try open(packed: try ZstdCompression.frame(around: tar))
  }

  /// Opens a packed bundle. One that is accepted has the same id and files after packing.
  static func open(packed: [UInt8]) throws {
    guard let bundle = try RefusalText.accepted(packed, { try Bundle.reading(packed: packed) }) else { return }
    let again = try Bundle.reading(packed: try bundle.packed())
    try Finding.unless(again.id == bundle.id && again.files == bundle.files, "a bundle that packs into another one")
    try Finding.unless(try BundleID(ofPacked: packed) == bundle.id, "a bundle that is pinned under another id")
  }

  /// The archive with the checksum of every block that has one set right, or the mutations would never come past it.
  static func withChecksums(_ bytes: [UInt8]) -> [UInt8] {
    var tar = bytes
    let block = CanonicalTar.blockBytes
    for start in stride(from: 0, to: tar.count - block + 1, by: block)
    where tar[(start + 257)..<(start + 262)].elementsEqual("ustar".utf8) {
      for index in (start + 148)..<(start + 156) { tar[index] = 0x20 }
      let sum = String(tar[start..<(start + block)].reduce(0) { $0 + Int($1) }, radix: 8)
      let digits = Array(String(repeating: "0", count: 6 - sum.utf8.count).utf8) + Array(sum.utf8) + [0]
      tar.replaceSubrange((start + 148)..<(start + 155), with: digits)
    }
    return tar
  }
}
