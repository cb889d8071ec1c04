import Foundation
import Testing

/// A script that attacks the host by its calls. Its first lines are `-- tries:`, `-- expect: stop|error|ok`, and optionally `--
/// with: --memory 16MiB`, the options of the command line, and `-- peak: 100MiB`, a bound below the promised one.
struct HostileScript: CustomTestStringConvertible, Sendable {
  let file: URL
  let expectation: String
  /// The options of the command line.
  let options: [String]
  /// The maximum resident memory of the process, in bytes.
  let peakBytesMax: Int

  var testDescription: String { file.deletingPathExtension().lastPathComponent }

  static let folder = GrappeBinary.root.appending(path: "Tests/EndToEndTests/HostileScripts")

  static let all: [HostileScript] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".lua") }.sorted().map { HostileScript(folder.appending(path: $0)) }
  }()

  private init(_ file: URL) {
    let lines = ((try? String(contentsOf: file, encoding: .utf8)) ?? "").split(separator: "\n").prefix(4)
    func header(_ name: String) -> String? {
      lines.first { $0.hasPrefix("-- \(name): ") }.map { String($0.dropFirst(name.count + 5)) }
    }
    self.file = file
    expectation = header("expect") ?? ""
    let options = header("with")?.split(separator: " ").map(String.init) ?? []
    self.options = options
    let memory = options.firstIndex(of: "--memory").map { options[$0 + 1] } ?? "64MiB"
    peakBytesMax = header("peak").flatMap(Self.bytes) ?? Self.bytes(memory).map { $0 + Self.hostBytesMax } ?? 0
  }

  /// The memory that the host may use beyond the memory limit of a script, in bytes.
  private static let hostBytesMax = 128 << 20

  /// Converts a number of MiB into bytes.
  private static func bytes(_ text: String) -> Int? {
    text.hasSuffix("MiB") ? Int(text.dropLast(3)).map { $0 << 20 } : nil
  }

  /// The exit codes that the expectation allows.
  var statuses: Set<Int32> {
    switch expectation {
    case "stop": [4]
    case "error": [1, 3]
    case "ok": [0]
    default: []
    }
  }
}

/// Scripts that attack the host by its calls, run by the built binary, as many at a time as tests run in parallel.
@Suite struct HostileScriptTests {
  @Test("a hostile script ends as it should and never raises the process above its limit", arguments: HostileScript.all)
  func hostileScript(script: HostileScript) throws {
    let workspace = try DemoWorkspace.shared.get()
    let run = try MeasuredRun(
      ["script", "--workspace", workspace.directory.path, "--lang", "en"] + script.options + [script.file.path],
      in: workspace.directory)
    guard case .status(let status) = run.end else {
      Issue.record("the process was ended by a signal: \(run.end); \(run.errors.prefix(1_000))")
      return
    }
    #expect(script.statuses.contains(status), "exit code \(status); \(run.errors.prefix(1_000))")
    #expect(!run.errors.contains("limit stuck"), "\(run.errors.prefix(1_000))")
    #expect(run.peakBytes <= script.peakBytesMax, "\(run.peakBytes >> 20) MiB")
  }

  @Test("the corpus of hostile scripts is found and each of them says what it tries")
  func corpus() throws {
    #expect(HostileScript.all.count >= 80)
    for script in HostileScript.all {
      #expect(!script.statuses.isEmpty, "\(script) expects \"\(script.expectation)\"")
      #expect(script.peakBytesMax > 0, "\(script) names a limit that is not understood")
      #expect(try String(contentsOf: script.file, encoding: .utf8).hasPrefix("-- tries: "), "\(script)")
    }
  }
}
