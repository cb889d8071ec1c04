import Foundation

@testable import Bundles

extension Fuzzer {
  /// The lists of trust: `allowed_signers`, `revoked`, `pinned`. Each input is read as all three.
  static let signers = Fuzzer(name: "signers", bytesMax: 2_048) { input in
    for signer in try RefusalText.accepted(input, { try AllowedSigners(parsing: input, timeZone: .gmt) })?.signers ?? [] {
      try Finding.unless(try SSHPublicKey(parsing: signer.key.description) == signer.key, "a key that is not read as it was written")
      try Finding.unless(!signer.principals.isEmpty, "a signer without a name")
      _ = PatternList(signer.namespaces ?? "*").matches(BundleSignature.Purpose.bundle.rawValue)
    }
    _ = try RefusalText.accepted(input) { try Revocations(parsing: input) }
    _ = try RefusalText.accepted(input) { try PinnedBundles(parsing: input) }
  }
}
