import Foundation
import Gettext
import Localization
import Testing

/// The repository, as the tests of catalogues read it.
private enum Repository {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static func files(_ ending: String) throws -> [URL] {
    let sources = root.appending(path: "Sources")
    return try FileManager.default.subpathsOfDirectory(atPath: sources.path()).filter { $0.hasSuffix(ending) }.sorted()
      .map { sources.appending(path: $0) }
  }

  /// A source without its comments, which hold examples.
  private static func code(of file: URL) throws -> String {
    try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter { !$0.drop { $0 == " " }.hasPrefix("//") }
      .joined(separator: "\n")
  }

  static func ids() throws -> Set<String> {
    try files("/Locales/en.po").reduce(into: []) { ids, file in
      ids.formUnion(try CatalogueReader.read(try String(contentsOf: file, encoding: .utf8)).entries.map(\.id))
    }
  }

  /// The arguments of each text, by id.
  static func arguments() throws -> [String: Set<String>] {
    try files("/Locales/en.po").reduce(into: [:]) { arguments, file in
      for entry in try CatalogueReader.read(try String(contentsOf: file, encoding: .utf8)).entries {
        arguments[entry.id] = try entry.forms.reduce(into: []) { $0.formUnion(try Template($1).arguments) }
      }
    }
  }

  /// The messages whose arguments the sources write beside the id, with the names of these arguments.
  static func messages() throws -> [(id: String, arguments: Set<String>, file: String)] {
    try files(".swift").flatMap { file in
      let code = try code(of: file)
      return code.matches(of: #/"([a-z]+\.[a-z0-9.\-]*)"\s*,\s*\[/#).map { match in
        (String(match.1), names(inListBefore: code[match.range.upperBound...]), file.lastPathComponent)
      }
    }
  }

  /// The keys of a dictionary literal, read up to its closing bracket.
  private static func names(inListBefore code: Substring) -> Set<String> {
    var depth = 1
    let list = code.prefix {
      depth += $0 == "[" ? 1 : $0 == "]" ? -1 : 0
      return depth > 0
    }
    return Set(list.matches(of: #/(?:^|[,\s])"([a-z0-9\-]+)"\s*:/#).map { String($0.1) })
  }

  /// String literals of the sources that have the form of an id; a value within one stands for any name.
  static func literals() throws -> [(text: String, isID: Bool, file: String)] {
    let pattern = #/(\b(?:Message|LocalizedText|wording|say|said)\(\s*)?"([a-z]+\.[a-z0-9.\-]*(?:\\\([^")]*\)+[a-z0-9.\-]*)*)"/#
    return try files(".swift").flatMap { file in
      try code(of: file).matches(of: pattern).map { (String($0.2), $0.1 != nil, file.lastPathComponent) }
    }
  }
}

@Suite("Texts and their use") struct TextUseTests {
  @Test("msgfmt accepts every PO file")
  func msgfmt() throws {
    let files = try Repository.files(".po")
    #expect(files.count >= 3)
    for file in files {
      let process = Process()
      let output = Pipe()
      process.executableURL = URL(filePath: "/usr/bin/msgfmt")
      process.arguments = ["--check", "-o", "/dev/null", file.path()]
      process.standardError = output
      try process.run()
      let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      #expect(process.terminationStatus == 0 && text.isEmpty, "\(text)")
    }
  }

  @Test("every id that the sources name has a text")
  func idsHaveTexts() throws {
    let ids = try Repository.ids()
    let named = try Repository.literals().filter { $0.isID }
    #expect(!named.isEmpty)
    for literal in named {
      let matches = try Self.isUsed(by: literal.text, ids)
      #expect(!matches.isEmpty, "\(literal.file): \(literal.text)")
    }
  }

  @Test("a message is given the arguments of its text")
  func arguments() throws {
    let texts = try Repository.arguments()
    let messages = try Repository.messages().filter { texts[$0.id] != nil }
    #expect(messages.count > 500)
    for message in messages { #expect(message.arguments == texts[message.id], "\(message.file): \(message.id)") }
  }

  @Test("every text is named in the sources")
  func textsAreUsed() throws {
    var unused = try Repository.ids()
    for literal in try Repository.literals() { unused.subtract(try Self.isUsed(by: literal.text, unused)) }
    #expect(unused.sorted() == [])
  }

  /// The ids that a literal names: itself, or those that a literal with values in it can make.
  private static func isUsed(by literal: String, _ ids: Set<String>) throws -> Set<String> {
    guard literal.contains("\\(") else { return ids.contains(literal) ? [literal] : [] }
    let parts = literal.split(separator: #/\\\([^"]*?\)+/#, omittingEmptySubsequences: false)
    let pattern = try Regex(parts.map { NSRegularExpression.escapedPattern(for: String($0)) }.joined(separator: "[a-z0-9.-]+"))
    return ids.filter { $0.wholeMatch(of: pattern) != nil }
  }
}
