import Foundation
import Testing

@testable import Bundles

@Suite("Trust") struct TrustTests {
  private let now = Date(timeIntervalSince1970: 1_795_000_000)

  /// Returns the error of a refused bundle; nil when it is trusted.
  private func refusal(
    _ folder: SigningFolder, _ signature: [UInt8]?, signers: String = "", revoked: String = "", pins: String = "",
    fileName: String? = nil, at time: Date? = nil
  ) throws -> BundleError? {
    let policy = TrustPolicy(
      signers: try AllowedSigners(parsing: Array(signers.utf8), timeZone: .gmt),
      pins: try PinnedBundles(parsing: Array(pins.utf8)),
      revocations: try Revocations(parsing: Array(revoked.utf8)))
    return Sample.error {
      _ = try policy.decide(packed: folder.packed, signature: signature, fileName: fileName, at: time ?? now)
    }
  }

  @Test("a bundle an allowed signer signed is trusted, and by whom is told")
  func signed() throws {
    let folder = try SigningFolder()
    let line = "signer@example.org namespaces=\"grappe-bundle\" " + (try folder.publicLine("key"))
    let policy = TrustPolicy(signers: try AllowedSigners(parsing: Array(line.utf8)))
    let decision = try policy.decide(packed: folder.packed, signature: folder.sshSignature(), at: now)
    guard case .signed(let signer) = decision.basis else { throw CancellationError() }
    #expect(signer.principals == "signer@example.org")
    #expect(decision.id == (try Sample.bundle().id))
  }

  @Test("neither signed nor pinned is untrusted; pinned by id is trusted, under whatever name")
  func pinned() throws {
    let folder = try SigningFolder()
    let id = try Sample.bundle().id
    let error = try refusal(folder, nil)
    #expect(error?.code == .bundleUntrusted)
    #expect(error?.remedy(in: .en) == "find out where it comes from, then install it with --trust \(id)")
    #expect(try refusal(folder, nil, pins: "\(id.hexadecimal)  sample-1.0.0.grappe\n") == nil)
    #expect(try refusal(folder, nil, pins: "\(id.hexadecimal)  sample-1.0.0.grappe\n", fileName: "copy.grappe") == nil)
    let other = String(repeating: "0", count: 64) + "  sample-1.0.0.grappe\n"
    #expect(try refusal(folder, nil, pins: other, fileName: "sample-1.0.0.grappe")?.code == .bundlePinMismatch)
    #expect(try refusal(folder, nil, pins: other, fileName: "copy.grappe")?.code == .bundleUntrusted)
    let policy = TrustPolicy(pins: PinnedBundles([id]))
    #expect(try policy.decide(packed: folder.packed, signature: nil, at: now).basis == .pinned)
  }

  @Test("an unknown signer does not undo a pin, but a signature that does not fit does")
  func pinnedAndSigned() throws {
    let folder = try SigningFolder()
    let pins = try "\(Sample.bundle().id.hexadecimal)  sample-1.0.0.grappe\n"
    let signature = try folder.sshSignature()
    #expect(try refusal(folder, signature)?.code == .signatureUnknownSigner)
    #expect(try refusal(folder, signature, pins: pins) == nil)
    let line = "signer@example.org " + (try folder.publicLine("key"))
    try folder.folder.write("sample.grappe", folder.packed + [1])
    let stale = try folder.sshSignature()
    #expect(try refusal(folder, stale, signers: line, pins: pins)?.code == .signatureMismatch)
    #expect(try refusal(folder, Array("x".utf8), signers: line, pins: pins)?.code == .signatureMalformed)
  }

  @Test("a revoked key or bundle is refused however it is trusted")
  func revoked() throws {
    let folder = try SigningFolder()
    let (signature, line) = (try folder.sshSignature(), try folder.publicLine("key"))
    let id = try Sample.bundle().id
    let pins = "\(id.hexadecimal)  sample-1.0.0.grappe\n"
    let key = try SSHPublicKey(parsing: line)
    for revoked in [line, key.fingerprint + " # lost", "# both\n\n" + key.description] {
      #expect(
        try refusal(folder, signature, signers: "a@b " + line, revoked: revoked, pins: pins)?.code == .signatureRevoked)
    }
    #expect(
      try refusal(folder, signature, signers: "a@b " + line, revoked: "\(id)", pins: pins)?.code == .bundleRevoked)
    #expect(try refusal(folder, nil, revoked: "\(id)", pins: pins)?.code == .bundleRevoked)
    #expect(try !folder.sshVerifies(signers: "signer@example.org " + line, revoked: line), "ssh-keygen says so too")
  }

  @Test(
    "options of a signer hold as ssh-keygen holds them (oracle: ssh-keygen -Y verify)",
    arguments: [
      ("", nil), ("namespaces=\"grappe-bundle\" ", nil), ("namespaces=\"file,grappe-*\" ", nil),
      ("namespaces=\"file\" ", "signature.namespace-not-allowed"),
      ("namespaces=\"*,!grappe-bundle\" ", "signature.namespace-not-allowed"),
      ("NAMESPACES=\"grappe-bundl?\" ", nil), ("valid-after=\"20260101Z\" ", nil),
      ("valid-after=\"20270101Z\" ", "signature.expired"), ("valid-before=\"20260101Z\" ", "signature.expired"),
      ("valid-before=\"20261118Z\" ", "signature.expired"), ("valid-before=\"20261119Z\" ", nil),
      ("valid-after=\"20260101Z\",valid-before=\"20270101Z\",namespaces=\"grappe-bundle\" ", nil),
      ("valid-before=\"20261118140640Z\" ", nil), ("valid-before=\"20261118140639Z\" ", "signature.expired"),
      ("valid-after=\"20261118140640Z\" ", nil), ("valid-after=\"202611181407Z\" ", "signature.expired"),
    ] as [(String, String?)])
  func options(option: String, code: String?) throws {
    let folder = try SigningFolder()
    let signature = try folder.sshSignature()
    let line = "signer@example.org " + option + (try folder.publicLine("key"))
    let time = Date(timeIntervalSince1970: 1_795_010_800)
    #expect(try refusal(folder, signature, signers: line, at: time)?.code.rawValue == code)
    #expect(try folder.sshVerifies(signers: line, time: "20261118140640Z") == (code == nil))
  }

  @Test("a second line for the same key may allow what the first does not")
  func severalLines() throws {
    let folder = try SigningFolder()
    let key = try folder.publicLine("key")
    let lines = "# two\n\na@b namespaces=\"file\" \(key)\nc@d,e@f \(key)\r\n"
    #expect(try refusal(folder, folder.sshSignature(), signers: lines) == nil)
  }

  @Test(
    "a line that is not understood refuses the whole list, with its number",
    arguments: [
      ("a@b", "trust.invalid-line"), ("a@b KEY", "trust.invalid-line"),
      ("a@b cert-authority ssh-ed25519 KEY", "trust.invalid-line"),
      ("a@b CERT-AUTHORITY,namespaces=\"x\" ssh-ed25519 KEY", "trust.invalid-line"),
      ("a@b namespaces=grappe-bundle ssh-ed25519 KEY", "trust.invalid-line"),
      ("a@b colour=\"red\" ssh-ed25519 KEY", "trust.invalid-line"),
      ("a@b namespaces=\"\" ssh-ed25519 KEY", "trust.invalid-line"),
      ("a@b namespaces=\"x ssh-ed25519 KEY", "trust.invalid-line"),
      ("a@b namespaces=\"x\",namespaces=\"y\" ssh-ed25519 KEY", "trust.invalid-line"),
      ("a@b valid-after=\"2026\" ssh-ed25519 KEY", "trust.invalid-line"),
      ("a@b valid-after=\"20261301\" ssh-ed25519 KEY", "trust.invalid-line"),
      ("a@b valid-after=\"20270101Z\",valid-before=\"20260101Z\" ssh-ed25519 KEY", "trust.invalid-line"),
      ("a@b ssh-rsa AAAAB3NzaC1yc2E=", "key.unsupported"), ("a@b ssh-ed25519 AAAA", "key.invalid"),
      ("a@b ssh-ed25519 !", "key.invalid"),
    ])
  func badLines(line: String, code: String) throws {
    let key = SSHPublicKey(bytes: Array(repeating: 7, count: 32))
    let base64 = String(key.description.split(separator: " ")[1])
    let list = "x@y \(key)\n" + line.replacing("KEY", with: base64)
    let error = Sample.error { _ = try AllowedSigners(parsing: Array(list.utf8)) }
    #expect(error?.code.rawValue == code)
    #expect(error?.place == .init(file: "trust/allowed_signers", line: 2))
    #expect(throws: Never.self) { try AllowedSigners(parsing: Array("x@y \(key)\n".utf8)) }
  }

  @Test("a list of revocations or pins with a line that is not understood is refused")
  func badLists() {
    for text in ["x", "sha256:12", "SHA256:12", "ssh-rsa AAAA", "SSHKRL\n"] {
      #expect(Sample.code { _ = try Revocations(parsing: Array(text.utf8)) } == .trustInvalidLine)
    }
    let (zeros, ones) = (String(repeating: "0", count: 64), String(repeating: "1", count: 64))
    for text in ["x", zeros, "\(zeros)  ", "\(zeros)  a/b", "\(zeros)  a\n\(ones)  a"] {
      #expect(Sample.code { _ = try PinnedBundles(parsing: Array(text.utf8)) } == .trustInvalidLine)
    }
  }

  @Test("sha256sum reads the pins Grappe writes, and Grappe those it writes (oracle: sha256sum)")
  func pinsAreSums() throws {
    let folder = try SigningFolder()
    let tar = try Tool.run(["zstd", "-dc", "sample.grappe"], in: folder.path).output
    try folder.folder.write("sample-1.0.0.grappe", tar)
    let sums = try Tool.run(["sha256sum", "sample-1.0.0.grappe"], in: folder.path)
    let pins = try PinnedBundles(parsing: sums.output)
    #expect(pins.files == ["sample-1.0.0.grappe": try Sample.bundle().id])
    #expect(pins.text == sums.text)
  }

  @Test("trust is decided before the archive and the manifest are looked at")
  func trustComesFirst() throws {
    let nonsense = try ZstdCompression.frame(around: Array("not a tar".utf8))
    let id = try BundleID(ofPacked: nonsense)
    #expect(try TrustPolicy(pins: PinnedBundles([id])).decide(packed: nonsense, signature: nil, at: now).id == id)
    #expect(Sample.code { _ = try TrustPolicy().decide(packed: nonsense, signature: nil, at: now) } == .bundleUntrusted)
  }

  @Test("a pattern of many stars is matched without delay")
  func patterns() {
    let text = String(repeating: "a", count: 2_000)
    #expect(!PatternList(String(repeating: "a*", count: 200) + "b").matches(text))
    #expect(PatternList(String(repeating: "*", count: 500) + "a").matches(text))
    #expect(PatternList("x,a?c*").matches("abcd"))
    #expect(!PatternList("a*,!abc*").matches("abcd"))
    #expect(!PatternList("").matches(""))
  }
}
