import Testing

@testable import Bundles

@Suite("What an upgrade changes") struct ManifestChangesTests {
  private func manifest(_ more: String, schema: Int = 1) throws -> Manifest {
    let text = Sample.manifest.replacing("schema = 1", with: "schema = \(schema)") + "\n" + more + "\n"
    return try Manifest(parsing: Array(text.utf8))
  }

  @Test("a first install shows everything that is asked for, and every migration")
  func firstInstall() throws {
    let offered = try manifest("[permissions]\nactors = { access = \"write\" }\nsql = { access = \"none\" }", schema: 3)
    let changes = ManifestChanges(from: nil, to: offered)
    #expect(changes.permissions.map(\.name) == ["actors"])
    #expect(changes.permissions.first?.before == nil)
    #expect(changes.migrations == [1, 2, 3])
    #expect(changes.needsApproval)
    #expect(ManifestChanges(from: nil, to: offered, dataVersion: 2).migrations == [3])
    #expect(ManifestChanges(from: nil, to: offered, dataVersion: 3).migrations == [])
  }

  @Test("the same manifest changes nothing and needs no approval")
  func same() throws {
    let manifest = try manifest(
      "[permissions]\nactors = { access = \"write\" }\n[limits]\njob.cpu = \"60s\"", schema: 2)
    let changes = ManifestChanges(from: manifest, to: manifest)
    #expect(changes.permissions.isEmpty && changes.limits.isEmpty && changes.dependencies.isEmpty)
    #expect(changes.settings.isEmpty && changes.migrations.isEmpty && !changes.needsApproval)
  }

  @Test(
    "a permission is wider when it reaches further, and only then",
    arguments: [
      ("read", "write", "", "", true), ("write", "read", "", "", false), ("none", "read", "", "", true),
      ("write", "none", "", "", false), ("read", "read", "", "LU", false), ("read", "read", "LU", "", true),
      ("read", "read", "LU", "LU,BE-WAL", true), ("read", "read", "LU,BE-WAL", "LU", false),
      ("read", "write", "LU", "LU", true),
      ("write", "read", "LU", "BE-WAL", true), ("none", "read", "LU", "LU", true),
    ])
  func wider(from: String, to: String, before: String, after: String, isWider: Bool) throws {
    func request(_ access: String, _ territories: String) throws -> Manifest {
      let codes = territories.split(separator: ",").map { "\"\($0)\"" }.joined(separator: ", ")
      return try manifest(
        "[permissions]\nactors = { access = \"\(access)\"\(codes.isEmpty ? "" : ", territories = [\(codes)]") }")
    }
    let changes = try ManifestChanges(from: request(from, before), to: request(to, after))
    #expect(changes.permissions.count == 1)
    #expect(changes.permissions.first?.isWider == isWider)
    #expect(changes.needsApproval == isWider)
  }

  @Test("another reason is no change; a higher limit needs approval, a lower one does not")
  func reasonsAndLimits() throws {
    let reason = "[permissions]\nactors = { access = \"read\", reason = { en = \"REASON\" } }"
    let other = try ManifestChanges(
      from: manifest(reason), to: manifest(reason.replacing("REASON", with: "another")))
    #expect(other.permissions.isEmpty && !other.needsApproval)
    let (low, high) = (try manifest("[limits]\njob.cpu = \"60s\""), try manifest("[limits]\njob.cpu = \"61s\""))
    #expect(ManifestChanges(from: low, to: high).needsApproval)
    #expect(!ManifestChanges(from: high, to: low).needsApproval)
    #expect(ManifestChanges(from: high, to: low).limits.first?.after?.amount == 60_000)
    #expect(try ManifestChanges(from: manifest(""), to: low).needsApproval)
    #expect(try !ManifestChanges(from: low, to: manifest("")).needsApproval)
  }
}
