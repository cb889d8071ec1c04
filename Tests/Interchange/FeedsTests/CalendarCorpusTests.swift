import Foundation
import Testing
import TextTestSupport

@testable import Feeds

/// The calendars that the Python package icalendar tests itself with; see Corpus/fetch.sh.
@Suite("Calendars of many programs, and damaged ones, are read within bounds")
struct CalendarCorpusTests {
  static let folder = ProcessInfo.processInfo.environment["GRAPPE_CALENDAR_CORPUS"]

  private static let files: [(name: String, bytes: [UInt8])] = {
    guard let folder else { return [] }
    let names = (FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? []).filter { $0.hasSuffix(".ics") }
    return names.sorted().compactMap { name in
      FileManager.default.contents(atPath: folder + "/" + name).map { (name, Array($0)) }
    }
  }()

  @Test(
    "each file is read: an event is read or refused with a reason, none is lost",
    .enabled(if: folder != nil, "SKIPPED: GRAPPE_CALENDAR_CORPUS names no folder; Corpus/fetch.sh makes it"))
  func whole() throws {
    #expect(Self.files.count >= 160)
    for (name, bytes) in Self.files {
      let text = String(decoding: bytes, as: UTF8.self).uppercased()
      guard text.contains("BEGIN:VCALENDAR") else { continue }
      let begun = text.replacing("\r\n ", with: "").components(separatedBy: "BEGIN:VEVENT").count - 1
      let found = try events(of: bytes)
      #expect(found.count == begun, "\(name)")
    }
  }

  @Test(
    "10,000 mutations of them end, with events or reasons, in a process whose memory and processor time are bounded",
    .enabled(if: folder != nil, "SKIPPED: GRAPPE_CALENDAR_CORPUS names no folder; Corpus/fetch.sh makes it"))
  func mutations() throws {
    let run = try MutationRun(["10000", "--memory", "12"])
    try #require(run.reason == .exit && run.status == 0, "ended by \(run.status): \(run.output)")
    let counts = run.output.split(separator: "\n").first?.split { !$0.isNumber }.compactMap { Int($0) } ?? []
    try #require(counts.count == 4, "\(run.output)")
    #expect(counts[0] >= 160 && counts[1] == 10_000 && counts[2] > 1_000 && counts[3] > 1_000, "\(run.output)")
  }

  @Test(
    "a reader that kept what it read would meet that bound before the last mutation",
    .enabled(if: folder != nil, "SKIPPED: GRAPPE_CALENDAR_CORPUS names no folder; Corpus/fetch.sh makes it"))
  func bound() throws {
    let run = try MutationRun(["10000", "--memory", "12", "--keep"])
    #expect(run.reason == .uncaughtSignal && !run.output.contains("mutations"), "ended by \(run.status): \(run.output)")
  }

  /// A run of the program CalendarMutations, which ends by itself or by its bound of processor time.
  private struct MutationRun {
    let status: Int32
    let reason: Process.TerminationReason
    let output: String

    init(_ arguments: [String]) throws {
      let process = Process()
      process.executableURL = Self.executable
      process.arguments = [CalendarCorpusTests.folder ?? ""] + arguments + ["--cpu", "300"]
      // One heap for all threads: each further one reserves 64 MiB of address space.
      process.environment = ["MALLOC_ARENA_MAX": "1", "SWIFT_BACKTRACE": "enable=no"]
      let pipe = Pipe()
      (process.standardOutput, process.standardError) = (pipe, FileHandle.nullDevice)
      try process.run()
      output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      (status, reason) = (process.terminationStatus, process.terminationReason)
    }

    private static let executable: URL = {
      let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
      let beside = Bundle.main.bundleURL.appending(path: "CalendarMutations")
      return FileManager.default.fileExists(atPath: beside.path) ? beside : root.appending(path: ".build/debug/CalendarMutations")
    }()
  }
}
