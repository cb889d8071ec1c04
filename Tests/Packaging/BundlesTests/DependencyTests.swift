import Testing

@testable import Bundles

@Suite("Dependencies") struct DependencyTests {
  private func plugin(_ name: String, _ version: String, _ needs: [String: String] = [:]) throws
    -> DependencyPlan.Plugin
  {
    let version = try #require(SemanticVersion(version))
    return .init(name: name, version: version, dependencies: try needs.mapValues { try VersionRange($0) })
  }

  @Test("plugins load behind those they need, independent ones by name")
  func order() throws {
    let plan = try DependencyPlan(
      installed: [plugin("wallonia", "1.0.0", ["europe": "^1"]), plugin("europe", "1.2.0")],
      wanted: [
        plugin("paca", "1.0.0", ["europe": ">=1.0", "wallonia": "*"]), plugin("luxembourg", "1.0.0", ["europe": "1"]),
      ])
    #expect(plan.order.map(\.name) == ["europe", "luxembourg", "wallonia", "paca"])
    #expect(plan.dependents(of: "europe").map(\.name) == ["luxembourg", "wallonia", "paca"])
    #expect(plan.dependents(of: "paca").isEmpty)
  }

  @Test("what is missing is named with who needs it")
  func missing() throws {
    let paca = try plugin("paca", "1.2.0", ["europe": ">=2"])
    let error = Sample.error { _ = try DependencyPlan(installed: [], wanted: [paca]) }
    #expect(error?.code == .dependencyMissing)
    #expect(
      error?.message(in: .en)
        == "paca 1.2.0 needs europe >=2, which is not installed\n  → install europe first, or together with it")
    let europe = try plugin("europe", "2.0.0")
    #expect(throws: Never.self) { try DependencyPlan(installed: [], wanted: [paca, europe]) }
  }

  @Test("an upgrade that breaks another plugin is refused, with everyone who constrains it")
  func incompatible() throws {
    let installed = try [plugin("europe", "1.0.0"), plugin("wallonia", "1.0.0", ["europe": "<2"])]
    let paca = try plugin("paca", "1.2.0", ["europe": ">=2"])
    let error = Sample.error { _ = try DependencyPlan(installed: installed, wanted: [paca]) }
    #expect(error?.code == .dependencyIncompatible)
    #expect(
      error?.sentence(in: .en)
        == "paca 1.2.0 needs europe >=2; the version installed or offered is 1.0.0 (wallonia 1.0.0 : europe <2)")
    let europe = try plugin("europe", "2.0.0")
    let other = Sample.error { _ = try DependencyPlan(installed: installed, wanted: [paca, europe]) }
    #expect(other?.sentence(in: .fr).hasPrefix("wallonia 1.0.0 a besoin de europe <2 ; la version") == true)
  }

  @Test("a circle is shown as one")
  func cycle() throws {
    let circle = try [
      plugin("aa", "1.0.0", ["bb": "*"]), plugin("bb", "1.0.0", ["cc": "*"]), plugin("cc", "1.0.0", ["bb": "*"]),
    ]
    let error = Sample.error { _ = try DependencyPlan(installed: circle, wanted: []) }
    #expect(error?.code == .dependencyCycle)
    #expect(error?.found == "bb → cc → bb")
  }
}
