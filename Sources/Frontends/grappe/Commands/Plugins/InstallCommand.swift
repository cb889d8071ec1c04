import ArgumentParser
import Localization

/// `grappe install`: shows the requests and contributions of bundles, and installs them when the admin approves.
struct InstallCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "install",
      abstract: wording("grappe.install.installs-bundles-all-none"),
      discussion: example("grappe install ../bundles/*.grappe"))
  }

  @OptionGroup var options: GlobalOptions
  @OptionGroup var installOptions: InstallOptions

  @Argument(
    help: ArgumentHelp(
      wording("grappe.install.bundles-plugins-folders"), valueName: "file|dir"))
  var paths: [String]

  func validate() throws {
    guard !paths.isEmpty else {
      throw ValidationError(wording("grappe.install.give-least-one-bundle"))
    }
  }

  mutating func run() async throws {
    try await installOptions.install(paths, options, isUpgrade: false)
  }
}

/// `grappe upgrade`: replaces an installed plugin by another version of it.
struct UpgradeCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "upgrade",
      abstract: wording(
        "grappe.install.replaces-installed-plugin-another"),
      discussion: wording("grappe.install.without-approval-new-permission") + "\n\n"
        + example("grappe upgrade ../bundles/wallonia-*.grappe"))
  }

  @OptionGroup var options: GlobalOptions
  @OptionGroup var installOptions: InstallOptions

  @Argument(
    help: ArgumentHelp(
      wording("grappe.install.bundle-plugin-s-folder"),
      valueName: "file|dir"))
  var path: String

  mutating func run() async throws {
    try await installOptions.install([path], options, isUpgrade: true)
  }
}
