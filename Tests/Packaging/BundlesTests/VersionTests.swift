import Testing

@testable import Bundles

@Suite("Versions and ranges") struct VersionTests {
  @Test("versions are ordered as SemVer 2.0.0 lists them in clause 11")
  func precedence() throws {
    let texts = [
      "0.9.9", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11",
      "1.0.0-rc.1", "1.0.0", "1.0.1", "1.2.0", "1.10.0", "2.0.0",
    ]
    let versions = try texts.map { try #require(SemanticVersion($0)) }
    #expect(versions.shuffled().sorted() == versions)
    #expect(versions.map(\.description) == texts)
  }

  @Test(
    "what is no version is none",
    arguments: [
      "", "1", "1.2", "1.2.3.4", "01.2.3", "1.02.3", "1.2.3-", "1.2.3-a..b", "1.2.3-01", "1.2.3+build", "v1.2.3",
      "1.2.x",
      " 1.2.3", "1.2.3 ", "-1.2.3", "1.2.1234567890", "1.2.3-é", "١.٢.٣",
    ])
  func notVersions(text: String) { #expect(SemanticVersion(text) == nil) }

  @Test(
    "a range accepts what it says and nothing beside it",
    arguments: [
      (">=1.0, <2.0", "1.0.0 1.9.9", "0.9.9 2.0.0 2.0.0-rc.1 1.5.0-rc.1"), ("^1.2", "1.2.0 1.99.0", "1.1.9 2.0.0"),
      ("^0.2", "0.2.0 0.2.9", "0.1.0 0.3.0 1.0.0"), ("^0.0.3", "0.0.3", "0.0.2 0.0.4"), ("^0", "0.0.0 0.9.0", "1.0.0"),
      ("^0.0", "0.0.0 0.0.9", "0.1.0"), ("~1.2", "1.2.0 1.2.9", "1.3.0"), ("~1.2.3", "1.2.3 1.2.9", "1.2.2 1.3.0"),
      ("~1", "1.0.0 1.9.0", "2.0.0"), ("1.2.3", "1.2.3", "1.2.2 1.2.4 1.2.3-rc.1"), ("=1.2.3", "1.2.3", "1.2.4"),
      ("1.2", "1.2.0 1.2.9", "1.1.0 1.3.0"), ("1", "1.0.0 1.9.9", "2.0.0 0.9.0"), ("*", "0.0.0 9.9.9", "1.0.0-rc.1"),
      (">1.2", "1.3.0 2.0.0", "1.2.0 1.2.9"), (">1.2.3", "1.2.4", "1.2.3"), ("<=1.2", "1.2.9 0.1.0", "1.3.0"),
      ("<=1.2.3", "1.2.3", "1.2.4"), (">=1.0.0-rc.1, <2", "1.0.0-rc.1 1.0.0-rc.2 1.0.0 1.5.0", "1.0.0-beta 1.5.0-rc.1"),
      (" >= 1.0 ,<2.0 ", "1.0.0", "2.0.0"), (">=1.0,>=1.5", "1.5.0", "1.4.0"), (">=1.0,>1.0.0", "1.0.1", "1.0.0"),
    ])
  func ranges(text: String, accepted: String, refused: String) throws {
    let range = try VersionRange(text)
    for version in accepted.split(separator: " ") {
      #expect(range.contains(try #require(SemanticVersion(String(version)))), "\(text) takes \(version)")
    }
    for version in refused.split(separator: " ") {
      #expect(!range.contains(try #require(SemanticVersion(String(version)))), "\(text) refuses \(version)")
    }
  }

  @Test(
    "what is no range is malformed",
    arguments: ["", ">=", "1.0 2.0", ">=1.0,", "=>1.0", "^*", "1.x", ">=1.0 <2.0", "≥1"])
  func malformed(text: String) {
    #expect(throws: VersionRange.Problem.malformed) { try VersionRange(text) }
  }

  @Test(
    "a range that nothing can lie in is impossible",
    arguments: [">=2.0, <1.0", ">1.0.0, <1.0.0", "<0.0.0", "=1.0.0, =2.0.0"])
  func impossible(text: String) {
    #expect(throws: VersionRange.Problem.impossible) { try VersionRange(text) }
  }
}
