import Foundation

/// Checks `config.toml`: if it is invalid, every command fails.
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
