import Foundation

/// Reads `config.toml`, which no command can do without once it is there.
struct SettingsCheck {
  let directory: URL

  func findings() -> [DoctorFinding] {
    let file = directory.appending(path: "config.toml")
    do {
      _ = try WorkspaceSettings(contentsOf: file)
      return []
    } catch {
      return [.settingsInvalid(SystemReason.localized(error))]
    }
  }
}
