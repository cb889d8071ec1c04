import Foundation

/// The line of `--verbose`: the workspace of a command, and the time and memory that its process took.
enum ResourceNote {
  /// Prints the line on standard error.
  ///
  /// - Parameters:
  ///   - workspace: the folder that the command used; nil when there is none.
  ///   - start: the beginning of the process.
  static func print(workspace: URL?, since start: ContinuousClock.Instant) {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    let cpu = milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime)
    let wall = (ContinuousClock.now - start) / .milliseconds(1)
    let folder = workspace?.standardizedFileURL.path ?? wording("grappe.global-options.no-workspace")
    Output.errorLine(
      wording(
        "grappe.global-options.resources",
        ["workspace": folder, "wall": Int64(wall), "cpu": cpu, "memory": Int64(usage.ru_maxrss / 1024)]))
  }

  private static func milliseconds(_ time: timeval) -> Int64 { Int64(time.tv_sec) * 1_000 + Int64(time.tv_usec) / 1_000 }
}
