/// A language in which Grappe speaks to people.
public enum Language: String, Sendable, Hashable, CaseIterable {
  case fr
  case en
}
