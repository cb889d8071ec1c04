import Foundation

/// The seeds beside this source.
enum Seeds {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(path: "Seeds")

  /// The seeds of a reader by name, in order.
  static func all(of fuzzer: Fuzzer) throws -> [(name: String, input: [UInt8])] {
    let folder = folder.appending(path: fuzzer.name)
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map { name in
      (name, [UInt8](try Data(contentsOf: folder.appending(path: name))))
    }
  }
}
