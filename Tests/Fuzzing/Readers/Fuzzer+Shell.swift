import Foundation

@testable import Shell

extension Fuzzer {
  /// The shell's line reader: lines from a descriptor, the words of a command, and the place of the cursor in unfinished Lua.
  static let shell = Fuzzer(name: "shell", bytesMax: 4_096) { input in
    let lines = try ShellFuzzing.lines(of: input)
    let wanted = input.split(separator: 0x0A, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
    try Finding.unless(lines == (wanted.last == "" ? wanted.dropLast() : wanted), "lines that are not those of the text")
    for line in lines {
      let words = CommandWords.split(line)
      let quoted = words.map(ShellFuzzing.quoted).joined(separator: " ")
      try Finding.unless(CommandWords.split(quoted) == words, "words that are not read as they were written: \(words)")
      _ = LuaPrefix(line)
    }
    let chunk = String(decoding: input, as: UTF8.self)
    let kept = HistoryFile.escaped(chunk)
    try Finding.unless(!kept.utf8.contains(0x0A), "a chunk of the history on several lines")
    try Finding.unless(HistoryFile.unescaped(kept).utf8.elementsEqual(chunk.utf8), "a chunk that the history changes")
    _ = LuaPrefix(chunk)
  }
}

private enum ShellFuzzing {
  /// The word within single quotes.
  static func quoted(_ word: String) -> String {
    let parts = word.unicodeScalars.split(separator: "'", omittingEmptySubsequences: false).map { String($0) }
    return "'" + parts.joined(separator: "'\\''") + "'"
  }

  /// A file for the inputs, one after the other.
  private static let descriptor = open(
    TemporaryFolder.shared.appending(path: "lines").path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)

  /// Reads all lines of a file that holds the input.
  static func lines(of input: [UInt8]) throws -> [String] {
    guard ftruncate(descriptor, 0) == 0, input.withUnsafeBytes({ pwrite(descriptor, $0.baseAddress, $0.count, 0) }) == input.count,
      lseek(descriptor, 0, SEEK_SET) == 0
    else { throw Finding("a temporary file that cannot be written") }
    let source = PlainLines(isPrompting: false, interrupts: nil, descriptor: descriptor)
    var lines: [String] = []
    while case .line(let line) = source.next(prompt: "") { lines.append(line) }
    return lines
  }
}
