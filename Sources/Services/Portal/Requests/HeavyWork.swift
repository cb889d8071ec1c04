import Synchronization

/// Places for work that takes long, such as plugins' pages, reports and files of all records, so that pages are answered beside it.
///
/// Each plugin has a bound of its own, so that one whose pages loop leaves places for the others.
final class HeavyWork: Sendable {
  /// A place, given back when it is deallocated.
  final class Place: Sendable {
    private let work: HeavyWork
    private let user: String

    fileprivate init(_ work: HeavyWork, _ user: String) { (self.work, self.user) = (work, user) }

    deinit { work.taken.withLock { $0[user, default: 0] -= 1 } }
  }

  private let places: Int
  private let placesPerUser: Int
  /// The places taken, by user.
  private let taken: Mutex<[String: Int]> = Mutex([:])

  /// - Parameters:
  ///   - places: upper bound of the places taken at once.
  ///   - placesPerUser: upper bound of those that one user takes.
  init(places: Int, placesPerUser: Int) { (self.places, self.placesPerUser) = (places, placesPerUser) }

  /// Takes a place.
  /// - Parameter user: the plugin whose code runs, or another name for work of the host.
  /// - Throws: `PageError.busy` when there is none left for the user.
  func take(for user: String) throws -> Place {
    let isFree = taken.withLock { taken in
      guard taken.values.reduce(0, +) < places, taken[user, default: 0] < placesPerUser else { return false }
      taken[user, default: 0] += 1
      return true
    }
    guard isFree else { throw PageError.busy }
    return Place(self, user)
  }
}
