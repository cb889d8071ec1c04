@testable import Bundles

extension Fuzzer {
  /// SSH signatures and keys. The first byte of an input chooses whether the rest is a file or what its Base64 holds.
  static let signature = Fuzzer(name: "signature", bytesMax: 2_048) { input in
    let bytes = Array(input.dropFirst())
    let isFile = (input.first ?? 0).isMultiple(of: 2)
    try SignatureFuzzing.readSignature(isFile ? bytes : SSHArmor.signature.close(bytes))
    try SignatureFuzzing.readPrivateKey(isFile ? bytes : SSHArmor.privateKey.close(bytes))
    let key = try RefusalText.accepted(bytes) {
      isFile ? try SSHPublicKey(parsing: String(decoding: bytes, as: UTF8.self)) : try SSHPublicKey(blob: bytes)
    }
    if let key { try Finding.unless(try SSHPublicKey(parsing: key.description) == key, "a key that is not read as it was written") }
  }
}

private enum SignatureFuzzing {
  static func readSignature(_ file: [UInt8]) throws {
    guard let signature = try RefusalText.accepted(file, { try BundleSignature(parsing: file) }) else { return }
    try Finding.unless(
      try BundleSignature(parsing: signature.file) == signature, "a signature that is not read as it was written")
    let verified: Void? = try RefusalText.accepted(file) { try signature.verify(Array("bytes that nobody signed".utf8)) }
    try Finding.unless(verified == nil, "a signature over bytes that nobody signed")
  }

  /// A key that is accepted makes signatures that it accepts.
  static func readPrivateKey(_ file: [UInt8]) throws {
    guard let key = try RefusalText.accepted(file, { try SSHPrivateKey(parsing: file) }) else { return }
    let packed = Array("a bundle".utf8)
    try BundleSignature(parsing: try BundleSignature(signing: packed, with: key).file).verify(packed)
  }
}
