import ArgumentParser
import Ecosystem
import Engine

/// `grappe sign`: writes the signature beside a bundle.
struct SignCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "sign",
      abstract: wording(fr: "Signe un bundle avec une clé SSH.", en: "Signs a bundle with an SSH key."),
      discussion: wording(
        fr: "Écrit FICHIER.sig, que ssh-keygen -Y verify -n grappe-bundle accepte aussi.\n\n",
        en: "Writes FILE.sig, which ssh-keygen -Y verify -n grappe-bundle accepts too.\n\n")
        + example(
          "ssh-keygen -q -t ed25519 -N '' -f key && grappe pack ../plugins/paca && grappe sign paca-1.0.0.grappe --key key"
        ))
  }

  @OptionGroup var options: GlobalOptions

  @Argument(help: ArgumentHelp(wording(fr: "Le bundle.", en: "The bundle."), valueName: "file"))
  var file: String

  @Option(
    help: ArgumentHelp(
      wording(fr: "Une clé privée Ed25519 sans phrase de passe.", en: "An Ed25519 private key without passphrase."),
      valueName: "file"))
  var key: String

  func run() throws {
    let signed = try BundleSigning.sign(file: file, key: key)
    let output = try OutputFile(path: file + ".sig", protecting: options.workspaceFolder)
    try output.write(signed.signature)
    try output.close()
    guard !options.json else {
      return Output.json(
        .map([
          "id": .text(signed.id.description), "key": .text(signed.fingerprint), "signature": .text(file + ".sig"),
        ]))
    }
    Output.line(
      wording(
        fr: "\(file).sig : signé avec la clé \(signed.fingerprint).",
        en: "\(file).sig: signed with the key \(signed.fingerprint)."))
  }
}
