import Foundation

/// A run of the binary with the most memory that it held.
struct MeasuredRun {
  /// How a process ended.
  enum End: Equatable {
    case status(Int32)
    case signal(Int32)
  }

  var end: End
  /// The most memory that was resident, in bytes (`ru_maxrss` of wait4).
  var peakBytes: Int
  var errors: String

  /// Runs `grappe` in a folder, in English, and ends it after `seconds` of waiting.
  ///
  /// - Throws: when the process cannot be started.
  init(_ arguments: [String], in directory: URL, seconds: Int = 120) throws {
    let errors = directory.appending(path: "errors-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: errors) }
    let child = try Self.spawn(arguments, in: directory, errorsTo: errors)
    var status: Int32 = 0
    var usage = rusage()
    let deadline = Date.now.addingTimeInterval(Double(seconds))
    while wait4(child, &status, WNOHANG, &usage) == 0 {
      if Date.now > deadline { kill(child, SIGKILL) }
      usleep(5_000)
    }
    let signal = status & 0x7F
    end = signal == 0 ? .status((status >> 8) & 0xFF) : .signal(signal)
    peakBytes = Int(usage.ru_maxrss) * 1_024
    self.errors = (try? String(contentsOf: errors, encoding: .utf8)) ?? ""
  }

  private static func spawn(_ arguments: [String], in directory: URL, errorsTo errors: URL) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 2, errors.path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    let words = [GrappeBinary.executable.path] + arguments
    let pointers = words.map { strdup($0) }
    defer { for pointer in pointers { free(pointer) } }
    var child: pid_t = 0
    let code = posix_spawn(&child, GrappeBinary.executable.path, &actions, nil, pointers + [nil], environ)
    guard code == 0 else { throw POSIXError(POSIXErrorCode(rawValue: code) ?? .EIO) }
    return child
  }
}
