import Foundation
import Testing

@testable import Bundles

/// The memory of this process, as Linux counts it.
private enum ProcessMemory {
  /// Resets the peak.
  static func forgetPeak() throws {
    try Data("5".utf8).write(to: URL(fileURLWithPath: "/proc/self/clear_refs"))
  }

  /// Reads a line of /proc/self/status, in bytes: `VmRSS` for the current use, `VmHWM` for the peak.
  static func bytes(_ line: String) throws -> Int {
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let found = status.split(separator: "\n").first { $0.hasPrefix(line + ":") }
    return (Int(found?.filter(\.isNumber) ?? "") ?? 0) << 10
  }
}

/// Runs in a process of its own, which ``MemoryTests`` starts: next to other tests the figures would be meaningless.
@Suite("Memory, measured", .serialized, .enabled(if: ProcessInfo.processInfo.environment["GRAPPE_MEASURE"] != nil))
struct MemoryMeasurement {
  private static let bytesMax = 64 << 20

  private func growth(_ body: () -> Void) throws -> Int {
    try ProcessMemory.forgetPeak()
    let before = try ProcessMemory.bytes("VmRSS")
    body()
    return try ProcessMemory.bytes("VmHWM") - before
  }

  @Test("no hostile archive makes its reader use more than 64 MiB")
  func hostile() throws {
    var worst = (bytes: 0, name: "")
    for hostile in HostileCase.all {
      let packed = try hostile.make()
      let bytes = try growth { _ = Sample.code { _ = try Bundles.Bundle.reading(packed: packed) } }
      #expect(bytes <= Self.bytesMax, "\(hostile.name): \(bytes >> 20) MiB")
      if bytes > worst.bytes { worst = (bytes, hostile.name) }
    }
    print("measured: \(worst.bytes >> 20) MiB at most, by \(worst.name)")
  }

  @Test("the largest good bundle is read in 64 MiB as well")
  func largest() throws {
    var files = Sample.files
    let text = Array("-- a line of Lua that says nothing at all, and is none the worse for it\n".utf8)
    let part = Array((0..<(BundleLimits.fileBytesMax / text.count)).map { _ in text }.joined())
    for index in 0..<3 { files["lib/part\(index).lua"] = part }
    files["data/part.csv"] = Array(part.dropLast(4_096))
    let packed = try Bundles.Bundle(files: files).packed()
    files = [:]
    let bytes = try growth { #expect(throws: Never.self) { try Bundles.Bundle.reading(packed: packed) } }
    #expect(bytes <= Self.bytesMax, "\(bytes >> 20) MiB")
    #expect(bytes > BundleLimits.unpackedBytesMax / 2, "something was measured at all: \(bytes >> 20) MiB")
    print("measured: \(bytes >> 20) MiB for the largest good bundle of \(packed.count) packed bytes")
  }
}

@Suite("Memory") struct MemoryTests {
  @Test("in a process of its own, no archive makes its reader use more than 64 MiB")
  func measured() throws {
    guard FileManager.default.isWritableFile(atPath: "/proc/self/clear_refs") else { return }
    let folder = try ScratchFolder()
    let answer = try Tool.run(
      // Freed memory is returned to the system at once, so that no archive reuses that of an earlier one.
      [
        "env", "GRAPPE_MEASURE=1", "MALLOC_MMAP_THRESHOLD_=65536", "MALLOC_TRIM_THRESHOLD_=0", CommandLine.arguments[0],
        "--testing-library", "swift-testing", "--filter", "MemoryMeasurement",
      ],
      in: folder.path)
    let report = answer.text + answer.errors
    #expect(answer.status == 0, "\(report)")
    #expect(report.components(separatedBy: "measured: ").count == 3, "both were measured: \(report)")
  }
}
