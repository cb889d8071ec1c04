import ArgumentParser
import Bundles
import Ecosystem
import Engine
import Foundation
import Reports

/// `grappe install`: shows what bundles ask for and bring, and installs them when the admin approves.
struct InstallCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "install",
      abstract: wording(fr: "Installe des bundles, tous ou aucun.", en: "Installs bundles, all or none."),
      discussion: example("grappe install ../bundles/*.grappe"))
  }

  @OptionGroup var options: GlobalOptions

  @Argument(help: ArgumentHelp(wording(fr: "Bundles, ou dossiers de greffons.", en: "Bundles, or plugins' folders."), valueName: "file|dir"))
  var paths: [String]

  @Flag(help: ArgumentHelp(wording(fr: "Approuver les permissions demandées.", en: "Approve the permissions asked for.")))
  var yes = false

  @Flag(help: ArgumentHelp(wording(fr: "Tout essayer et ne rien garder.", en: "Try everything and keep nothing.")))
  var dryRun = false

  @Option(
    help: ArgumentHelp(
      wording(fr: "Tenir pour sûr le bundle de cet identifiant (répétable).", en: "Trust the bundle of this id (repeatable)."),
      valueName: "sha256:id"))
  var trust: [String] = []

  @Flag(help: ArgumentHelp(wording(fr: "Accepter une version plus basse.", en: "Accept a lower version.")))
  var downgrade = false

  func validate() throws {
    guard !paths.isEmpty else {
      throw ValidationError(wording(fr: "Donnez au moins un bundle.", en: "Give at least one bundle."))
    }
  }

  mutating func run() async throws {
    let installer = Installer(host: try options.openHost())
    let plan = try installer.plan(paths: paths, trusted: try trustedIDs(), isDowngradeAllowed: downgrade)
    let view = InstallPlanView(plan: plan)
    if !options.json { view.print() }
    guard !plan.changes.isEmpty else { return view.printUnchanged(isJSON: options.json) }
    if !dryRun { try approve(plan) }
    let outcome = try await installer.apply(plan, isDryRun: dryRun)
    view.print(outcome, isJSON: options.json)
  }

  private func trustedIDs() throws -> Set<BundleID> {
    Set(
      try trust.map { text in
        guard let id = BundleID(text) else {
          throw ValidationError(
            wording(
              fr: "--trust est sha256: et 64 chiffres hexadécimaux, pas « \(text) ».",
              en: "--trust is sha256: and 64 hexadecimal digits, not \"\(text)\"."))
        }
        return id
      })
  }

  private func approve(_ plan: InstallPlan) throws {
    guard plan.needsApproval, !yes else { return }
    guard Terminal.isInput, !options.json else { throw notApproved(plan) }
    FileHandle.standardError.write(Data(wording(fr: "Installer ? [o/N] ", en: "Install? [y/N] ").utf8))
    let answer = (readLine() ?? "").trimmingCharacters(in: .whitespaces).lowercased()
    guard ["o", "oui", "y", "yes"].contains(answer) else { throw notApproved(plan) }
  }

  private func notApproved(_ plan: InstallPlan) -> EngineError {
    .notApproved(name: plan.changes.map(\.bundle.manifest.name).joined(separator: ", "))
  }
}
