import Foundation

/// External programs that some tests compare with.
package enum Tool {
  /// A program that ended with an exit code other than 0: its output.
  package struct Failure: Error { package let message: String }

  /// The first python3 that has a module: the one in `GRAPPE_TEST_PYTHON`, else that of the system.
  package static func python(module: String) -> String? {
    let named = ProcessInfo.processInfo.environment["GRAPPE_TEST_PYTHON"]
    return [named, "/usr/bin/python3"].compactMap { $0 }.first { python in
      FileManager.default.isExecutableFile(atPath: python) && (try? run(python, ["-c", "import \(module)"])) != nil
    }
  }

  /// The path of a program, looked for in `PATH`.
  package static func path(of name: String) -> String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// Runs a program to its end and returns its output; throws its error output.
  package static func run(_ program: String, _ arguments: [String], input: String = "") throws -> String {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = ["in", "out", "err"].map { folder.appendingPathComponent($0) }
    for (file, content) in zip(files, [input, "", ""]) { try Data(content.utf8).write(to: file) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.standardInput = try FileHandle(forReadingFrom: files[0])
    process.standardOutput = try FileHandle(forWritingTo: files[1])
    process.standardError = try FileHandle(forWritingTo: files[2])
    try process.run()
    process.waitUntilExit()
    let texts = try files.map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
    guard process.terminationStatus == 0 else { throw Failure(message: texts[1] + texts[2]) }
    return texts[1]
  }

  /// Writes a text to a temporary file with an ending, for the length of a call.
  package static func withFile<Result>(_ text: String, ending: String, _ body: (String) throws -> Result) throws -> Result {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).\(ending)")
    try Data(text.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return try body(file.path)
  }
}
