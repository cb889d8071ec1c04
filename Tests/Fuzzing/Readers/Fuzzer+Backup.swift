import Ecosystem
import Foundation
import Store

@testable import Backups
@testable import Engine

extension Fuzzer {
  /// A backup file: a good one, changed as the input says. Each change is a place of three bytes, a length of one, and the bytes that
  /// are put there; a length of 0 cuts the file off. Restoring is planned, not done.
  static let backup = Fuzzer(name: "backup", bytesMax: 256) { input in
    let file = TemporaryFolder.shared.appending(path: "fuzzed.backup")
    try Data(BackupFuzzing.changed(by: input)).write(to: file)
    _ = try RefusalText.accepted(input) {
      try StagedBackup(file, for: BackupFuzzing.database).verify(with: BackupFuzzing.workspace.blobs)
    }
  }
}

private enum BackupFuzzing {
  /// The workspace that would take the backup up.
  static let workspace: Workspace = {
    do { return try Workspace.create(at: TemporaryFolder.shared.appending(path: "workspace")) } catch {
      preconditionFailure("no workspace: \(error)")
    }
  }()

  static var database: String { workspace.directory.appending(path: Workspace.databaseName).path }

  /// A good backup of that workspace.
  private static let good: [UInt8] = {
    do {
      let path = TemporaryFolder.shared.appending(path: "good.backup").path
      _ = try workspace.backUp(to: try BackupTarget(path: path, isReplacing: true)) { _ in }
      return [UInt8](try Data(contentsOf: URL(filePath: path)))
    } catch { preconditionFailure("no backup: \(error)") }
  }()

  static func changed(by input: [UInt8]) -> [UInt8] {
    var bytes = good
    var rest = input[...]
    while rest.count >= 4, !bytes.isEmpty {
      let place = rest.prefix(3).reduce(0) { $0 << 8 | Int($1) } % bytes.count
      let length = Int(rest.dropFirst(3).first ?? 0)
      rest = rest.dropFirst(4)
      if length == 0 { bytes.removeSubrange(place...) }
      for (index, byte) in rest.prefix(length).enumerated() where place + index < bytes.count { bytes[place + index] = byte }
      rest = rest.dropFirst(length)
    }
    return bytes
  }
}
