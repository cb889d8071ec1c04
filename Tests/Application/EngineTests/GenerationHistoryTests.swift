import Store
import Testing

@testable import Engine

/// Constructed generations: each must follow from the one before, or is reported.
@Suite("The history of generations is checked by what each one's reason says")
struct GenerationHistoryTests {
  private func plugin(_ name: String, _ version: String, grants: String = "{}") -> InstalledPlugin {
    InstalledPlugin(name: name, version: version, bundleID: "sha256:\(name)", grants: grants, installedAt: "2026-01-01T00:00:00Z")
  }

  private func generation(_ number: Int, _ reason: String, _ plugins: [InstalledPlugin]) -> Generation {
    Generation(number: number, plugins: plugins, createdAt: "2026-01-01T00:00:00Z", reason: reason)
  }

  private func codes(_ generations: [Generation]) -> [String] {
    GenerationHistory(generations.reversed()).findings.map { "\($0.code) \($0.examples.joined(separator: ", "))" }
  }

  private var sound: [Generation] {
    let (a, b, b2) = (plugin("a", "1.0.0"), plugin("b", "1.0.0"), plugin("b", "2.0.0"))
    return [
      generation(1, "install a 1.0.0, b 1.0.0", [a, b]), generation(2, "install b 2.0.0", [a, b2]),
      generation(3, "uninstall a", [b2]), generation(4, "rollback a 1.0.0 → ∅", [a, b2]),
    ]
  }

  @Test("installations, upgrades, removals and rollbacks that fit give nothing")
  func whole() { #expect(codes(sound) == [] && codes([]) == []) }

  @Test("a plugin that vanished, came by itself or has another version or grants is named with its generation")
  func altered() {
    for (index, change) in [(0, 1), (1, 0), (2, 0)] {
      var generations = sound
      let gone = generations[index].plugins.remove(at: change)
      #expect(codes(generations).contains { $0.hasPrefix("generation.altered") && $0.contains("\(index + 1): \(gone.name)") }, "\(index)")
    }
    var added = sound
    added[1].plugins.append(plugin("c", "1.0.0"))
    #expect(codes(added).first?.contains("2: c") == true)
    var granted = sound
    granted[1].plugins[0].grants = "x"
    #expect(codes(granted).first?.contains("2: a") == true)
  }

  @Test("a number that was left out is a gap, unless a restoration or a development left it out")
  func gaps() {
    var generations = sound
    generations.remove(at: 1)
    #expect(codes(generations) == ["generation.missing 2"])
    #expect(codes([generation(7, "restore old.sqlite", [plugin("a", "1.0.0")])]) == [])
    #expect(codes([generation(7, "install a 1.0.0", [plugin("a", "1.0.0")])]) == ["generation.missing 1–6"])
  }
}
