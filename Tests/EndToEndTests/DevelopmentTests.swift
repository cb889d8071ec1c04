import Foundation
import Testing

/// `grappe dev`: every save is loaded, looked over and tested; an error is told in its place and the next save goes on.
@Suite struct DevelopmentTests {
  /// A running `grappe dev --json` on a new plugin, and what it has said so far.
  private final class Development {
    let folder: TemporaryFolder
    let plugin: URL
    private let process = Process()
    private let output: URL

    init() throws {
      folder = try TemporaryFolder()
      plugin = folder.url.appending(path: "demo")
      output = folder.url.appending(path: "output")
      try #require(try GrappeBinary(directory: folder.url)("new", "demo").status == 0)
      try Data().write(to: output)
      process.executableURL = GrappeBinary.executable
      process.arguments = ["dev", "demo", "--json", "--lang", "en"]
      process.currentDirectoryURL = folder.url
      process.standardInput = FileHandle.nullDevice
      process.standardOutput = try FileHandle(forWritingTo: output)
      process.standardError = FileHandle.nullDevice
      try process.run()
    }

    deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

    private var events: [[String: Any]] {
      let text = (try? String(contentsOf: output, encoding: .utf8)) ?? ""
      return text.split(separator: "\n").compactMap { (try? json(String($0))) as? [String: Any] }
    }

    /// The events of the round of that number, counted from 0, once it is over; nil when the process ended before.
    func round(_ number: Int) -> [[String: Any]]? {
      while process.isRunning {
        let rounds = events.split(omittingEmptySubsequences: false) { $0["event"] as? String == "done" }
        if rounds.count > number + 1 {
          let ends = events.filter { $0["event"] as? String == "done" }
          return Array(rounds[number]) + [ends[number]]
        }
      }
      return nil
    }

    func write(_ text: String, to path: String) throws {
      try Data(text.utf8).write(to: plugin.appending(path: path))
    }

    func text(_ path: String) throws -> String { try String(contentsOf: plugin.appending(path: path), encoding: .utf8) }

    /// Ctrl-C.
    func interrupt() -> Int32 {
      kill(process.processIdentifier, SIGINT)
      process.waitUntilExit()
      return process.terminationStatus
    }
  }

  private func words(_ events: [[String: Any]], _ event: String, _ field: String) -> [String] {
    events.filter { $0["event"] as? String == event }.compactMap { $0[field] as? String }
  }

  @Test("A save is loaded and tested; an error is told with its line, and the save that mends it goes on")
  func saves() throws {
    let development = try Development()
    let first = try #require(development.round(0))
    #expect(first.first?["event"] as? String == "loaded" && first.first?["installed"] as? Bool == true)
    #expect(first.last?["passed"] as? Int == 3 && first.last?["failed"] as? Int == 0)

    let library = try development.text("lib/themes.lua")
    try development.write(library.replacing("doc:table", with: "doc:tabel"), to: "lib/themes.lua")
    let second = try #require(development.round(1))
    #expect(second.contains { $0["event"] as? String == "loaded" && $0["installed"] as? Bool == false })
    #expect(words(second, "found", "message").first?.contains("did you mean doc:table?") == true)
    #expect(words(second, "found", "source") == ["doc:tabel {"])
    #expect(second.last?["failed"] as? Int == 1)
    #expect(words(second, "tested", "problem").first?.contains("doc:tabel {") == true)

    try development.write("local x = = 1", to: "lib/themes.lua")
    let third = try #require(development.round(2))
    #expect(
      words(third, "found", "code").contains("lua.syntax") && words(third, "found", "source") == ["local x = = 1"])

    try development.write(library, to: "lib/themes.lua")
    let fourth = try #require(development.round(3))
    #expect(fourth.last?["passed"] as? Int == 3 && fourth.last?["failed"] as? Int == 0)
    #expect(development.interrupt() == 0)
  }

  @Test("A saved test runs alone; changed data makes the data anew")
  func partly() throws {
    let development = try Development()
    _ = try #require(development.round(0))
    try development.write("test(\"one more\", function(t) t.ok(true) end)", to: "tests/more_test.lua")
    let second = try #require(development.round(1))
    #expect(words(second, "tested", "name") == ["one more"])
    try development.write(try development.text("data/themes.csv") + "texte,Texte,Text\n", to: "data/themes.csv")
    let third = try #require(development.round(2))
    #expect(third.contains { $0["installed"] as? Bool == true })
    #expect(words(third, "tested", "problem").contains { $0.contains("wanted: 3") && $0.contains("actual: 4") })
    #expect(development.interrupt() == 0)
  }
}
