/// A purpose that needs the consent of the persons concerned (GDPR, Article 6(1)(a)): the code of a concept of the scheme `purpose`.
/// Without consent a person is left out of what serves the purpose.
public enum ConsentPurpose: String, Sendable, Hashable, CaseIterable {
  /// Being listed in the directory.
  case directory
  /// Receiving the newsletter.
  case newsletter
  /// Being invited to events.
  case invitations
  /// Being proposed to others, and others to oneself.
  case matchmaking
  /// Being photographed at events.
  case photos
  /// Being passed on to third parties.
  case transfer

  /// The role of the affiliation by which an actor is a person on her own account: data of the actor is then personal data.
  public static let ownAccountRole = "self"
}

extension EntityDescription {
  /// The fields by which a record may name one person.
  public var personFields: [FieldDescription] {
    ownFields.filter { !$0.type.isList && $0.type.referencedEntities?.contains("person") == true }
  }

  /// Whether records of it concern persons, so that a purpose can leave some out: persons, actors on their own account, and what
  /// names persons.
  public var concernsPersons: Bool { ["person", "actor"].contains(id) || !personFields.isEmpty }
}
