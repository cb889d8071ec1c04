import Bundles
import CSV
import Ecosystem
import Encodings
import Foundation
import Localization
import Testing

@testable import Engine
@testable import HostAPI
@testable import Lua
@testable import Reports
@testable import Sandbox
@testable import Store

/// No error shows people the name of a type, or that something "could not be completed".
@Suite struct ErrorSentenceTests {
  private struct Bare: Error { var secret = [1, 2] }
  private enum Choice: Error {
    case one
    case two(Int)
  }
  private final class Reference: Error {}

  static let errors: [any Error] = {
    var errors: [any Error] = [Bare(), Choice.one, Choice.two(3), Reference(), CancellationError()]
    errors += StoreError.Kind.allCases.map { StoreError($0) }
    errors += (1...133).compactMap(POSIXErrorCode.init(rawValue:)).map { POSIXError($0) }
    errors += (0...5_000).map { CocoaError(CocoaError.Code(rawValue: $0)) }
    errors += [
      NSError(domain: "a.Domain", code: 7),
      NSError(domain: NSCocoaErrorDomain, code: 512, userInfo: [NSUnderlyingErrorKey: POSIXError(.ENOSPC)]),
    ]
    errors += [DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "x")), URLError(.badURL)]
    errors += [
      APIUsageError(LocalizedText([.fr: "f", .en: "e"])),
      PermissionDeniedError(group: "actors", needed: .access(.write), granted: .access(.read)),
    ]
    errors += [
      LuaFailure(message: "m"), LuaConversionError(cause: .cycle, path: "a"),
      SandboxError(code: .load, sandbox: "s", cause: LuaFailure(message: "m")),
      EventCascade(depth: 9), CSVError(line: 1, problem: .openQuote), ChunkFailure(reason: "r"), JSONProblem(reason: .badEscape, offset: 3),
      ScheduleProblem(part: "hour", found: "25", wanted: LocalizedText([.fr: "f", .en: "e"])),
      RenderStop(limit: .cpu, place: "p", maximum: 1, used: 2),
      CallRefusal.cycle(["a", "b"]), EngineError.documentMissing(script: "s"),
      VersionRange.Problem.malformed,
    ]
    if let problem = UnreadableResult(.number(.nan), at: 1) { errors.append(problem) }
    do { _ = try FileManager.default.contentsOfDirectory(atPath: "/nowhere") } catch { errors.append(error) }
    do { _ = try Data(contentsOf: URL(filePath: "/")) } catch { errors.append(error) }
    do { try Data().write(to: URL(filePath: "/nowhere/file")) } catch { errors.append(error) }
    do { _ = try JSONSerialization.jsonObject(with: Data("{".utf8)) } catch { errors.append(error) }
    return errors
  }()

  @Test("every error has a sentence in both languages, without the name of its type")
  func sentences() throws {
    for error in Self.errors {
      for language in Language.all {
        for text in [ErrorSentence.of(error, in: language), ErrorText.message(of: error, in: language), SystemReason.text(error)] {
          #expect(!text.isEmpty && !text.contains("\(type(of: error))"), "\(type(of: error)): \(text)")
          #expect(
            !text.contains("completed") && !text.contains("Error Domain") && text.firstMatch(of: #/error -?\d/#) == nil,
            "\(type(of: error)): \(text)")
          #expect(text.firstMatch(of: #/[A-Z]\w+\.[A-Z]\w+|\w+\(\w+: /#) == nil, "\(type(of: error)): \(text)")
        }
      }
    }
  }

  @Test("the system's reason comes through")
  func reasons() {
    #expect(SystemReason.text(CocoaError(.fileWriteOutOfSpace)) == String(cString: strerror(ENOSPC)))
    #expect(
      SystemReason.text(NSError(domain: NSCocoaErrorDomain, code: 512, userInfo: [NSUnderlyingErrorKey: POSIXError(.EROFS)]))
        == String(cString: strerror(EROFS)))
    #expect(SystemReason.reason(of: Bare()) == nil)
  }

  /// Errors that their own module catches, that a type of the list above carries, or that the program puts into words (`FailureReport`).
  private static let caughtInside: Set<String> = [
    "Interruption", "Refusal", "RefusedRow", "RowProblem", "CellProblem", "ConventionProblem", "Wanted", "Malformed", "Unclear",
    "ZipFailure", "TooDeep",
    "Stop", "Problem", "FieldProblem", "PageError", "PageFailure", "LinkError", "ListeningFailure", "CommandUsageError",
    "CatalogueError", "BundleError", "SandboxError", "ModuleRefusal", "LuaFailure", "LuaConversionError", "TOMLError", "SourceTextError",
  ]

  @Test("every type of error can explain itself, and no code shows an error in any other way")
  func sources() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let sources = root.appending(path: "Sources")
    let files = try #require(FileManager.default.enumerator(atPath: sources.path)).compactMap { $0 as? String }.filter {
      $0.hasSuffix(".swift")
    }
    #expect(files.count > 300)
    for file in files {
      let text = try String(contentsOf: sources.appending(path: file), encoding: .utf8)
      for line in text.split(separator: "\n") where !line.contains("///") && !line.contains("// ") {
        #expect(
          !line.contains("localizedDescription") && !line.contains("(describing: error") && !line.contains("(reflecting: error"),
          "\(file): \(line)")
        #expect(!line.contains("\"\\(error)\""), "\(file): \(line)")
        guard let match = line.firstMatch(of: #/(?:struct|enum|class) (\w+): (?:\w+, )*Error\b/#) else { continue }
        #expect(
          line.contains("Explainable") || text.contains("extension \(match.1): Explainable") || Self.isExplained(String(match.1)),
          "\(file): \(line)")
      }
    }
  }

  private static func isExplained(_ name: String) -> Bool {
    caughtInside.contains(name) || ["EngineError", "ImportError", "NetworkError"].contains(name)
  }
}
