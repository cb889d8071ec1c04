import Foundation

/// Starts a process that inherits given descriptors only.
enum RoleProcess {
  /// Starts `program` with the standard streams of this process and `descriptors` as 3, 4 and so on.
  ///
  /// - Parameter arguments: its arguments, its name first.
  /// - Returns: its id; nil when the system refuses.
  static func spawn(_ program: String, arguments: [String], descriptors: [Int32]) -> Int32? {
    // Above all targets, so that no target closes a source.
    let sources = descriptors.map { fcntl($0, F_DUPFD_CLOEXEC, 64) }
    defer { for source in sources where source >= 0 { close(source) } }
    var actions = posix_spawn_file_actions_t()
    guard posix_spawn_file_actions_init(&actions) == 0 else { return nil }
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (index, source) in sources.enumerated() {
      guard source >= 0, posix_spawn_file_actions_adddup2(&actions, source, RoleControl.control + Int32(index)) == 0 else { return nil }
    }
    let words = arguments.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var pid: Int32 = 0
    return posix_spawn(&pid, program, &actions, nil, words, environ) == 0 ? pid : nil
  }
}
