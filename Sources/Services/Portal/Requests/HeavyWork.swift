import Synchronization

/// Places for work that takes long, such as reports and files of all records, so that pages are answered beside it.
final class HeavyWork: Sendable {
  /// A place, given back when it is deallocated.
  final class Place: Sendable {
    private let work: HeavyWork

    fileprivate init(_ work: HeavyWork) { self.work = work }

    deinit { work.taken.withLock { $0 -= 1 } }
  }

  private let places: Int
  private let taken = Mutex(0)

  init(places: Int) { self.places = places }

  /// Takes a place.
  /// - Throws: `PageError.busy` when there is none left.
  func take() throws -> Place {
    let isFree = taken.withLock { taken in
      if taken < places { taken += 1 } else { return false }
      return true
    }
    guard isFree else { throw PageError.busy }
    return Place(self)
  }
}
