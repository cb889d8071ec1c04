import Foundation
import Testing

/// A script that attacks the host by its calls: `-- tries:` and `-- expect: stop|error|ok` in its first lines.
struct HostileScript: CustomTestStringConvertible, Sendable {
  let file: URL
  let expectation: String

  var testDescription: String { file.deletingPathExtension().lastPathComponent }

  static let folder = GrappeBinary.root.appending(path: "Tests/EndToEndTests/HostileScripts")

  static let all: [HostileScript] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".lua") }.sorted().map { name in
      let file = folder.appending(path: name)
      let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
      let line = text.split(separator: "\n").first { $0.hasPrefix("-- expect: ") }
      return HostileScript(file: file, expectation: line.map { String($0.dropFirst(11)) } ?? "")
    }
  }()

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

/// Scripts that attack the host by its calls, run by the built binary under the default limits.
@Suite(.serialized) struct HostileScriptTests {
  /// The memory limit of a script, and what the host may have beside it.
  static let peakBytesMax = (64 + 128) << 20

  @Test("a hostile script ends as it should and never raises the process above its limit", arguments: HostileScript.all)
  func hostileScript(script: HostileScript) throws {
    let workspace = try DemoWorkspace.shared.get()
    let run = try MeasuredRun(
      ["script", "--workspace", workspace.directory.path, "--lang", "en", script.file.path], in: workspace.directory)
    guard case .status(let status) = run.end else {
      Issue.record("the process was ended by a signal: \(run.end); \(run.errors.prefix(1_000))")
      return
    }
    #expect(script.statuses.contains(status), "exit code \(status); \(run.errors.prefix(1_000))")
    #expect(!run.errors.contains("limit stuck"), "\(run.errors.prefix(1_000))")
    #expect(run.peakBytes <= Self.peakBytesMax, "\(run.peakBytes >> 20) MiB")
  }

  @Test("the corpus of hostile scripts is found and each of them says what it tries")
  func corpus() throws {
    #expect(HostileScript.all.count >= 37)
    for script in HostileScript.all {
      #expect(!script.statuses.isEmpty, "\(script) expects \"\(script.expectation)\"")
      #expect(try String(contentsOf: script.file, encoding: .utf8).hasPrefix("-- tries: "), "\(script)")
    }
  }
}
