import Foundation
import Testing

@testable import Bundles

/// A folder with keys that `ssh-keygen` made, and a packed bundle.
final class SigningFolder {
  let folder: ScratchFolder
  let packed: [UInt8]
  var path: String { folder.path }

  init() throws {
    folder = try ScratchFolder()
    packed = try Sample.bundle().packed()
    try folder.write("sample.grappe", packed)
    try makeKey("key")
  }

  func makeKey(_ name: String, kind: String = "ed25519", passphrase: String = "") throws {
    let answer = try Tool.run(
      ["ssh-keygen", "-q", "-t", kind, "-N", passphrase, "-C", "signer@example.org", "-f", name], in: path)
    try #require(answer.status == 0, "\(answer.errors)")
  }

  func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: path + "/" + name))) }

  func publicLine(_ name: String) throws -> String {
    String(decoding: try bytes(name + ".pub"), as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Signs sample.grappe with ssh-keygen and returns the `.sig`.
  func sshSignature(key: String = "key", namespace: String = "grappe-bundle", more: [String] = []) throws -> [UInt8] {
    try? FileManager.default.removeItem(atPath: path + "/sample.grappe.sig")
    let answer = try Tool.run(
      ["ssh-keygen", "-Y", "sign", "-n", namespace, "-f", key] + more + ["sample.grappe"], in: path)
    try #require(answer.status == 0, "\(answer.errors)")
    return try bytes("sample.grappe.sig")
  }

  /// Whether ssh-keygen verifies a signature of sample.grappe.
  func sshVerifies(signers: String, time: String? = nil, revoked: String? = nil) throws -> Bool {
    try folder.write("signers", signers.utf8)
    if let revoked { try folder.write("revoked", revoked.utf8) }
    var arguments = ["ssh-keygen", "-Y", "verify", "-n", "grappe-bundle", "-f", "signers", "-I", "signer@example.org"]
    arguments += ["-s", "sample.grappe.sig"] + (revoked == nil ? [] : ["-r", "revoked"])
    if let time { arguments += ["-Overify-time=" + time] }
    return try Tool.run(arguments, in: path, input: try bytes("sample.grappe")).status == 0
  }
}

@Suite("Signatures") struct SignatureTests {
  @Test("ssh-keygen verifies what Grappe signed (oracle: ssh-keygen -Y verify)")
  func sshVerifiesOurs() throws {
    let folder = try SigningFolder()
    let key = try SSHPrivateKey(file: folder.path + "/key")
    let signature = try BundleSignature(signing: folder.packed, with: key)
    try folder.folder.write("sample.grappe.sig", signature.file)
    let signers = "signer@example.org " + (try folder.publicLine("key"))
    #expect(try folder.sshVerifies(signers: signers))
    try folder.folder.write("sample.grappe", folder.packed + [0])
    #expect(try !folder.sshVerifies(signers: signers))
  }

  @Test("Grappe verifies what ssh-keygen signed, and writes the same file (oracle: ssh-keygen -Y sign)")
  func weVerifyTheirs() throws {
    let folder = try SigningFolder()
    let file = try folder.sshSignature()
    let signature = try BundleSignature(parsing: file)
    #expect(throws: Never.self) { try signature.verify(folder.packed) }
    #expect(signature.file == file)
    let ours = try BundleSignature(signing: folder.packed, with: SSHPrivateKey(file: folder.path + "/key"))
    #expect(ours.file == file)
  }

  @Test("fingerprints are those of ssh-keygen (oracle: ssh-keygen -l)")
  func fingerprints() throws {
    let folder = try SigningFolder()
    let key = try SSHPrivateKey(file: folder.path + "/key").publicKey
    let listed = try Tool.run(["ssh-keygen", "-l", "-f", "key.pub"], in: folder.path).text
    #expect(listed.contains(" " + key.fingerprint + " "))
    #expect(try folder.publicLine("key").hasPrefix(key.description))
  }

  @Test("another file, another namespace, another hash and another kind of key each have their refusal")
  func refusals() throws {
    let folder = try SigningFolder()
    let good = try BundleSignature(parsing: folder.sshSignature())
    #expect(Sample.code { try good.verify(folder.packed.dropLast()) } == .signatureMismatch)
    #expect(Sample.code { try good.verify(folder.packed + [0]) } == .signatureMismatch)
    let other = Sample.error { _ = try BundleSignature(parsing: folder.sshSignature(namespace: "file")) }
    #expect(other?.code == .signatureWrongNamespace)
    #expect(other?.sentence(in: .en) == "signed for “file”, not for “grappe-bundle”")
    let sha256 = Sample.error { _ = try BundleSignature(parsing: folder.sshSignature(more: ["-Ohashalg=sha256"])) }
    #expect(sha256?.code == .signatureMalformed)
    try folder.makeKey("rsa", kind: "rsa")
    #expect(Sample.code { _ = try BundleSignature(parsing: folder.sshSignature(key: "rsa")) } == .keyUnsupported)
  }

  @Test("every bit of a signature counts, and no altered or cut one is taken or crashes")
  func alteredSignatures() throws {
    let folder = try SigningFolder()
    let armor = SSHArmor.signature
    let blob = try #require(armor.open(folder.sshSignature()))
    for index in blob.indices {
      for bit in 0..<8 {
        var changed = blob
        changed[index] ^= 1 << bit
        #expect(
          Sample.error { try BundleSignature(parsing: armor.close(changed)).verify(folder.packed) } != nil,
          "byte \(index), bit \(bit)")
      }
      #expect(Sample.error { _ = try BundleSignature(parsing: armor.close(Array(blob[..<index]))) } != nil)
    }
    #expect(Sample.code { _ = try BundleSignature(parsing: armor.close(blob + [0])) } == .signatureMalformed)
    let file = armor.close(blob)
    for length in 0..<file.count - 1 {
      #expect(Sample.error { _ = try BundleSignature(parsing: Array(file[..<length])) } != nil)
    }
    #expect(Sample.code { _ = try BundleSignature(parsing: file + Array("x".utf8)) } == .signatureMalformed)
    #expect(Sample.code { _ = try BundleSignature(parsing: file + [0xFF]) } == .signatureMalformed)
    #expect(
      Sample.code { _ = try BundleSignature(parsing: Array(repeating: 65, count: 1 << 20)) } == .signatureMalformed)
  }

  @Test("private keys under a passphrase, of another kind and damaged ones are refused apart")
  func privateKeys() throws {
    let folder = try SigningFolder()
    try folder.makeKey("locked", passphrase: "secret")
    try folder.makeKey("ecdsa", kind: "ecdsa")
    #expect(Sample.code { _ = try SSHPrivateKey(file: folder.path + "/locked") } == .keyEncrypted)
    #expect(Sample.code { _ = try SSHPrivateKey(file: folder.path + "/ecdsa") } == .keyUnsupported)
    #expect(Sample.code { _ = try SSHPrivateKey(file: folder.path + "/key.pub") } == .keyInvalid)
    #expect(Sample.code { _ = try SSHPrivateKey(file: folder.path + "/none") } == .fileUnreadable)
    let blob = try #require(SSHArmor.privateKey.open(folder.bytes("key")))
    for index in blob.indices {
      #expect(Sample.error { _ = try SSHPrivateKey(parsing: SSHArmor.privateKey.close(Array(blob[..<index]))) } != nil)
    }
  }
}
