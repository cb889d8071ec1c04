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
    "10,000 mutations of them end, with events or reasons",
    .enabled(if: folder != nil, "SKIPPED: GRAPPE_CALENDAR_CORPUS names no folder; Corpus/fetch.sh makes it"))
  func mutations() throws {
    var random = SplitMix(5_545)
    let small = Self.files.filter { $0.bytes.count < 4_096 && !$0.bytes.isEmpty }
    var (read, refused) = (0, 0)
    for number in 0..<10_000 {
      var bytes = small[number % small.count].bytes
      for _ in 0...random.below(6) { Self.mutate(&bytes, small[random.below(small.count)].bytes, &random) }
      guard let found = try? events(of: bytes) else { refused += 1; continue }
      for case .success(let event) in found {
        read += 1
        _ = CalendarOccurrences(of: [event], until: .max / 4, max: 20, stepsMax: 2_000)
      }
      refused += found.count { if case .failure = $0 { true } else { false } }
    }
    #expect(read > 1_000 && refused > 1_000)
  }

  private static func mutate(_ bytes: inout [UInt8], _ other: [UInt8], _ random: inout SplitMix) {
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
