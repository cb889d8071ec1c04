import Foundation

@testable import Bundles

extension HostileCase {
  /// Containers that are not exactly one frame within the limits.
  static let frames: [HostileCase] = [
    file("is empty", .archiveNotZstd) { [] },
    file("is three bytes long", .archiveNotZstd) { [0x28, 0xB5, 0x2F] },
    file("is a magic number only", .archiveDamaged) { [0x28, 0xB5, 0x2F, 0xFD] },
    file("is two frames", .archiveTrailingData) { try good() + good() },
    file("has an empty frame behind it", .archiveTrailingData) { try good() + ZstdCompression.frame(around: []) },
    file("has a skippable frame before it", .archiveNotZstd) { try skippable + good() },
    file("has a skippable frame behind it", .archiveTrailingData) { try good() + skippable },
    file("has one byte behind it", .archiveTrailingData) { try good() + [0] },
    file("has a zip behind it", .archiveTrailingData) { try good() + zip("evil.lua", "evil()") },
    file("has a script before it", .archiveNotZstd) { try Array("#!/bin/sh\n".utf8) + good() },
    file("lacks its last byte", .archiveDamaged) { try good().dropLast() },
    file("lacks its second half", .archiveDamaged) { try Array(good().prefix(200)) },
    file("declares no checksum", .archiveBadFrame) { try changed(4) { $0 & ~4 }.dropLast(4) },
    file("has a wrong checksum", .archiveDamaged) { try changed(good().count - 1) { $0 ^ 1 } },
    file("declares no size", .archiveBadFrame) { try undeclared() },
    file("declares one byte more", .archiveDamaged) { try changed(6) { $0 &+ 1 } },
    file("declares one byte less", .archiveDamaged) { try changed(7) { $0 &- 1 } },
    file("declares a gigabyte", .archiveTooLarge) { try changed(9) { _ in 0x40 } },
    file("declares 2^63 bytes", .archiveTooLarge) {
      try [0x28, 0xB5, 0x2F, 0xFD, 0xC4, 0x58, 0, 0, 0, 0, 0, 0, 0, 0x80] + good().dropFirst(10)
    },
    file("asks for a dictionary", .archiveBadFrame) { try changed(4) { $0 | 1 } },
    file("sets a reserved bit", .archiveBadFrame) { try changed(4) { $0 | 8 } },
    file("sets an unused bit", .archiveBadFrame) { try changed(4) { $0 | 16 } },
    file("asks for a window of 16 MiB", .archiveWindowTooLarge) { try changed(5) { _ in 14 << 3 } },
    file("asks for a window of 3.75 TiB", .archiveWindowTooLarge) { try changed(5) { _ in 0xFF } },
    file("asks for its whole content as a window", .archiveWindowTooLarge) {
      let header: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0b1010_0100, 0, 0, 0, 2]
      return try header + good().dropFirst(10)
    },
    file("has a block of a reserved kind", .archiveBadFrame) { try changed(10) { $0 | 6 } },
    file("has a block larger than blocks are", .archiveBadFrame) { try changed(12) { _ in 0xFF } },
    file("is a bomb that says so", .archiveTooLarge) { bomb(blocks: 8_192) },
    file("is a bomb that does not say so", .archiveDamaged) { bomb(blocks: 8_192, declaring: 10_240) },
    file("is a frame within a frame", .archiveNotTar) { try ZstdCompression.frame(around: good()) },
    file("is larger than a bundle may be", .archiveTooLarge) {
      Array(repeating: 0x28, count: BundleLimits.packedBytesMax + 1)
    },
  ]

  /// Other formats, with or without a valid frame.
  static let formats: [HostileCase] = [
    file("is a bare tar", .archiveNotZstd) { RawTar.archive(RawTar.entries) },
    file("is a gzip", .archiveNotZstd) { [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] },
    file("is an xz", .archiveNotZstd) { [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0] },
    file("is a zip", .archiveNotZstd) { zip("init.lua", "") },
    file("is an old zstd", .archiveNotZstd) { try changed(0) { _ in 0x27 } },
    tar("holds a zip", .archiveNotTar) { zip("init.lua", "") },
    tar("holds a cpio archive", .archiveNotTar) {
      Array(("070701" + String(repeating: "00000000", count: 11) + "0000000B00000000TRAILER!!!\0").utf8) + RawTar.end
    },
    tar("holds an ar archive", .archiveNotTar) {
      Array("!<arch>\ninit.lua/       0           0     0     644     2         `\nx\n".utf8)
    },
    tar("holds an mtree", .archiveNotTar) { Array("#mtree\ninit.lua type=file contents=/etc/passwd\n".utf8) },
    tar("holds a shell archive", .archiveNotTar) { Array("#!/bin/sh\n# shar\n".utf8) },
    tar("holds a gzip of a tar", .archiveNotTar) {
      [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] + RawTar.archive(RawTar.entries)
    },
    tar("holds Lua", .archiveNotTar) { Array("print 'hello'\n".utf8) },
    tar("holds noise", .archiveNotTar) { (0..<4_096).map { UInt8(truncatingIfNeeded: $0 &* 197 &+ $0 >> 3) } },
    tar("holds one byte", .archiveNotTar) { [0] },
    tar("holds a warc", .archiveNotTar) {
      Array("WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 0\r\n\r\n\r\n\r\n".utf8)
    },
  ]

  /// Valid archives whose contents every host must refuse.
  static let contents: [HostileCase] = [
    content("has bytecode for code", .luaBytecode, "init.lua", [0x1B, 0x4C, 0x75, 0x61, 0x54, 0]),
    content("has bytecode for data", .luaBytecode, "data/actors.csv", [0x1B, 0x4C, 0x75, 0x61, 0x54, 0]),
    content("has a NUL in its code", .textInvalid, "lib/rules.lua", Array("return 1\0evil()".utf8)),
    content("has code that is no UTF-8", .textInvalid, "lib/rules.lua", [0x72, 0xE9]),
    content("has overlong UTF-8", .textInvalid, "lib/rules.lua", [0xC0, 0xAF]),
    content("has surrogates in UTF-8", .textInvalid, "lib/rules.lua", [0xED, 0xA0, 0x80]),
    content("has code that reads otherwise than it runs", .textInvalid, "init.lua", Array("-- \u{202E} x\n".utf8)),
    content("has locales in UTF-16", .textInvalid, "locales/fr.toml", [0xFF, 0xFE, 0x61, 0]),
    content("has no manifest", .bundleMissingFile, "plugin.toml", nil),
    content("has no code", .bundleMissingFile, "init.lua", nil),
    content("has an empty manifest", .manifestMissingKey, "plugin.toml", []),
    content("has noise for a manifest", .manifestSyntax, "plugin.toml", Array("%PDF-1.4\n".utf8)),
    content(
      "has a manifest larger than manifests are", .archiveTooLarge, "plugin.toml", Array(repeating: 0x23, count: 65_537)
    ),
    content(
      "has a manifest nested without end", .manifestSyntax, "plugin.toml",
      Array("a=".utf8) + Array(repeating: 0x5B, count: 60_000)),
    content(
      "has a manifest dotted without end", .manifestSyntax, "plugin.toml",
      Array(String(repeating: "a.", count: 30_000).utf8)),
    manifest("asks for what nobody knows", .manifestUnknownKey, "[permissions]\nroot = { access = \"write\" }"),
    manifest("asks for SQL that writes", .manifestInvalidValue, "[permissions]\nsql = { access = \"write\" }"),
    manifest("asks for endless time", .manifestInvalidValue, "[limits]\njob.cpu = \"99999999999h\""),
    manifest("needs itself", .manifestInvalidValue, "[dependencies]\nsample = \"*\""),
    manifest("needs the impossible", .manifestImpossibleRange, "[dependencies]\neurope = \">2, <1\""),
    manifest("says two things", .manifestDuplicateKey, "[plugin]\nname = \"other\""),
    manifest(
      "names its setting to steer terminals", .manifestInvalidValue,
      "[settings.x]\ntype = \"text\"\nlabel = { en = \"\\u001b[2J\" }"),
    content("leaves a migration out", .migrationGap, "migrations/0003.lua", []),
    content("names a migration as it likes", .migrationBadName, "migrations/zzzz.lua", []),
    content("has more migrations than it says", .manifestSchemaMismatch, "migrations/0002.lua", []),
  ]

  private static func manifest(_ name: String, _ code: BundleError.Code, _ more: String) -> HostileCase {
    content(name, code, "plugin.toml", Array((Sample.manifest + "\n" + more + "\n").utf8))
  }

  // MARK: Makers

  private static func good() throws -> [UInt8] { try Sample.bundle().packed() }

  private static func changed(_ index: Int, _ change: (UInt8) throws -> UInt8) throws -> [UInt8] {
    var bytes = try good()
    bytes[index] = try change(bytes[index])
    return bytes
  }

  private static let skippable: [UInt8] = [0x50, 0x2A, 0x4D, 0x18, 4, 0, 0, 0, 1, 2, 3, 4]

  /// Removes the four bytes of the size from the valid frame.
  private static func undeclared() throws -> [UInt8] {
    let good = try good()
    return good[..<4] + [good[4] & 0x3F, good[5]] + good[10...]
  }

  /// Makes a frame of run-length blocks of 128 KiB each: four bytes for each of them.
  private static func bomb(blocks: Int, declaring size: Int? = nil) -> [UInt8] {
    let bytes = size ?? blocks << 17
    var frame: [UInt8] =
      [0x28, 0xB5, 0x2F, 0xFD, 0x84, 0x58] + (0..<4).map { UInt8(truncatingIfNeeded: bytes >> (8 * $0)) }
    for block in 1...blocks {
      let head = (128 << 10) << 3 | 1 << 1 | (block == blocks ? 1 : 0)
      frame += (0..<3).map { UInt8(truncatingIfNeeded: head >> (8 * $0)) } + [0]
    }
    return frame + [0, 0, 0, 0]
  }

  /// Makes a zip with one stored file and its directory.
  private static func zip(_ name: String, _ text: String) -> [UInt8] {
    func little(_ number: Int, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }
    let (name, data) = (Array(name.utf8), Array(text.utf8))
    let sizes = little(0, 4) + little(data.count, 4) + little(data.count, 4) + little(name.count, 2)
    let local = Array("PK\u{3}\u{4}".utf8) + little(20, 2) + little(0, 8) + sizes + little(0, 2) + name + data
    let central =
      Array("PK\u{1}\u{2}".utf8) + little(20, 2) + little(20, 2) + little(0, 8) + sizes + little(0, 16) + name
    let end = Array("PK\u{5}\u{6}".utf8) + little(0, 4) + little(1, 2) + little(1, 2)
    return local + central + end + little(central.count, 4) + little(local.count, 4) + little(0, 2)
  }
}
