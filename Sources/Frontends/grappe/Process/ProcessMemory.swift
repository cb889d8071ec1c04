import CLinux

/// The settings of the allocator of this process.
enum ProcessMemory {
  /// Lets the threads of a short process share one heap: glibc grows the heap of each further thread page by page, by a system call each.
  /// The threads of a host allocate side by side, so that each keeps its own. Called before a second thread starts.
  static func prepare(isShort: Bool) {
    guard isShort else { return }
    mallopt(M_ARENA_MAX, 1)
  }
}
