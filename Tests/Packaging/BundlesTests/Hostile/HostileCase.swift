import Testing

@testable import Bundles

/// An archive every host must refuse, and the code of the error.
struct HostileCase: Sendable, CustomTestStringConvertible {
  let name: String
  let code: BundleError.Code
  /// The packed file.
  let make: @Sendable () throws -> [UInt8]

  var testDescription: String { name }

  /// A hostile file, unpacked.
  static func file(_ name: String, _ code: BundleError.Code, _ make: @escaping @Sendable () throws -> [UInt8])
    -> HostileCase
  {
    HostileCase(name: name, code: code, make: make)
  }

  /// A hostile archive in a valid frame.
  static func tar(_ name: String, _ code: BundleError.Code, _ make: @escaping @Sendable () throws -> [UInt8])
    -> HostileCase
  {
    HostileCase(name: name, code: code) { try ZstdCompression.frame(around: make()) }
  }

  /// The sample with one more entry.
  static func entry(_ name: String, _ code: BundleError.Code, _ change: @escaping @Sendable (inout RawEntry) -> Void)
    -> HostileCase
  {
    tar(name, code) {
      var extra = RawEntry("lib/extra.lua", "return 1\n")
      change(&extra)
      return RawTar.adding(extra)
    }
  }

  /// The sample with one more entry of this name.
  static func named(_ name: String, _ entryName: String, _ code: BundleError.Code = .archiveBadName) -> HostileCase {
    entry(name, code) { $0.name = Array(entryName.utf8) }
  }

  /// The sample's files in a valid archive, with one of them changed.
  static func content(_ name: String, _ code: BundleError.Code, _ file: String, _ text: [UInt8]?) -> HostileCase {
    tar(name, code) {
      var files = Sample.files
      files[file] = text
      return RawTar.archive(
        files.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map { RawEntry($0.key, $0.value) })
    }
  }

  static let all =
    group("a name that", names) + group("an entry that", kinds) + group("a header that", headers)
    + group("an entry that", sizes) + group("an archive that", structures) + group("a file that", frames)
    + group("a file that", formats) + group("a bundle that", contents)

  private static func group(_ subject: String, _ cases: [HostileCase]) -> [HostileCase] {
    cases.map { HostileCase(name: subject + " " + $0.name, code: $0.code, make: $0.make) }
  }
}
