@testable import Bundles

extension HostileCase {
  /// Headers that encode the same values in another way, or further ones.
  static let headers: [HostileCase] = [
    entry("is setuid", .archiveNotCanonical) { $0.mode = "0004755\0" },
    entry("is executable", .archiveNotCanonical) { $0.mode = "0000755\0" },
    entry("has an owner", .archiveNotCanonical) { $0.owner = "0001750\0" },
    entry("has a group", .archiveNotCanonical) { $0.group = "0001750\0" },
    entry("has an owner's name", .archiveNotCanonical) { $0.ownerName = "root" },
    entry("has a group's name", .archiveNotCanonical) { $0.groupName = "wheel" },
    entry("has a time", .archiveNotCanonical) { $0.time = "14000000000\0" },
    entry("has a device number", .archiveNotCanonical) { $0.major = "0000001\0" },
    entry("carries bytes behind the header", .archiveNotCanonical) { $0.tail = Array("hidden".utf8) },
    entry("carries bytes in the padding", .archiveNotCanonical) { $0.padding = 0x41 },
    entry("carries a link's target", .archiveNotCanonical) { $0.link = "/etc/passwd" },
    entry("is GNU's dialect", .archiveNotCanonical) { $0.magic = "ustar  \0" },
    entry("is the old dialect", .archiveNotCanonical) { $0.magic = "\0\0\0\0\0\0\0\0" },
    entry("writes numbers with blanks", .archiveNotCanonical) { $0.mode = "   644 \0" },
    entry("writes its size in binary", .archiveNotCanonical) { $0.size = [0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9] },
    entry("has a wrong checksum", .archiveNotCanonical) { $0.checksum = Array("000000\0 ".utf8) },
    entry("writes its checksum otherwise", .archiveNotCanonical) { entry in
      let right = Array(entry.bytes[148..<154])
      entry.checksum = right + [0x20, 0]
    },
    tar("has a pax name", .archiveNotCanonical) { RawTar.pax("path", "lib/other.lua").before("lib/rules.lua") },
    tar("has a pax name that climbs", .archiveBadName) { RawTar.pax("path", "../../evil").before("lib/rules.lua") },
    tar("has a pax size", .archiveNotCanonical) { RawTar.pax("size", "4096").before("lib/rules.lua") },
    tar("has a pax link", .archiveNotCanonical) { RawTar.pax("linkpath", "/etc/passwd").before("lib/rules.lua") },
    tar("has a pax attribute", .archiveNotCanonical) { RawTar.pax("SCHILY.xattr.user.x", "1").before("lib/rules.lua") },
    tar("has a pax access list", .archiveNotCanonical) {
      RawTar.pax("SCHILY.acl.access", "user::rwx").before("lib/rules.lua")
    },
    tar("has a pax comment", .archiveNotCanonical) { RawTar.pax("comment", "hidden").before("lib/rules.lua") },
    tar("has a pax header for all", .archiveNotCanonical) {
      RawTar.pax("comment", "x", kind: "g").before("lib/rules.lua")
    },
    tar("is pax sparse", .archiveNotCanonical) { RawTar.pax("GNU.sparse.major", "1").before("lib/rules.lua") },
    tar("is pax sparse of a huge size", .archiveTooLarge) {
      RawTar.pax("GNU.sparse.realsize", "1099511627776").before("lib/rules.lua")
    },
    tar("has a pax header that is nonsense", .archiveNotCanonical) {
      var header = RawTar.pax("path", "x")
      header.data = Array("999999999999999999 path=x\n".utf8)
      return header.before("lib/rules.lua")
    },
    tar("ends in a pax header", .archiveNotCanonical) { RawTar.archive(RawTar.entries + [RawTar.pax("path", "x")]) },
  ]

  /// Sizes that differ from those of the contents, or are too large.
  static let sizes: [HostileCase] = [
    entry("claims to go on behind the end", .archiveNotCanonical) { $0.size = Array("00000077777\0".utf8) },
    entry("claims eight gigabytes", .archiveTooLarge) { $0.size = Array("77777777777\0".utf8) },
    entry("claims a negative size", .archiveNotCanonical) { $0.size = [UInt8](repeating: 0xFF, count: 12) },
    entry("claims 2^63 bytes", .archiveNotCanonical) {
      $0.size = [0x80, 0, 0, 0] + [0x7F] + [UInt8](repeating: 0xFF, count: 7)
    },
    entry("hides an entry in another's contents", .archiveNotCanonical) { entry in
      entry.data = Array(repeating: 0x2D, count: 512) + RawEntry("lib/hidden.lua", "x").bytes
      entry.size = Array("00000000011\0".utf8)
    },
    entry("claims less than it has", .archiveNotCanonical) { entry in
      entry.data = Array(repeating: 0x2D, count: 1024)
      entry.size = Array("00000000001\0".utf8)
    },
    entry("is larger than a file may be", .archiveTooLarge) { entry in
      entry.data = Array(repeating: 0x2D, count: BundleLimits.fileBytesMax + 1)
      entry.size = RawEntry.octal(entry.data.count, 11) + [0]
    },
    tar("is larger in all than a bundle may be", .archiveTooLarge) {
      let part = Array(repeating: UInt8(0x2D), count: 7 << 20)
      return RawTar.archive((0..<5).map { RawEntry("data/\($0).csv", part) } + RawTar.entries.dropFirst(2))
    },
    tar("has more files than a bundle may", .archiveTooManyFiles) {
      let flood = (0...BundleLimits.filesMax).map { RawEntry("data/\(10_000 + $0)") }
      return RawTar.archive(flood)
    },
  ]

  /// Archives of valid entries in the wrong order, or with more data.
  static let structures: [HostileCase] = [
    tar("is out of order", .archiveNotCanonical) { RawTar.archive(RawTar.entries.reversed()) },
    tar("has a file twice", .archiveDuplicateName) { RawTar.adding(RawEntry("lib/rules.lua", "return {}\n")) },
    tar("has a file twice with other contents", .archiveDuplicateName) {
      RawTar.adding(RawEntry("lib/rules.lua", "evil()"))
    },
    tar("has a file twice, far apart", .archiveNotCanonical) {
      RawTar.archive(RawTar.entries + [RawEntry("init.lua", "evil()")])
    },
    tar("has a file that is a folder", .archiveFileAsFolder) { RawTar.adding(RawEntry("lib/rules.lua/x.lua")) },
    tar("has no end", .archiveNotCanonical) { RawTar.archive(RawTar.entries, end: []) },
    tar("has half an end", .archiveNotCanonical) {
      RawTar.archive(RawTar.entries, end: Array(repeating: 0, count: 512))
    },
    tar("is filled up to a record", .archiveNotCanonical) {
      RawTar.archive(RawTar.entries, end: Array(repeating: 0, count: 10_240))
    },
    tar("is followed by a byte", .archiveNotCanonical) { RawTar.archive(RawTar.entries) + [0x0A] },
    tar("is followed by another archive", .archiveNotCanonical) {
      RawTar.archive(RawTar.entries) + RawTar.archive(RawTar.entries)
    },
    tar("has an entry between the end blocks", .archiveNotCanonical) {
      let half = [UInt8](repeating: 0, count: 512)
      return RawTar.archive(RawTar.entries, end: half) + RawEntry("lib/z.lua").bytes + half
    },
    tar("begins with zero blocks", .archiveNotCanonical) {
      [UInt8](repeating: 0, count: 512) + RawTar.archive(RawTar.entries)
    },
    tar("is cut within an entry", .archiveNotCanonical) { Array(RawTar.archive(RawTar.entries).prefix(1_000)) },
    tar("is cut within the first header", .archiveNotTar) { Array(RawTar.archive(RawTar.entries).prefix(300)) },
    tar("has nothing in it", .bundleMissingFile) { RawTar.end },
  ]
}

extension RawEntry {
  /// Returns the sample with this entry inserted before another one.
  fileprivate func before(_ name: String) -> [UInt8] {
    RawTar.archive(RawTar.entries.flatMap { $0.name == Array(name.utf8) ? [self, $0] : [$0] })
  }
}
