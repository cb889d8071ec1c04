import Foundation

/// The list of allowed signers of bundles: OpenSSH's `allowed_signers`.
///
/// Source: ssh-keygen(1), "ALLOWED SIGNERS". An invalid line refuses the whole list: a line silently skipped may be the one that
/// limits a key. Certificate authorities and other kinds of keys are refused with their line.
public struct AllowedSigners: Sendable {
  /// A line of the list.
  public struct Signer: Sendable, Hashable {
    /// The principals: the first field, verbatim.
    public let principals: String
    /// The key.
    public let key: SSHPublicKey
    /// The purposes the key may sign for, as a list of patterns; nil for any.
    public let namespaces: String?
    /// The start of the key's validity.
    public let validAfter: Date?
    /// The end of the key's validity.
    public let validBefore: Date?
  }

  /// The signers in the order of the list.
  public let signers: [Signer]

  /// Parses a list.
  ///
  /// - Parameters:
  ///   - text: the contents of the file, at most 1 MiB.
  ///   - file: its name for messages.
  ///   - timeZone: the time zone of times that are not marked as UTC; OpenSSH uses the system's.
  /// - Throws: `trust.invalid-line`, `key.unsupported` or `key.invalid`, with the line; `archive.too-large` or
  ///   `text.invalid` for the whole list.
  public init(
    parsing text: [UInt8], file: String = "trust/allowed_signers", timeZone: TimeZone = .current
  ) throws(BundleError) {
    var signers: [Signer] = []
    for (number, line) in try TrustLines.read(text, file: file) {
      let place = BundleError.Place(file: file, line: number)
      signers.append(try SignerLine(line, place: place, timeZone: timeZone).signer())
    }
    self.signers = signers
  }

  /// An empty list.
  public init() { signers = [] }

  /// Finds the line that allows a key to sign for a purpose at a time.
  ///
  /// - Throws: `signature.unknown-signer`, `signature.namespace-not-allowed` or `signature.expired`.
  func signer(
    for key: SSHPublicKey, purpose: BundleSignature.Purpose = .bundle, at time: Date
  ) throws(BundleError) -> Signer {
    let known = signers.filter { $0.key == key }
    guard !known.isEmpty else { throw BundleError(.signatureUnknownSigner, found: key.fingerprint) }
    let suited = known.filter { signer in
      signer.namespaces.map { PatternList($0).matches(purpose.rawValue) } ?? true
    }
    guard !suited.isEmpty else {
      throw BundleError(
        .signatureNamespaceNotAllowed, found: key.fingerprint, wanted: known.compactMap(\.namespaces))
    }
    guard let valid = suited.first(where: { $0.isValid(at: time) }) else {
      throw BundleError(.signatureExpired, found: key.fingerprint, wanted: suited.map(\.validity))
    }
    return valid
  }
}

extension AllowedSigners.Signer {
  /// Whether the key is valid at a time; both ends are included, as in OpenSSH.
  func isValid(at time: Date) -> Bool {
    if let validAfter, time < validAfter { return false }
    if let validBefore, time > validBefore { return false }
    return true
  }

  /// The period of validity in ISO 8601.
  fileprivate var validity: String {
    [validAfter, validBefore].map { $0?.formatted(.iso8601) ?? "" }.joined(separator: " … ")
  }
}
