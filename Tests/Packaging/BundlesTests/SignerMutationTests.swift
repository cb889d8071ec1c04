import Foundation
import Testing

@testable import Bundles

/// Compares how Grappe and `ssh-keygen -Y find-principals` read mutated files of `allowed_signers`.
@Suite("Mutated lists of signers") struct SignerMutationTests {
  /// Number of files compared; GRAPPE_SIGNER_FILES sets another one.
  static let count = ProcessInfo.processInfo.environment["GRAPPE_SIGNER_FILES"].flatMap { Int($0) } ?? 400

  @Test("a key that Grappe finds in a list is found there by ssh-keygen (oracle: ssh-keygen -Y find-principals)")
  func neverMoreThanSSH() throws {
    let folder = try SigningFolder()
    _ = try folder.sshSignature()
    let key = try SSHPrivateKey(file: folder.path + "/key").publicKey
    var mutator = SignerMutator(line: try folder.publicLine("key"), seed: 11)
    var accepted: [Bool] = []
    for number in 0..<Self.count {
      let file = mutator.next()
      try folder.folder.write("s\(number)", file)
      accepted.append(Self.accepts(file, key))
    }
    let script = """
      for n in $(seq 0 \(Self.count - 1)); do
        ssh-keygen -Y find-principals -Overify-time=20261118120000Z -s sample.grappe.sig -f s$n >/dev/null 2>&1 && echo 1 || echo 0
      done
      """
    let answers = try Tool.run(["sh", "-c", script], in: folder.path).text.split(separator: "\n").map { $0 == "1" }
    try #require(answers.count == Self.count)
    for number in accepted.indices where accepted[number] && !answers[number] {
      let file = String(decoding: try folder.bytes("s\(number)"), as: UTF8.self)
      Issue.record("Grappe alone finds the key in \(file.debugDescription)")
    }
    #expect(zip(accepted, answers).count { $0 && $1 } > Self.count / 20, "good files stay good in both")
    #expect(accepted.contains(false))
  }

  private static func accepts(_ file: [UInt8], _ key: SSHPublicKey) -> Bool {
    guard let list = try? AllowedSigners(parsing: file, timeZone: .gmt) else { return false }
    return (try? list.signer(for: key, at: Date(timeIntervalSince1970: 1_795_003_200))) != nil
  }

  @Test(
    "a comment holds no signer, whatever Unicode takes for a new line",
    arguments: ["\u{2028}", "\u{2029}", "\u{85}", "\u{B}", "\u{C}", "\r"])
  func comments(separator: String) throws {
    let key = SSHPublicKey(bytes: Array(repeating: 7, count: 32))
    let list = try AllowedSigners(parsing: Array("# kept\(separator)a@b \(key)\n".utf8))
    #expect(list.signers.isEmpty)
    let revoked = try Revocations(parsing: Array("# kept\(separator)\(key)\n".utf8))
    #expect(!revoked.contains(key))
  }

  @Test(
    "an option glued to a principal, a quote in the middle and a line that names nobody are refused",
    arguments: [
      "valid-before=\"20200101\"you@example.org KEY", "\"a@b\"c@d KEY", "a\"b c\"d KEY", "!a@b KEY", "a@b,!* KEY",
      "a@b namespaces=\"x\"y\"z\" KEY", "a@b namespaces=\"x\",KEY", "a@b,\u{2028}c@d\u{2028}KEY", "!\ra@b,* KEY",
    ])
  func refused(line: String) throws {
    let key = SSHPublicKey(bytes: Array(repeating: 7, count: 32))
    let list = line.replacing("KEY", with: key.description)
    #expect(throws: BundleError.self) { try AllowedSigners(parsing: Array(list.utf8)) }
  }

  @Test("a negated pattern leaves the others of its list")
  func negated() throws {
    let key = SSHPublicKey(bytes: Array(repeating: 7, count: 32))
    let list = try AllowedSigners(parsing: Array("!a@b,* \(key)\n\"c d\" \(key)".utf8))
    #expect(list.signers.map(\.principals) == ["!a@b,*", "c d"])
    #expect(!PatternList("!a@b,*").matches("a@b"))
    #expect(PatternList("!a@b,*").matches("c@d"))
  }

  @Test("the armour of a signature is taken byte for byte", arguments: ["\u{2028}", "\u{85}", "\u{B}", "\u{C}", "\r", " "])
  func armour(separator: String) throws {
    let file = SSHArmor.signature.close(Array("some bytes".utf8))
    let text = String(decoding: file, as: UTF8.self)
    #expect(SSHArmor.signature.open(file) != nil)
    #expect(SSHArmor.signature.open(Array(text.replacing("\n", with: "\r\n").utf8)) != nil)
    #expect(SSHArmor.signature.open(Array(text.replacing("\n", with: separator).utf8)) == nil)
    let inside = text.replacing("c29t", with: "c29\(separator)t")
    #expect(SSHArmor.signature.open(Array(inside.utf8)) == nil)
  }
}

/// Makes files that are nearly valid lists of signers.
struct SignerMutator {
  private let line: String
  private var state: UInt64

  init(line: String, seed: UInt64) {
    self.line = line
    state = seed
  }

  private static let pieces = [
    "\n", "\r", "\r\n", "\u{2028}", "\u{85}", "\u{B}", "\u{C}", "\t", " ", "  ", "\"", "\\\"", "#", "!", ",", "*", "?", "=",
    "valid-before=\"20200101\"", "valid-after=\"20250101\"", "valid-before=\"20300101Z\"", "namespaces=\"file\"",
    "namespaces=\"grappe-*\"", "cert-authority", "you@example.org", "!a@b", "\u{212A}", "\u{37E}", "e\u{301}", "\u{301}",
  ]
  private static let heads = [
    "a@b ", "!a@b,* ", "\"a@b\" ", "a@b,c@d\t", "# ", "a@b namespaces=\"grappe-bundle\" ",
    "a@b valid-after=\"20250101\",namespaces=\"x,grappe-*\" ", "# note\n a@b  ",
  ]

  private mutating func pick(_ count: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(count))
  }

  /// Makes the next file: one or two lines with up to three changes.
  mutating func next() -> [UInt8] {
    var file = Array((Self.heads[pick(Self.heads.count)] + line + "\n").utf8)
    if pick(3) == 0 { file = Array("x@y \(line)\n".utf8.prefix(pick(110))) + file }
    for _ in 0..<pick(4) { mutate(&file) }
    return file
  }

  private mutating func mutate(_ file: inout [UInt8]) {
    // Half of the changes are before the key, where the fields are.
    let place = pick(2) == 0 ? pick(min(30, file.count + 1)) : pick(file.count + 1)
    switch pick(4) {
    case 0 where place < file.count: file.remove(at: place)
    case 1 where place < file.count: file[place] ^= 1 << UInt8(pick(8))
    default: file.insert(contentsOf: Self.pieces[pick(Self.pieces.count)].utf8, at: place)
    }
  }
}
