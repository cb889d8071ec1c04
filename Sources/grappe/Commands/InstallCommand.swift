import ArgumentParser

/// `grappe install`: shows what bundles ask for and bring, and installs them when the admin approves.
struct InstallCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "install",
      abstract: wording(fr: "Installe des bundles, tous ou aucun.", en: "Installs bundles, all or none."),
      discussion: example("grappe install ../bundles/*.grappe"))
  }

  @OptionGroup var options: GlobalOptions
  @OptionGroup var installOptions: InstallOptions

  @Argument(
    help: ArgumentHelp(
      wording(fr: "Bundles, ou dossiers de greffons.", en: "Bundles, or plugins' folders."), valueName: "file|dir"))
  var paths: [String]

  func validate() throws {
    guard !paths.isEmpty else {
      throw ValidationError(wording(fr: "Donnez au moins un bundle.", en: "Give at least one bundle."))
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
        fr: "Remplace un greffon installé par une autre version, après en avoir montré les changements.",
        en: "Replaces an installed plugin by another version, after showing what changes."),
      discussion: wording(
        fr: "Sans approbation d'une nouvelle permission, la version installée continue.\n\n",
        en: "Without approval of a new permission the installed version runs on.\n\n")
        + example("grappe upgrade ../bundles/wallonia-1.0.0.grappe"))
  }

  @OptionGroup var options: GlobalOptions
  @OptionGroup var installOptions: InstallOptions

  @Argument(
    help: ArgumentHelp(
      wording(fr: "Le bundle, ou le dossier du greffon.", en: "The bundle, or the plugin's folder."),
      valueName: "file|dir"))
  var path: String

  mutating func run() async throws {
    try await installOptions.install([path], options, isUpgrade: true)
  }
}
