import Ecosystem
import Store

/// Checks the generations of a workspace against each other: each must follow from the one before by the change that its reason
/// names.
struct GenerationHistory {
  /// The generations, newest first.
  let generations: [Generation]
  /// References to missing generations.
  private let dangling: [String]

  init(_ transaction: StoreTransaction) throws {
    generations = try transaction.generations.all()
    dangling = try transaction.integrity.danglingGenerations()
  }

  /// Takes generations from a test.
  init(_ generations: [Generation], dangling: [String] = []) { (self.generations, self.dangling) = (generations, dangling) }

  var findings: [DoctorFinding] {
    [
      DoctorFinding.generationsMissing(dangling + gaps), DoctorFinding.generationsAltered(altered),
    ].compactMap(\.self)
  }

  /// Pairs of consecutive generations, oldest first.
  private var steps: [(before: Generation, after: Generation)] {
    let ordered = Array(generations.reversed())
    return ordered.indices.map { ($0 == 0 ? .none : ordered[$0 - 1], ordered[$0]) }
  }

  /// Missing numbers. A restore continues the numbering of the content it replaced, and a version under development replaces
  /// the one before; nothing else skips a number.
  private var gaps: [String] {
    steps.compactMap { before, after in
      guard after.number > before.number + 1, !Self.leavesNumbersOut(after) else { return nil }
      return before.number + 1 == after.number - 1 ? "\(before.number + 1)" : "\(before.number + 1)–\(after.number - 1)"
    }
  }

  private static func leavesNumbersOut(_ generation: Generation) -> Bool {
    generation.reason.hasPrefix("restore ") || isDevelopment(generation)
  }

  private static func isDevelopment(_ generation: Generation) -> Bool {
    generation.reason.contains(DevelopmentMark.text) || generation.plugins.contains(where: \.isDevelopment)
  }

  /// The generations whose plugins differ from those of the one before with the change that their reason names.
  private var altered: [String] {
    steps.compactMap { before, after in
      guard after.number == before.number + 1, !Self.isDevelopment(before), !Self.isDevelopment(after) else { return nil }
      return difference(before, after).map { "\(after.number): \($0)" }
    }
  }

  private func difference(_ before: Generation, _ after: Generation) -> String? {
    guard let (gone, come) = Self.changes(after.reason) else { return nil }
    let changed = Set(gone + come.map(\.name))
    let kept = before.plugins.filter { !changed.contains($0.name) }
    if let lost = kept.first(where: { !after.plugins.contains($0) }) { return lost.name }
    if let absent = come.first(where: { wanted in
      !after.plugins.contains { $0.name == wanted.name && $0.version == wanted.version }
    }) {
      return absent.name
    }
    return after.plugins.first { plugin in !kept.contains(plugin) && !come.contains { $0.name == plugin.name } }?.name
  }

  /// Parses the changes that a reason names: removed plugins, and added ones with their version; nil when the reason does not
  /// name all.
  private static func changes(_ reason: String) -> (gone: [String], come: [(name: String, version: String)])? {
    if reason.hasPrefix("uninstall ") { return ([String(reason.dropFirst(10))], []) }
    guard reason.hasPrefix("install ") else { return nil }
    let parts = reason.dropFirst(8).split(separator: ", ").map { $0.split(separator: " ").map(String.init) }
    guard parts.allSatisfy({ $0.count == 2 }) else { return nil }
    return ([], parts.map { ($0[0], $0[1]) })
  }
}
