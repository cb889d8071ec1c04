import Foundation
import Testing

@testable import Engine

/// The sections `[portal]` and `[web]` of `config.toml`.
@Suite struct PortalSettingsTests {
  private func settings(_ text: String) throws -> PortalSettings {
    let folder = FileManager.default.temporaryDirectory.appending(path: "grappe-settings-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(text.utf8).write(to: folder.appending(path: "config.toml"))
    return try Workspace.settings(of: folder).portal
  }

  @Test("Each setting is read, and those left out keep their defaults")
  func read() throws {
    let read = try settings(
      "[portal]\nname = \"Grappe\"\naccent = \"#7A0000\"\nlogo = \"l.svg\"\n[web]\nrequest_seconds = 1\nbehind_proxy = true\n")
    #expect(read.name == "Grappe" && read.accent == "#7a0000" && read.logo == "l.svg")
    #expect(read.requestSeconds == 1 && read.isBehindProxy && read.connections == PortalSettings().connections)
  }

  @Test(
    "A setting that would not work is refused by its name",
    arguments: [
      "portal.accent = \"#aaaaaa\"", "portal.accent_dark = \"#333333\"", "portal.accent = \"red\"", "portal.logo = \"../x.svg\"",
      "portal.address = \"javascript:x\"", "portal.contact = \"nobody\"", "portal.name = \"\"", "web.connections = 0",
      "web.idle_seconds = \"1\"",
      "web.behind_proxy = 1", "portal.fonts = \"x\"",
    ])
  func refused(_ line: String) throws {
    let name = line.prefix { $0 != " " }.description
    #expect { _ = try settings(line) } throws: { error in
      guard case EngineError.settingInvalid(_, _, let found, _) = error else { return false }
      return found == name
    }
  }

  @Test("The contrast of colours is that of WCAG")
  func contrast() throws {
    #expect(Contrast.ratio("#000000", "#ffffff") == 21)
    let grey = try #require(Contrast.ratio("#767676", "#ffffff"))
    #expect(abs(grey - 4.54) < 0.01)
    #expect(Contrast.ratio("#12345", "#ffffff") == nil)
  }
}
