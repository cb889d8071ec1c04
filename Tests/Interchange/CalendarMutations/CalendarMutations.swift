import Encodings
import Feeds
import Foundation

/// Reads damaged calendars within bounds of memory and processor time, and reports how many.
///
///     CalendarMutations FOLDER COUNT [--memory MiB] [--cpu SECONDS] [--keep]
///
/// The calendars are those of the folder, each changed at one to six places by a generator with a fixed seed. Before the first one the
/// process lowers its address space (`RLIMIT_AS`) to what it has then and the memory given, so that the size of the program and of its
/// libraries does not count; an allocation beyond ends it. With `--keep` it holds each file and what was read of it, as a reader that
/// leaks does.
@main
struct CalendarMutations {
  private var (read, refused, done) = (0, 0, 0)
  private var kept: [(bytes: [UInt8], events: [Result<CalendarEvent, FeedProblem>])] = []
  private var random = SplitMix(5_545)

  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard arguments.count >= 2, let count = Int(arguments[1]) else {
      print("CalendarMutations FOLDER COUNT [--memory MiB] [--cpu SECONDS] [--keep]")
      exit(64)
    }
    func value(_ option: String, default fallback: Int) -> Int {
      arguments.firstIndex(of: option).flatMap { $0 + 1 < arguments.count ? Int(arguments[$0 + 1]) : nil } ?? fallback
    }
    let files = try calendars(in: arguments[0])
    let limits = try ProcessLimits(
      memoryBytes: value("--memory", default: 12) << 20, cpuSeconds: value("--cpu", default: 600))
    var mutations = CalendarMutations()
    mutations.run(count, of: files, keeps: arguments.contains("--keep"))
    print("\(files.count) calendars, \(mutations.done) mutations: \(mutations.read) events read, \(mutations.refused) refused")
    print(limits.report())
  }

  private static func calendars(in folder: String) throws -> [[UInt8]] {
    let names = (FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? []).filter { $0.hasSuffix(".ics") }
    return try names.sorted().map { [UInt8](try Data(contentsOf: URL(filePath: folder + "/" + $0))) }.filter { !$0.isEmpty }
  }

  private mutating func run(_ count: Int, of files: [[UInt8]], keeps: Bool) {
    for number in 0..<count {
      var bytes = files[number % files.count]
      for _ in 0...random.below(6) { mutate(&bytes, with: files[random.below(files.count)]) }
      done += 1
      let found = try? Self.events(of: bytes)
      if found == nil { refused += 1 }
      for result in found ?? [] { look(at: result) }
      if keeps { kept.append((bytes, found ?? [])) }
    }
  }

  private static func events(of bytes: [UInt8]) throws -> [Result<CalendarEvent, FeedProblem>] {
    var reader = ICalendarReader(ByteChunks(bytes), try CalendarSurvey(ByteChunks(bytes)))
    var events: [Result<CalendarEvent, FeedProblem>] = []
    while let (_, event) = try reader.next() { events.append(event) }
    return events
  }

  private mutating func look(at result: Result<CalendarEvent, FeedProblem>) {
    guard case .success(let event) = result else { return refused += 1 }
    read += 1
    _ = CalendarOccurrences(of: [event], until: .max / 4, max: 20, stepsMax: 2_000)
  }

  private mutating func mutate(_ bytes: inout [UInt8], with other: [UInt8]) {
    guard !bytes.isEmpty else { return bytes = other }
    let place = random.below(bytes.count)
    switch random.below(6) {
    case 0: bytes[place] = UInt8(random.below(256))
    case 1: bytes.removeSubrange(place..<min(bytes.count, place + 1 + random.below(40)))
    case 2: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + random.below(200))], at: random.below(bytes.count))
    case 3:
      let from = random.below(other.count)
      bytes.insert(contentsOf: other[from..<min(other.count, from + random.below(300))], at: place)
    case 4: bytes.removeSubrange(place...)
    default: bytes.replaceSubrange(place..<place, with: ["999999999", ":", "\r\n", ";", "\"", "Z", "-1"][random.below(7)].utf8)
    }
  }
}

/// Random numbers from a seed (splitmix64, Steele, Lea and Flood 2014).
private struct SplitMix {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
  }
}
