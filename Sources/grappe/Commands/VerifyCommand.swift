import ArgumentParser
import Bundles
import Ecosystem
import Engine

/// `grappe verify`: who signed a bundle, and whether that is to be trusted.
struct VerifyCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "verify",
      abstract: wording(
        fr: "Dit qui a signé un bundle et s'il est tenu pour sûr, sans rien en lire d'autre.",
        en: "Says who signed a bundle and whether it is trusted, without reading anything else of it."),
      discussion: wording(
        fr: "Juge d'après l'espace de travail, ou sans lui d'après --allowed-signers.\n\n",
        en: "Judges by the workspace, or without one by --allowed-signers.\n\n")
        + example("grappe verify ../bundles/wallonia-1.0.0.grappe"))
  }

  @OptionGroup var options: GlobalOptions

  @Argument(help: ArgumentHelp(wording(fr: "Le bundle.", en: "The bundle."), valueName: "file"))
  var file: String

  @Option(
    help: ArgumentHelp(
      wording(
        fr: "Qui peut signer, au format allowed_signers d'OpenSSH ; l'espace de travail ne compte alors pas.",
        en: "Who may sign, in OpenSSH's allowed_signers format; the workspace does not count then."), valueName: "file")
  )
  var allowedSigners: String?

  @Option(
    help: ArgumentHelp(
      wording(
        fr: "Clés et bundles révoqués, avec --allowed-signers.", en: "Revoked keys and bundles, with --allowed-signers."
      ),
      valueName: "file"))
  var revoked: String?

  func validate() throws {
    if revoked != nil, allowedSigners == nil {
      throw ValidationError(
        wording(fr: "--revoked accompagne --allowed-signers.", en: "--revoked goes with --allowed-signers."))
    }
  }

  func run() throws {
    report(try BundleVerification(file: file, policy: try policy()))
  }

  private func policy() throws -> TrustPolicy? {
    if let allowedSigners { return try TrustPolicy(allowedSigners: allowedSigners, revoked: revoked) }
    do { return try options.openWorkspace().trust.policy() } catch EngineError.workspaceMissing(_, isSearched: true) {
      return nil
    }
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
    Output.line(verified.fingerprint.map(signedLine(verified)) ?? wording(fr: "Pas de signature.", en: "No signature."))
    Output.line(
      verified.signer == nil
        ? wording(fr: "Tenu pour sûr par son identifiant.", en: "Trusted by its id.")
        : wording(fr: "Tenu pour sûr : ce signataire est permis.", en: "Trusted: this signer is allowed."))
  }

  private func signedLine(_ verified: BundleVerification) -> (String) -> String {
    { key in
      let name = verified.signer ?? wording(fr: "un signataire inconnu", en: "an unknown signer")
      return wording(fr: "Signé par \(name), clé \(key).", en: "Signed by \(name), key \(key).")
    }
  }
}
