import Ecosystem
import Foundation

/// The folder `run/` of a workspace: a file `PID.json` for each process with an invocation that runs longer than a moment.
///
/// Each file has its process's start time, by the kernel's clock, so that a later process with the same number is not confused
/// with it. The next reader removes files of dead processes.
public struct HostStatusFolder: Sendable {
  let url: URL

  public init(_ workspace: Workspace) { url = workspace.directory.appending(path: "run") }

  // MARK: This process

  /// Publishes the running invocations of this process. A write error is ignored: nothing depends on the file.
  func write(_ invocations: [RunningInvocation]) {
    let status = FieldValue.map([
      "process_start": .text(Self.start(of: Self.ownNumber) ?? ""), "invocations": .list(invocations.map(\.json)),
    ])
    try? FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    try? Data((status.json + "\n").utf8).write(to: file(Self.ownNumber), options: .atomic)
  }

  /// Removes this process's file.
  func remove() { try? FileManager.default.removeItem(at: file(Self.ownNumber)) }

  // MARK: All processes

  /// The running invocations of all processes of the workspace, ordered by their numbers.
  public func invocations() -> [RunningInvocation] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
    return names.compactMap { $0.hasSuffix(".json") ? Int32($0.dropLast(5)) : nil }.sorted().flatMap(invocations(of:))
  }

  private func invocations(of process: Int32) -> [RunningInvocation] {
    guard let bytes = try? Data(contentsOf: file(process)),
      case .map(let status)? = try? FieldValue(json: String(decoding: bytes, as: UTF8.self)),
      case .text(let start)? = status["process_start"], case .list(let values)? = status["invocations"],
      start == Self.start(of: process)
    else {
      removeIfStale(process)
      return []
    }
    return values.compactMap { RunningInvocation($0, process: process) }
  }

  /// Removes the file of a dead process, unless a new process has since written its own.
  private func removeIfStale(_ process: Int32) {
    guard let bytes = try? Data(contentsOf: file(process)) else { return }
    let written = String(decoding: bytes, as: UTF8.self)
    guard let start = Self.start(of: process), written.contains("\"\(start)\"") else {
      // Another process may have removed it first, or it is another user's; either way it is not shown.
      try? FileManager.default.removeItem(at: file(process))
      return
    }
  }

  private func file(_ process: Int32) -> URL { url.appending(path: "\(process).json") }

  static let ownNumber = ProcessInfo.processInfo.processIdentifier

  /// Returns a process's start time in ticks since boot (field 22 of /proc/PID/stat, proc(5)); nil when it does not exist.
  static func start(of process: Int32) -> String? {
    guard let bytes = FileManager.default.contents(atPath: "/proc/\(process)/stat") else { return nil }
    // The second field, the name in brackets, may contain any character; the third begins after the last bracket.
    let text = String(decoding: bytes, as: UTF8.self)
    guard let bracket = text.lastIndex(of: ")") else { return nil }
    let fields = text[text.index(after: bracket)...].split(separator: " ")
    return fields.count > 19 ? String(fields[19]) : nil
  }
}
