import Foundation
import Testing

/// Concurrent registrations for a limited number of places. The sqlite3 shell checks the result.
@Suite("Registering")
struct RegistrationTests {
  private static let event = """
    concepts.add{ scheme = "actor-kind", code = "guest", label = { en = "Guest" } }
    concepts.add{ scheme = "event-kind", code = "day", label = { en = "Day" } }
    for i = 1, 100 do actors.add{ id = "guest-" .. i, name = "Guest " .. i, kind = "guest" } end
    events.add{ id = "day", name = "Day", kind = "day", capacity = 50 }
    """

  /// Registers ten guests, five in each of two transactions.
  private static let process = """
    local first = tonumber((...))
    for i = first, first + 4 do registrations.add{ id = "r" .. i, event = "day", participant = "guest-" .. i } end
    """

  @Test("ten processes registering a hundred for fifty places confirm fifty, the others wait in order")
  func crowd() throws {
    let folder = try TemporaryFolder()
    let grappe = GrappeBinary(directory: folder.url)
    try #require(try grappe("init", ".").status == 0)
    try Data(Self.process.utf8).write(to: folder.url.appending(path: "register.lua"))
    try Data(Self.event.utf8).write(to: folder.url.appending(path: "event.lua"))
    let made = try grappe("script", "event.lua", "--write")
    try #require(made.status == 0, "\(made.errors)")

    let ends = Ends()
    let group = DispatchGroup()
    for number in 0..<10 {
      // Separate threads: the test's thread pool must not wait for processes.
      group.enter()
      Thread.detachNewThread {
        for first in [number * 10 + 1, number * 10 + 6] {
          ends.add((try? grappe("script", "register.lua", "\(first)", "--write").status) ?? -1)
        }
        group.leave()
      }
    }
    group.wait()
    #expect(ends.all == Array(repeating: 0, count: 20))

    let list = try ask(
      "SELECT group_concat(status, ' ') FROM (SELECT status FROM registration ORDER BY position)", folder)
    let expected = Array(repeating: "confirmed", count: 50) + Array(repeating: "waitlisted", count: 50)
    #expect(list == expected.joined(separator: " "))
    #expect(try ask("SELECT min(position), max(position), count(DISTINCT position) FROM registration", folder) == "1|100|100")

    try cancelOne(grappe, folder)
  }

  /// Checks that a cancelled place is given to position 51 only.
  private func cancelOne(_ grappe: GrappeBinary, _ folder: TemporaryFolder) throws {
    let left = try ask("SELECT id FROM registration WHERE position = 7", folder)
    let set = try grappe("eval", "--write", "registrations.set(\"\(left)\", { status = \"cancelled\" })")
    #expect(set.status == 0, "\(set.errors)")
    #expect(try ask("SELECT group_concat(position) FROM registration WHERE status = 'cancelled'", folder) == "7")
    #expect(try ask("SELECT count(*), max(position) FROM registration WHERE status = 'confirmed'", folder) == "50|51")
  }

  private func ask(_ sql: String, _ folder: TemporaryFolder) throws -> String {
    let run = try GrappeBinary.run(
      URL(filePath: "/usr/bin/sqlite3"), ["grappe.sqlite", sql], in: folder.url)
    try #require(run.status == 0, "\(run.errors)")
    return run.output.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// The exit statuses of the processes, collected from their threads.
  private final class Ends: @unchecked Sendable {  // Guarded by its lock.
    private let lock = NSLock()
    private var statuses: [Int32] = []

    func add(_ status: Int32) { lock.withLock { statuses.append(status) } }
    var all: [Int32] { lock.withLock { statuses } }
  }
}
