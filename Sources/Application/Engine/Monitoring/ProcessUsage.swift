import Foundation

/// The resources that this process uses, as the kernel counts them.
struct ProcessUsage {
  /// Processor time of all threads, in seconds (getrusage(2)).
  let cpuSeconds: Double
  /// Resident memory in bytes (/proc/self/statm).
  let residentBytes: Int
  /// Open file descriptors (/proc/self/fd).
  let openDescriptors: Int

  init() {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    cpuSeconds = Self.seconds(usage.ru_utime) + Self.seconds(usage.ru_stime)
    let pages = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ").dropFirst().first
    residentBytes = (pages.flatMap { Int($0) } ?? 0) * Int(sysconf(CInt(_SC_PAGESIZE)))
    openDescriptors = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count) ?? 0
  }

  private static func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
}
