@testable import Bundles

extension HostileCase {
  /// Names that lead outside, look like others, or are invalid on some system.
  static let names: [HostileCase] = [
    named("climbs out of the folder", "../evil.lua"),
    named("climbs out further in", "lib/../../evil.lua"),
    named("goes through the current folder", "./lib/extra.lua"),
    named("is absolute", "/etc/cron.d/evil"),
    named("names a drive", "c:/windows/evil.lua"),
    named("uses the other system's slashes", "lib\\..\\evil.lua"),
    named("has an empty segment", "lib//extra.lua"),
    named("ends in a slash", "lib/extra/", .archiveNotRegular),
    named("is a case twin", "lib/RULES.lua"),
    named("is a case twin at the top", "INIT.lua"),
    named("is a Unicode twin, composed", "lib/r\u{E9}gles.lua"),
    named("is a Unicode twin, decomposed", "lib/re\u{301}gles.lua"),
    named("is a look-alike", "lib/r\u{443}les.lua"),
    entry("hides an end behind a NUL", .archiveNotCanonical) { $0.name = Array("lib/extra.lua\0.sh".utf8) },
    named("has a line feed", "lib/extra\nplugin.toml"),
    named("has terminal escapes", "lib/\u{1B}[2Jextra.lua"),
    named("has a bidirectional override", "lib/\u{202E}aul.artxe"),
    named("has a DEL", "lib/extra\u{7F}.lua"),
    named("has a blank", "lib/extra .lua"),
    entry("is no UTF-8", .archiveBadName) { $0.name = Array("lib/extra".utf8) + [0xFF, 0xFE] },
    named("is a device on Windows", "lib/nul.lua"),
    named("is a port on Windows", "data/com1"),
    named("ends in a dot", "lib/extra."),
    named("is hidden", "lib/.extra.lua"),
    named("is deeper than six", "data/a/b/c/d/e/f.csv"),
    entry("is longer than a field", .archiveBadName) {
      $0.name = Array((String(repeating: "x", count: 96) + ".lua").utf8)
      $0.prefix = "lib"
    },
    entry("is split over two fields", .archiveNotCanonical) {
      $0.name = Array("extra.lua".utf8)
      $0.prefix = "lib"
    },
    named("is empty", ""),
    named("lies beside the folders", "extra.lua", .archiveUnknownPlace),
    named("lies in a folder bundles do not have", "bin/extra.lua", .archiveUnknownPlace),
    named("is a folder's name", "lib", .archiveUnknownPlace),
    named("is Git's", ".git/hooks/post-checkout"),
  ]

  /// Entries that are no regular files, or only look like them.
  static let kinds: [HostileCase] = [
    entry("is a symbolic link", .archiveNotRegular) { $0.become("2", link: "/etc/passwd") },
    entry("is a symbolic link within", .archiveNotRegular) { $0.become("2", link: "rules.lua") },
    entry("is a hard link", .archiveNotRegular) { $0.become("1", link: "init.lua") },
    entry("is a hard link with contents", .archiveNotRegular) {
      $0.kind = UInt8(ascii: "1")
      $0.link = "init.lua"
    },
    entry("is a folder", .archiveNotRegular) { $0.become("5") },
    entry("is a character device", .archiveNotRegular) { $0.become("3") },
    entry("is a block device", .archiveNotRegular) { $0.become("4") },
    entry("is a pipe", .archiveNotRegular) { $0.become("6") },
    entry("is a contiguous file", .archiveNotCanonical) { $0.kind = UInt8(ascii: "7") },
    entry("is of the old kind", .archiveNotCanonical) { $0.kind = 0 },
    entry("is of an unknown kind", .archiveNotCanonical) { $0.kind = UInt8(ascii: "Q") },
    entry("is a volume label", .archiveNotCanonical) { $0.kind = UInt8(ascii: "V") },
    entry("goes on from another volume", .archiveNotRegular) { $0.kind = UInt8(ascii: "M") },
    entry("is GNU sparse", .archiveNotCanonical) { $0.kind = UInt8(ascii: "S") },
    entry("is a GNU list of a folder", .archiveNotRegular) { $0.kind = UInt8(ascii: "D") },
    tar("has a GNU long name", .archiveNotCanonical) {
      var long = RawEntry("././@LongLink", "lib/extra.lua\0")
      long.kind = UInt8(ascii: "L")
      return RawTar.archive([
        RawEntry("README.md"), RawEntry("init.lua"), long, RawEntry("short"), RawEntry("plugin.toml"),
      ])
    },
    tar("has a GNU long link", .archiveNotCanonical) {
      var long = RawEntry("././@LongLink", "/etc/passwd\0")
      long.kind = UInt8(ascii: "K")
      return RawTar.archive([RawEntry("README.md"), long] + RawTar.entries.dropFirst())
    },
  ]
}

extension RawEntry {
  /// Changes the kind of the entry, without contents.
  fileprivate mutating func become(_ kind: Unicode.Scalar, link: String = "") {
    self.kind = UInt8(ascii: kind)
    self.link = link
    size = Self.octal(0, 11) + [0]
    data = []
  }
}
