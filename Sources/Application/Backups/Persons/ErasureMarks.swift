import Crypto
import Ecosystem
import Engine
import Foundation

/// The file `erasures.json` of a workspace: a mark of each erased person, by which a restore erases her again from an older backup.
///
/// A mark is a salted SHA-256 of the person's id. It recognises the id in a backup and gives it to nobody who does not have it.
struct ErasureMarks: Sendable, Hashable {
  private struct Mark: Sendable, Hashable {
    var salt: String
    var digest: String
    /// YYYY-MM-DD.
    var erasedOn: String
  }

  private var marks: [Mark] = []

  /// The maximum size of the file in bytes.
  private static let bytesMax = 64 << 20
  private static let saltBytes = 16

  private init() {}

  /// Whether nobody was erased.
  var isEmpty: Bool { marks.isEmpty }

  /// Reads the file of a workspace; a missing one gives no marks.
  /// - Throws: `EngineError.fileUnreadable` for a file that is not one of marks.
  init(in directory: URL) throws {
    let file = directory.appending(path: Workspace.erasuresName)
    self.init()
    guard FileManager.default.fileExists(atPath: file.path) else { return }
    do {
      let bytes = try FileHandle(forReadingFrom: file).read(upToCount: Self.bytesMax) ?? Data()
      self = try ErasureMarks(reading: [UInt8](bytes), path: file.path)
    } catch let error as EngineError {
      throw error
    } catch {
      throw EngineError.fileUnreadable(path: file.path, reason: SystemReason.text(error))
    }
  }

  /// Reads the content of such a file.
  /// - Throws: `EngineError.fileUnreadable`.
  init(reading bytes: [UInt8], path: String) throws {
    let value = try? FieldValue(json: String(decoding: bytes, as: UTF8.self))
    guard let list = value?.mapValue?["erased"]?.listValue else {
      throw EngineError.fileUnreadable(path: path, reason: "JSON")
    }
    marks = try list.map { entry in
      let fields = entry.mapValue ?? [:]
      guard let salt = fields["salt"]?.textValue, let digest = fields["sha256"]?.textValue, let day = fields["on"]?.textValue else {
        throw EngineError.fileUnreadable(path: path, reason: "JSON")
      }
      return Mark(salt: salt, digest: digest, erasedOn: day)
    }
  }

  /// Whether the person of that id was erased.
  func contains(_ id: String) -> Bool {
    marks.contains { Self.digest(of: id, salt: $0.salt).isExactly($0.digest) }
  }

  /// Adds a person.
  /// - Parameter day: YYYY-MM-DD.
  mutating func add(_ id: String, on day: String) {
    if contains(id) { return }
    let salt = Self.hexadecimal((0..<Self.saltBytes).map { _ in UInt8.random(in: 0...255) })
    marks.append(Mark(salt: salt, digest: Self.digest(of: id, salt: salt), erasedOn: day))
  }

  /// Adds the marks of another file.
  mutating func formUnion(_ other: ErasureMarks) {
    let known = Set(marks)
    marks += other.marks.filter { !known.contains($0) }
  }

  /// Writes the file, readable by its owner only, in one step.
  /// - Throws: `EngineError.pathUnusable`.
  func write(in directory: URL) throws {
    let file = directory.appending(path: Workspace.erasuresName)
    let entries = marks.map { mark in
      FieldValue.map(["salt": .text(mark.salt), "sha256": .text(mark.digest), "on": .text(mark.erasedOn)])
    }
    do {
      try Data((FieldValue.map(["erased": .list(entries)]).json + "\n").utf8).write(to: file, options: .atomic)
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
    } catch {
      throw EngineError.pathUnusable(path: file.path, reason: SystemReason.text(error))
    }
  }

  private static func digest(of id: String, salt: String) -> String {
    hexadecimal(SHA256.hash(data: Data((salt + "\n" + id).utf8)))
  }

  private static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
