import ExactText
import Localization

/// The check of the numbers of one register.
public struct IdentifierScheme: Sendable {
  /// The register, by its org-id.guide prefix where it has one: `BE-BCE_KBO`.
  public let id: String
  /// The form of a valid number, for messages: “ten digits of which the last two …”.
  public let wanted: LocalizedText
  /// Returns the number in its canonical form when it is valid, else nil. Pure; called from any thread.
  public let canonical: @Sendable (String) -> String?

  /// Describes a scheme.
  public init(id: String, wanted: LocalizedText, canonical: @escaping @Sendable (String) -> String?) {
    self.id = id
    self.wanted = wanted
    self.canonical = canonical
  }
}

/// The schemes that are known, each with the normal form and the check of its numbers.
///
/// A scheme that begins with `XX-`, which ISO 3166 leaves to its users, is for numbers of one's own lists; those are texts of 1 to 100
/// printable characters.
public struct IdentifierSchemes: Sendable {
  private var schemes: ExactDictionary<IdentifierScheme>

  /// The schemes that Grappe itself knows: those of Belgium, France and Luxembourg, the worldwide ones, and some of other countries.
  public static let builtIn = IdentifierSchemes(
    [
      .belgianEnterprise, .siren, .siret, .frenchRCS, .frenchAssociation, .frenchVAT, .luxembourgRCS, .luxembourgVAT, .ror, .grid, .lei,
      .isni, .wikidata,
    ] + OtherRegister.all.map(\.scheme))

  /// A set of schemes; of several with one id the last counts.
  public init(_ schemes: [IdentifierScheme]) {
    self.schemes = ExactDictionary(schemes.map { ($0.id, $0) }) { _, last in last }
  }

  /// Adds a scheme, or replaces the one of that id: the way a plugin adds the check of its region.
  public mutating func add(_ scheme: IdentifierScheme) {
    schemes[scheme.id] = scheme
  }

  /// The scheme of that id, when it can be checked.
  public subscript(id: String) -> IdentifierScheme? { schemes[id] }

  /// The ids of the schemes that can be checked, in the order of their bytes.
  public var ids: [String] { schemes.keys.sorted() }

  /// Whether numbers of a scheme are accepted.
  public func isKnown(_ id: String) -> Bool { schemes[id] != nil || Self.isPrivate(id) }

  private static func isPrivate(_ id: String) -> Bool {
    let rest = id.utf8.dropFirst(3)
    return id.utf8.starts(with: "XX-".utf8) && (1...40).contains(rest.count)
      && rest.allSatisfy { (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x5F }
  }

  /// The number in its canonical form when it is valid, else nil.
  ///
  ///     IdentifierSchemes.builtIn.canonical("0403.170.701", scheme: "BE-BCE_KBO")   // "0403170701"
  public func canonical(_ value: String, scheme: String) -> String? {
    if let known = schemes[scheme] { return known.canonical(value) }
    return Self.isPrivate(scheme) && Self.isSane(value) ? value : nil
  }

  /// Returns the form of a number of that scheme.
  public func wanted(scheme: String) -> LocalizedText {
    schemes[scheme]?.wanted
      ?? LocalizedText(
        "identifiers.identifier-schemes.number-1-100-printable")
  }

  private static func isSane(_ value: String) -> Bool {
    let scalars = value.unicodeScalars
    guard let first = scalars.first, let last = scalars.last, scalars.count <= 100 else { return false }
    return !first.properties.isWhitespace && !last.properties.isWhitespace
      && scalars.allSatisfy { $0.properties.generalCategory != .control && $0.properties.generalCategory != .format }
  }
}
