/// The reason why a network could not be built or measured.
public enum NetworkError: Error, Sendable, Hashable {
  /// More nodes than a network may have.
  case tooManyNodes(maximum: Int)
  /// More ties than a network may have.
  case tooManyTies(maximum: Int)
  /// More groups than can be compared pair by pair.
  case tooManyGroups(Int, maximum: Int)
  /// The work took more processor time than one call is allowed.
  case tooLong(seconds: Int)
  /// The caller's task was stopped; the error is never shown.
  case stopped
  /// A number out of a measure's range, such as a negative resolution.
  case badOption(String, found: String, wanted: String)
  /// igraph failed, with its own message.
  case library(String)
}
