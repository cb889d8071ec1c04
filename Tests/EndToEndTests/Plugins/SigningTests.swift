import Foundation
import Testing

/// Signing and verification on the command line, with OpenSSH's own tool as the oracle.
@Suite struct SigningTests {
  /// A folder with a bundle and two keys; `key` is in the list of signers.
  struct Desk {
    let folder = try! TemporaryFolder()
    let bundle: String
    var grappe: GrappeBinary { GrappeBinary(directory: folder.url) }

    init() throws {
      bundle = try PluginVersion().pack(with: GrappeBinary(directory: folder.url)).file
      for key in ["key", "other"] {
        try ssh("-q", "-t", "ed25519", "-N", "", "-C", "signer@example.org", "-f", key)
      }
      try allow("signer@example.org")
    }

    @discardableResult
    func ssh(_ arguments: String..., input: String? = nil) throws -> GrappeBinary.Run {
      let words =
        input.map { ["-c", "exec ssh-keygen \"$@\" < \($0)", "sh"] } ?? ["-c", "exec ssh-keygen \"$@\"", "sh"]
      return try GrappeBinary.run(URL(filePath: "/bin/sh"), words + arguments, in: folder.url)
    }

    func text(_ name: String) throws -> String {
      try String(contentsOf: folder.url.appending(path: name), encoding: .utf8)
    }

    func write(_ name: String, _ text: String) throws {
      try Data(text.utf8).write(to: folder.url.appending(path: name))
    }

    /// Writes the list of signers with the key, after the given principals and options of OpenSSH.
    func allow(_ words: String, key: String = "key") throws {
      try write("signers", "\(words) \(try text("\(key).pub"))")
    }

    func sign(namespace: String = "grappe-bundle", key: String = "key") throws {
      try? FileManager.default.removeItem(at: folder.url.appending(path: "\(bundle).sig"))
      let run = try ssh("-Y", "sign", "-n", namespace, "-f", key, bundle)
      try #require(run.status == 0, "\(run.errors)")
    }

    func verify(_ more: String..., language: String = "en") throws -> GrappeBinary.Run {
      try grappe.run(["verify", bundle, "--allowed-signers", "signers"] + more, language: language)
    }
  }

  @Test("ssh-keygen verifies what grappe signed")
  func ours() throws {
    let desk = try Desk()
    let run = try desk.grappe("sign", desk.bundle, "--key", "key")
    #expect(run.status == 0, "\(run.errors)")
    let arguments = [
      "-Y", "verify", "-n", "grappe-bundle", "-f", "signers", "-I", "signer@example.org", "-s", "\(desk.bundle).sig",
    ]
    let good = try GrappeBinary.run(
      URL(filePath: "/bin/sh"), ["-c", "exec ssh-keygen \"$@\" < \(desk.bundle)", "sh"] + arguments, in: desk.folder.url
    )
    #expect(good.status == 0, "\(good.errors)")
  }

  @Test("grappe verifies what ssh-keygen signed, and says who it was")
  func theirs() throws {
    let desk = try Desk()
    try desk.sign()
    let run = try desk.verify()
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("Signed by signer@example.org"))
    let fingerprint = try desk.ssh("-l", "-f", "key.pub").output.split(separator: " ")[1]
    #expect(run.output.contains(fingerprint))
    let told = try json(try desk.verify("--json").output) as? [String: Any]
    #expect(told?["trusted"] as? Bool == true && told?["signer"] as? String == "signer@example.org")
  }

  private func refusal(_ code: String, _ prepare: (Desk) throws -> [String]) throws {
    let desk = try Desk()
    try desk.sign()
    let more = try prepare(desk)
    let run = try desk.grappe.run(["verify", desk.bundle, "--allowed-signers", "signers", "--json"] + more)
    #expect(run.status == 3)
    let error = (try json(run.errors) as? [String: Any])?["error"] as? [String: Any]
    #expect(error?["code"] as? String == code, "\(run.errors)")
    for language in ["fr", "en"] {
      let told = try desk.grappe.run(
        ["verify", desk.bundle, "--allowed-signers", "signers"] + more, language: language)
      #expect(told.errors.split(separator: "\n").count == 2, "\(told.errors)")
    }
  }

  @Test("A signature for another purpose is refused")
  func namespace() throws {
    try refusal("signature.wrong-namespace") { desk in
      try desk.sign(namespace: "file")
      return []
    }
  }

  @Test("An expired key is refused")
  func expired() throws {
    try refusal("signature.expired") { desk in
      try desk.allow("signer@example.org valid-before=\"20200101\"")
      return []
    }
  }

  @Test("A revoked key is refused")
  func revoked() throws {
    try refusal("signature.revoked") { desk in
      try desk.write("revoked", try desk.text("key.pub"))
      return ["--revoked", "revoked"]
    }
  }

  @Test("The signature of another file is refused")
  func otherFile() throws {
    try refusal("signature.mismatch") { desk in
      var other = PluginVersion()
      other.version = "9.0.0"
      let (file, _) = try other.pack(with: desk.grappe)
      try #require(try desk.ssh("-Y", "sign", "-n", "grappe-bundle", "-f", "key", file).status == 0)
      try desk.write("\(desk.bundle).sig", try desk.text("\(file).sig"))
      return []
    }
  }

  @Test("An altered file is refused")
  func altered() throws {
    try refusal("signature.mismatch") { desk in
      let url = desk.folder.url.appending(path: desk.bundle)
      var bytes = try Data(contentsOf: url)
      bytes[bytes.count / 2] ^= 1
      try bytes.write(to: url)
      return []
    }
  }

  @Test("A key that nobody allowed is refused")
  func unknown() throws {
    try refusal("signature.unknown-signer") { desk in
      try desk.sign(key: "other")
      return []
    }
  }

  @Test("A key that is allowed for other purposes only is refused")
  func otherPurpose() throws {
    try refusal("signature.namespace-not-allowed") { desk in
      try desk.allow("signer@example.org namespaces=\"git\"")
      return []
    }
  }

  @Test("A bundle without signature is refused, and so is one where nothing says whom to trust")
  func missing() throws {
    let desk = try Desk()
    let unsigned = try desk.verify()
    #expect(unsigned.status == 3)
    #expect(unsigned.errors.contains("\(desk.bundle).sig"))
    try desk.sign()
    let untold = try desk.grappe("verify", desk.bundle)
    #expect(untold.status == 3)
    #expect(untold.errors.contains("SHA256:") && untold.errors.contains("--allowed-signers"))
  }

  @Test("A key with a passphrase, a key of another kind and a damaged bundle are not signed with or signed")
  func unusable() throws {
    let desk = try Desk()
    try desk.ssh("-q", "-t", "ed25519", "-N", "secret", "-f", "locked")
    try desk.ssh("-q", "-t", "ecdsa", "-N", "", "-f", "ecdsa")
    try desk.write("text.grappe", "not a bundle")
    for arguments in [
      [desk.bundle, "--key", "locked"], [desk.bundle, "--key", "ecdsa"], ["text.grappe", "--key", "key"],
    ] {
      let run = try desk.grappe.run(["sign"] + arguments)
      #expect(run.status == 3, "\(run.errors)")
    }
    #expect(!FileManager.default.fileExists(atPath: desk.folder.url.appending(path: "\(desk.bundle).sig").path))
  }

  @Test("A signed bundle installs where its signer is allowed, and not where the key is not")
  func installing() throws {
    let desk = try Desk()
    try desk.sign()
    try #require(try desk.grappe("init").status == 0)
    let stranger = try desk.grappe("install", desk.bundle, "--yes")
    #expect(stranger.status == 3)
    try FileManager.default.createDirectory(
      at: desk.folder.url.appending(path: "trust"), withIntermediateDirectories: true)
    try desk.write("trust/allowed_signers", try desk.text("signers"))
    let verified = try desk.grappe("verify", desk.bundle)
    #expect(verified.status == 0, "\(verified.errors)")
    let run = try desk.grappe("install", desk.bundle, "--yes")
    #expect(run.status == 0, "\(run.errors)")
  }
}
