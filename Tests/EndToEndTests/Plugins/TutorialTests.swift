import Foundation
import Testing

/// docs/PLUGINS.md and its French version are followed literally: their blocks are typed, written and compared unchanged.
@Suite struct TutorialTests {
  /// A fenced block of the page.
  private struct Block {
    /// `sh`, `text`, or a language followed by the path of a file.
    var heading: String
    var lines: [String]
    var page: String
    /// The line of the page on which it begins, counted from 1.
    var line: Int

    var file: String? { heading.split(separator: " ").dropFirst().first.map(String.init) }
    var text: String { lines.joined(separator: "\n") + "\n" }
  }

  private static func blocks(of page: String) throws -> [Block] {
    let text = try String(contentsOf: GrappeBinary.root.appending(path: page), encoding: .utf8)
    var (blocks, open): ([Block], Block?) = ([], nil)
    for (number, line) in text.components(separatedBy: "\n").enumerated() {
      guard line.hasPrefix("```") else {
        open?.lines.append(line)
        continue
      }
      if let block = open { blocks.append(block) }
      open = open == nil ? Block(heading: String(line.dropFirst(3)), lines: [], page: page, line: number + 1) : nil
    }
    return blocks
  }

  @Test(
    "Every step of the tutorial works as printed",
    arguments: zip(["docs/PLUGINS.md", "docs/PLUGINS.fr.md"], ["C.UTF-8", "fr_BE.UTF-8"]))
  func steps(page: String, locale: String) throws {
    let folder = try TemporaryFolder()
    let blocks = try Self.blocks(of: page)
    #expect(blocks.count > 20)
    var output = ""
    for block in blocks {
      if let file = block.file {
        try Data(block.text.utf8).write(to: folder.url.appending(path: "atelier/\(file)"))
      } else if block.heading == "sh" {
        output = try type(block, in: folder.url, locale: locale)
      } else {
        Self.expect(output, toShow: block)
      }
    }
  }

  /// Runs a block in the state that the one before left.
  private func type(_ block: Block, in folder: URL, locale: String) throws -> String {
    let place = folder.appending(path: ".place")
    let directory = (try? String(contentsOf: place, encoding: .utf8)) ?? folder.path
    let script = "set -e\ncd \"$PLACE\"\n\(block.text)pwd | tr -d '\\n' > \"$PLACE_FILE\"\n"
    let run = try GrappeBinary.run(
      URL(filePath: "/bin/bash"), ["-c", script], in: folder,
      environment: [
        "PATH": GrappeBinary.folder + ":/usr/bin:/bin", "LC_ALL": locale, "GRAPPE": GrappeBinary.root.path,
        "PLACE": directory, "PLACE_FILE": place.path,
      ])
    #expect(run.status == 0, "\(block.page):\(block.line): \(run.output)\(run.errors)")
    return run.output
  }

  /// Checks that every line of the block is a line of the output, in the same order; `…` matches any text.
  private static func expect(_ output: String, toShow block: Block) {
    var rest = output.split(whereSeparator: \.isNewline).map(String.init)[...]
    for line in block.lines where line != "…" {
      let found = rest.firstIndex { matches($0, line) }
      #expect(found != nil, "\(block.page):\(block.line): \"\(line)\" is not shown in\n\(output)")
      rest = rest[((found ?? rest.startIndex - 1) + 1)...]
    }
  }

  private static func matches(_ shown: String, _ wanted: String) -> Bool {
    let parts = wanted.components(separatedBy: "…").map { $0.trimmingCharacters(in: .whitespaces) }
    guard parts.count > 1 else { return shown.trimmingCharacters(in: .whitespaces) == parts[0] }
    var rest = shown[...]
    for part in parts where !part.isEmpty {
      guard let range = rest.range(of: part) else { return false }
      rest = rest[range.upperBound...]
    }
    return shown.trimmingCharacters(in: .whitespaces).hasPrefix(parts[0])
  }
}
