/// A record with what is compared of it.
public struct DuplicateCandidate: Sendable {
  /// The id of the record.
  public let id: String
  /// The name, then the other names.
  public let names: [String]
  /// The numbers in registers, by scheme, in the form the store keeps.
  public var numbers: [(scheme: String, value: String)] = []
  /// The web address.
  public var website: String?
  public var email: String?
  public var phone: String?
  public var city: String?
  /// The code of the territory.
  public var territory: String?
  /// The point in degrees (WGS 84).
  public var point: (lat: Double, lon: Double)?

  public init(id: String, names: [String]) {
    (self.id, self.names) = (id, names)
  }
}
