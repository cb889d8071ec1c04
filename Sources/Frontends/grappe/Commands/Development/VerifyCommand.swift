import ArgumentParser
import Bundles
import Ecosystem
import Engine
import Localization

/// `grappe verify`: the signer of a bundle, and whether it is trusted.
struct VerifyCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "verify",
      abstract: wording(
        "grappe.verify.says-who-signed-bundle"),
      discussion: wording("grappe.verify.judges-workspace-without-one") + "\n\n"
        + example("grappe verify ../bundles/wallonia-*.grappe"))
  }

  @OptionGroup var options: GlobalOptions

  @Argument(help: ArgumentHelp(wording("grappe.verify.bundle"), valueName: "file"))
  var file: String

  @Option(
    help: ArgumentHelp(
      wording(
        "grappe.verify.who-may-sign-openssh"), valueName: "file")
  )
  var allowedSigners: String?

  @Option(
    help: ArgumentHelp(
      wording(
        "grappe.verify.revoked-keys-bundles-allowed"),
      valueName: "file"))
  var revoked: String?

  func validate() throws {
    if revoked != nil, allowedSigners == nil {
      throw ValidationError(
        wording("grappe.verify.revoked-goes-allowed-signers"))
    }
  }

  func run() throws {
    report(try BundleVerification(file: file, policy: try policy()))
  }

  private func policy() throws -> TrustPolicy? {
    if let allowedSigners { return try TrustPolicy(allowedSigners: allowedSigners, revoked: revoked) }
    return try options.trustPolicy()
  }

  private func report(_ verified: BundleVerification) {
    guard !options.json else {
      return Output.json(
        .map([
          "id": .text(verified.id.description), "trusted": .boolean(true),
          "key": verified.fingerprint.map(FieldValue.text) ?? .null,
          "signer": verified.signer.map(FieldValue.text) ?? .null,
          "basis": .text(verified.signer == nil ? "pinned" : "signed"),
        ]))
    }
    Output.line("\(verified.id)")
    Output.line(verified.fingerprint.map(signedLine(verified)) ?? wording("grappe.verify.no-signature"))
    Output.line(
      verified.signer == nil
        ? wording("grappe.verify.trusted-id")
        : wording("grappe.verify.trusted-signer-allowed"))
  }

  private func signedLine(_ verified: BundleVerification) -> (String) -> String {
    { key in
      let name = verified.signer ?? wording("grappe.verify.unknown-signer")
      return wording("grappe.verify.signed-key", ["name": name, "key": key])
    }
  }
}
