@testable import Bundles

/// One entry of a tar archive whose fields may all be set to wrong values; a new one is canonical.
///
/// Written independently of the product's own writer, so that the two check each other.
struct RawEntry {
  var name: [UInt8]
  var mode = "0000644\0"
  var owner = "0000000\0"
  var group = "0000000\0"
  var size: [UInt8]
  var time = "00000000000\0"
  var checksum: [UInt8]?
  var kind: UInt8 = UInt8(ascii: "0")
  var link = ""
  var magic = "ustar\u{0}00"
  var ownerName = ""
  var groupName = ""
  var major = "0000000\0"
  var minor = "0000000\0"
  var prefix = ""
  var tail: [UInt8] = []
  var data: [UInt8]
  var padding: UInt8 = 0

  init(_ name: String, _ data: [UInt8] = []) {
    self.name = Array(name.utf8)
    self.data = data
    size = Self.octal(data.count, 11) + [0]
  }

  init(_ name: String, _ text: String) { self.init(name, Array(text.utf8)) }

  static func octal(_ number: Int, _ digits: Int) -> [UInt8] {
    (0..<digits).reversed().map { UInt8(ascii: "0") + UInt8((number >> (3 * $0)) & 7) }
  }

  var bytes: [UInt8] {
    var header = [UInt8](repeating: 0, count: 512)
    let fields: [(Int, [UInt8])] = [
      (0, name), (100, Array(mode.utf8)), (108, Array(owner.utf8)), (116, Array(group.utf8)), (124, size),
      (136, Array(time.utf8)), (148, Array("        ".utf8)), (156, [kind]), (157, Array(link.utf8)),
      (257, Array(magic.utf8)), (265, Array(ownerName.utf8)), (297, Array(groupName.utf8)), (329, Array(major.utf8)),
      (337, Array(minor.utf8)), (345, Array(prefix.utf8)), (500, tail),
    ]
    for (offset, bytes) in fields { for (index, byte) in bytes.enumerated() { header[offset + index] = byte } }
    let sum = checksum ?? Self.octal(header.reduce(0) { $0 + Int($1) }, 6) + [0, 0x20]
    for (index, byte) in sum.enumerated() { header[148 + index] = byte }
    return header + data + [UInt8](repeating: padding, count: (512 - data.count % 512) % 512)
  }
}

/// A whole archive, from entries.
enum RawTar {
  static let end = [UInt8](repeating: 0, count: 1024)

  /// The sample plugin's entries, in order.
  static var entries: [RawEntry] {
    Sample.files.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map { RawEntry($0.key, $0.value) }
  }

  static func archive(_ entries: [RawEntry], end: [UInt8] = end) -> [UInt8] { entries.flatMap(\.bytes) + end }

  /// Returns the sample with more entries, each at its place by name.
  static func adding(_ extra: RawEntry...) -> [UInt8] {
    archive((entries + extra).sorted { $0.name.lexicographicallyPrecedes($1.name) })
  }

  /// Returns the sample with its last entry (plugin.toml) or another one changed.
  static func changing(_ name: String = "plugin.toml", _ change: (inout RawEntry) -> Void) -> [UInt8] {
    var entries = entries
    if let index = entries.firstIndex(where: { $0.name == Array(name.utf8) }) { change(&entries[index]) }
    return archive(entries)
  }

  /// Makes a pax header with one record, an entry before another one.
  static func pax(_ key: String, _ value: String, kind: Character = "x") -> RawEntry {
    let body = " \(key)=\(value)\n"
    var length = body.utf8.count + 1
    while "\(length)".utf8.count + body.utf8.count != length { length += 1 }
    var entry = RawEntry("paxheader", "\(length)" + body)
    entry.kind = kind.asciiValue ?? 0
    return entry
  }
}
