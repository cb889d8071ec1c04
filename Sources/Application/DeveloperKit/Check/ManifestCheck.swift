import Bundles
import Engine
import Localization

/// Reports what a manifest asks for in vain: dependencies that are not found, and limits that another limit makes useless.
struct ManifestCheck {
  private let bundle: Bundles.Bundle
  private let shared: SharedFiles
  private let source: DependencySource

  /// - Parameters:
  ///   - shared: the dependencies that were found.
  ///   - source: where they were searched.
  init(_ bundle: Bundles.Bundle, _ shared: SharedFiles, from source: DependencySource) {
    (self.bundle, self.shared, self.source) = (bundle, shared, source)
  }

  func findings() -> [CheckFinding] { dependencies() + LimitRequest.classes.compactMap(limits) }

  /// The first line of the manifest that has a text in quotation marks, or begins with it; nil without one.
  static func line(naming text: String, in bundle: Bundles.Bundle) -> Int? {
    let lines = String(decoding: bundle["plugin.toml"] ?? [], as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    return lines.firstIndex { $0.contains("\"\(text)\"") || $0.drop { $0 == " " }.hasPrefix(text) }.map { $0 + 1 }
  }

  /// Without a workspace and any dependency beside the plugin nothing was searched that could have them.
  private func dependencies() -> [CheckFinding] {
    let missing = bundle.manifest.dependencies.keys.sorted().filter { shared.bundles[$0] == nil }
    guard !missing.isEmpty, shared.findings.isEmpty, !shared.bundles.isEmpty || source.hasWorkspace else { return [] }
    return missing.map { name in
      problem("dependency.missing", text: "engine.manifest-check.dependency", ["name": name], naming: name)
    }
  }

  /// Processor time that the time by the clock does not leave.
  private func limits(_ limitedClass: String) -> CheckFinding? {
    guard let kind = LimitedKind(rawValue: limitedClass), bundle.manifest.limits["\(limitedClass).cpu"] != nil else { return nil }
    let limits = bundle.manifest.limits(kind)
    guard let cpu = limits.cpuMilliseconds else { return nil }
    if let wall = limits.wallMilliseconds, wall < cpu { return limit("engine.manifest-check.wall", wall, of: limitedClass, below: cpu) }
    guard [.command, .handler, .page].contains(kind), mayWrite, let writing = limits.writeWallMilliseconds, writing < cpu else {
      return nil
    }
    return limit("engine.manifest-check.write-wall", writing, of: limitedClass, below: cpu)
  }

  private var mayWrite: Bool { bundle.manifest.permissions.values.contains { $0.access == .write } }

  private func limit(_ text: String, _ milliseconds: Int64, of limitedClass: String, below cpu: Int64) -> CheckFinding {
    problem(
      "limit.useless", text: text,
      ["class": limitedClass, "cpu": "\(cpu)", "limit": "\(milliseconds)"], naming: "\(limitedClass).cpu")
  }

  private func problem(
    _ code: String, text id: String, _ arguments: [String: any ArgumentConvertible], naming text: String
  ) -> CheckFinding {
    CheckFinding(
      code: code, severity: .problem, file: "plugin.toml", line: Self.line(naming: text, in: bundle), text: LocalizedText(id, arguments))
  }
}
