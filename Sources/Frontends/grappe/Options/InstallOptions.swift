import ArgumentParser
import Bundles
import Engine
import Foundation

/// The options of `install` and `upgrade`, and the steps from plan to outcome.
struct InstallOptions: ParsableArguments {
  @Flag(help: .approval) var yes = false

  @Flag(help: .dryRun) var dryRun = false

  @Option(
    help: ArgumentHelp(
      wording(
        "grappe.install-options.trust-bundle-id-repeatable"),
      valueName: "sha256:id"))
  var trust: [String] = []

  @Flag(help: ArgumentHelp(wording("grappe.install-options.accept-lower-version")))
  var downgrade = false

  /// Plans the installation of the bundles at `paths`, asks for approval, and applies it.
  func install(_ paths: [String], _ options: GlobalOptions, isUpgrade: Bool) async throws {
    let note = Progress.note
    let installer = Installer(host: try options.openHost()) { note?.say(Self.text($0)) }
    let request = try await installer.plan(
      paths: paths, trusted: try trustedIDs(), isDowngradeAllowed: downgrade, isUpgrade: isUpgrade)
    let view = InstallPlanView(plan: request)
    if !options.json { view.print() }
    guard !request.changes.isEmpty else { return view.printUnchanged(isJSON: options.json) }
    if dryRun, request.needsApproval, !yes { return view.printUnapproved(isJSON: options.json) }
    // No code of the bundles has run yet. Their contributions are known only after it may run.
    try Self.approve(request, isApproved: yes, isJSON: options.json, question: Self.mayRun)
    try await install(try await installer.withContributions(request), by: installer, options)
  }

  private func install(_ plan: InstallPlan, by installer: Installer, _ options: GlobalOptions) async throws {
    let view = InstallPlanView(plan: plan)
    if !options.json { view.printContributions() }
    if !dryRun { try Self.approve(plan, isApproved: yes, isJSON: options.json) }
    let outcome = try await installer.apply(plan, isDryRun: dryRun)
    view.print(outcome, isJSON: options.json)
  }

  private static var mayRun: String {
    wording("grappe.install-options.run-their-code-these")
  }

  private static func text(_ step: Installer.Progress) -> String {
    switch step {
    case .reading(let name): wording("grappe.install-options.reading", ["name": name])
    case .loading(let plugin): wording("grappe.install-options.loading", ["plugin": plugin])
    case .migrating(let plugin, let number, let count):
      wording("grappe.install-options.migration", ["plugin": plugin, "number": number, "count": count])
    }
  }

  private func trustedIDs() throws -> Set<BundleID> {
    Set(
      try trust.map { text in
        guard let id = BundleID(text) else {
          throw ValidationError(
            wording(
              "grappe.install-options.trust-sha256-64-hexadecimal", ["text": text]))
        }
        return id
      })
  }

  /// Asks the user at the terminal to approve a plan's requests.
  static func approve(
    _ plan: InstallPlan, isApproved: Bool, isJSON: Bool,
    question: String = wording("grappe.install-options.install-y-n"),
    isStopped: () -> Bool = { Task.isCancelled }
  ) throws {
    guard plan.needsApproval, !isApproved else { return }
    guard Confirmation.isGiven(question, isJSON: isJSON, isStopped: isStopped) else { throw notApproved(plan) }
  }

  private static func notApproved(_ plan: InstallPlan) -> EngineError {
    .notApproved(name: plan.changes.map(\.name).joined(separator: ", "), running: plan.replaced)
  }
}
