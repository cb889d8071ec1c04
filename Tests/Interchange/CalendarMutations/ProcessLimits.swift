import Foundation

/// The bounds of a process beyond what it takes when they are set, and what it took of them.
struct ProcessLimits {
  private let residentBefore: Int
  private let startedAt = ContinuousClock.now

  /// A call of the system that failed.
  struct Failure: Error {
    var call: String
  }

  /// Bounds the process: an allocation beyond `memoryBytes` fails, and after `cpuSeconds` the kernel ends it.
  ///
  /// - Throws: `Failure` where the system refuses a bound.
  init(memoryBytes: Int, cpuSeconds: Int) throws {
    residentBefore = Self.kilobytes("VmRSS")
    try Self.set(__rlimit_resource_t(RLIMIT_AS.rawValue), (Self.kilobytes("VmSize") << 10) + memoryBytes)
    try Self.set(__rlimit_resource_t(RLIMIT_CPU.rawValue), cpuSeconds)
    try Self.set(__rlimit_resource_t(RLIMIT_CORE.rawValue), 0)
  }

  private static func set(_ resource: __rlimit_resource_t, _ most: Int) throws {
    var limit = rlimit(rlim_cur: rlim_t(most), rlim_max: rlim_t(most))
    guard setrlimit(resource, &limit) == 0 else { throw Failure(call: "setrlimit") }
  }

  /// Returns a field of `/proc/self/status`.
  private static func kilobytes(_ field: String) -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix(field + ":") }
    return line.flatMap { Int($0.filter(\.isNumber)) } ?? 0
  }

  /// Returns peak memory, processor time and time.
  func report() -> String {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    let cpu = Double(usage.ru_utime.tv_sec) + Double(usage.ru_utime.tv_usec) / 1e6
    let seconds = Double((ContinuousClock.now - startedAt).components.seconds)
    return "peak \(Self.kilobytes("VmHWM") >> 10) MiB resident, \((Self.kilobytes("VmHWM") - residentBefore) >> 10) MiB of them since the"
      + " bounds were set; \(String(format: "%.1f", cpu)) s of processor time, \(Int(seconds)) s"
  }
}
