/// A page about the portal itself, with the ids of its sections.
enum Statement: String, CaseIterable {
  case about, privacy, accessibility

  /// The sections, in their order.
  var sections: [String] {
    switch self {
    case .about: ["data", "errors", "software"]
    case .privacy: ["visits", "records", "rights"]
    case .accessibility: ["state", "reach", "report"]
    }
  }

  /// Returns the id of the text of a section; that of its title ends in `-title`.
  func text(of section: String) -> String {
    switch self {
    case .about: "portal.about.\(section)"
    case .privacy: "portal.privacy.\(section)"
    case .accessibility: "portal.accessibility.\(section)"
    }
  }
}
