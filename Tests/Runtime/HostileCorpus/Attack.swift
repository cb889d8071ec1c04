import Foundation
import Lua
import Scheduler

/// One attack of the corpus and its allowed outcomes: `ok`, `error TEXT`, `killed LIMIT, LIMIT`, or `any`, which still requires
/// that process and neighbour are unharmed.
public struct Attack: Sendable, CustomStringConvertible {
  public let name: String
  public let source: String
  let expectations: [String]

  public var description: String { name }

  /// The corpus, by name.
  public static let all: [Attack] = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Attacks")
    let files = try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    return (files ?? []).filter { $0.pathExtension == "lua" }.sorted { $0.path < $1.path }.compactMap(Attack.init)
  }()

  init?(_ file: URL) {
    guard let text = try? String(contentsOf: file, encoding: .utf8), let first = text.split(separator: "\n").first,
      first.hasPrefix("-- expect: ")
    else { return nil }
    name = file.deletingPathExtension().lastPathComponent
    source = text
    expectations = Self.alternatives(String(first.dropFirst("-- expect: ".count)))
  }

  /// Expands `killed cpu, memory` to `killed cpu` or `killed memory`.
  private static func alternatives(_ line: String) -> [String] {
    guard line.hasPrefix("killed ") else { return [line] }
    return line.dropFirst(7).split(separator: ", ").map { $0.hasPrefix("error") ? String($0) : "killed \($0)" }
  }

  /// Whether it may end with this outcome.
  public func admits(_ outcome: TaskOutcome) -> Bool {
    expectations.contains { expectation in
      switch outcome {
      case .returned: expectation == "ok" || expectation == "any"
      case .failed(let failure):
        expectation == "any"
          || expectation.hasPrefix("error") && failure.message.contains(expectation.dropFirst(5).trimmingPrefix(" "))
          || expectation == "error"
      case .killed(let kill): expectation == "killed \(kill.limit.rawValue)" || expectation == "any"
      }
    }
  }
}
