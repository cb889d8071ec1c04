/// Why a network could not be built or measured.
public enum NetworkError: Error, Sendable, Hashable {
  /// More nodes than a network may have.
  case tooManyNodes(maximum: Int)
  /// More ties than a network may have.
  case tooManyTies(maximum: Int)
  /// More groups than are compared pair by pair.
  case tooManyGroups(Int, maximum: Int)
  /// The work took more processor time than one call may have.
  case tooLong(seconds: Int)
  /// The caller's task was stopped; nobody is left to read this.
  case stopped
  /// A number that a measure does not take, such as a negative resolution.
  case badOption(String, found: String, wanted: String)
  /// igraph refused or failed, in its own words.
  case library(String)
}
