import Foundation
import Testing

/// docs/NEEDS.md gives the state of every need that software can serve; each solution it names works.
@Suite struct NeedsTests {
  /// One row of the page.
  struct Need: Sendable, CustomTestStringConvertible {
    var number: Int
    var state: String
    var command: String?
    var missing: String
    var testDescription: String { "\(number)" }
  }

  /// The numbers marked (S) in the list of requirements.
  static let numbers: [Int] =
    Array(1...22) + Array(24...26) + Array(35...39) + [42, 45, 46] + Array(49...60) + Array(70...80) + Array(89...95)
    + [97] + Array(101...112) + Array(114...119) + [122, 123, 126] + Array(130...132) + [136, 137]

  static let needs: [Need] = {
    let page = GrappeBinary.root.appending(path: "docs/NEEDS.md")
    let text = (try? String(contentsOf: page, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").compactMap { line in
      let cells = line.split(separator: "|", omittingEmptySubsequences: false).map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count == 7, let number = Int(cells[1]) else { return nil }
      let command = cells[4].trimmingCharacters(in: CharacterSet(charactersIn: "`"))
      return Need(number: number, state: cells[3], command: command.isEmpty ? nil : command, missing: cells[5])
    }
  }()

  @Test("Every need has its row, once, in order")
  func complete() {
    #expect(Self.numbers.count == 90)
    #expect(Self.needs.map(\.number) == Self.numbers)
  }

  @Test("A need is served by a command, or the page says what is missing", arguments: needs)
  func told(need: Need) {
    switch need.state {
    case "served": #expect(need.command != nil)
    case "in part": #expect(need.command != nil && !need.missing.isEmpty)
    case "open": #expect(need.command == nil && !need.missing.isEmpty)
    default: Issue.record("\(need.state) is no state of a need")
    }
  }

  /// Whether a command found nothing: no output, a count of zero or an empty list.
  static func isEmpty(_ output: String) -> Bool {
    ["", "0", "[]", "(empty)"].contains(output.trimmingCharacters(in: .whitespacesAndNewlines))
  }

  @Test("The command that serves a need works in the demo workspace, and finds something")
  func commands() throws {
    let workspace = try DemoWorkspace.fresh()
    let examples = try workspace.grappe("run", "wallonia:exemples")
    try #require(examples.status == 0, "\(examples.errors)")
    for command in Set(Self.needs.compactMap(\.command)).sorted() {
      let run = try GrappeBinary.run(
        URL(filePath: "/bin/bash"), ["-c", command], in: workspace.directory,
        environment: ["PATH": GrappeBinary.folder + ":/usr/bin:/bin", "LC_ALL": "C.UTF-8"])
      #expect(run.status == 0, "\(command): \(run.errors)")
      #expect(!Self.isEmpty(run.output) || command.contains(" -o "), "\(command) has no answer: \(run.output)")
    }
  }
}
