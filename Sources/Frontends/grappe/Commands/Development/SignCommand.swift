import ArgumentParser
import Ecosystem
import Engine
import Localization

/// `grappe sign`: writes the signature beside a bundle.
struct SignCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "sign",
      abstract: wording("grappe.sign.signs-bundle-ssh-key"),
      discussion: wording("grappe.sign.writes-file-sig-which") + "\n\n"
        + example(
          "ssh-keygen -q -t ed25519 -N '' -f key && grappe pack ../plugins/paca && grappe sign paca-*.grappe --key key"
        ))
  }

  @OptionGroup var options: GlobalOptions

  @Argument(help: ArgumentHelp(wording("grappe.sign.bundle"), valueName: "file"))
  var file: String

  @Option(
    help: ArgumentHelp(
      wording("grappe.sign.ed25519-private-key-without"),
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
          "id": (signed.id?.description).map(FieldValue.text) ?? .null, "key": .text(signed.fingerprint), "signature": .text(file + ".sig"),
        ]))
    }
    Output.line(
      wording(
        "grappe.sign.sig-signed-key", ["file": file, "fingerprint": signed.fingerprint]))
  }
}
