extension ExactDictionary {
  /// The keys of a dictionary.
  @frozen public struct Keys: Collection {
    @usableFromInline let keys: Dictionary<ExactString, Value>.Keys

    @inlinable init(_ keys: Dictionary<ExactString, Value>.Keys) { self.keys = keys }

    @inlinable public var startIndex: Index { keys.startIndex }
    @inlinable public var endIndex: Index { keys.endIndex }
    @inlinable public var count: Int { keys.count }
    @inlinable public func index(after index: Index) -> Index { keys.index(after: index) }
    @inlinable public subscript(position: Index) -> String { keys[position].string }

    /// Whether it contains a key, compared byte by byte; in constant time.
    @inlinable public func contains(_ key: String) -> Bool { keys.contains(ExactString(key)) }

    /// Returns the keys in byte order.
    @inlinable public func sorted() -> [String] { keys.sorted().map(\.string) }
  }

  /// Returns the keys of this and another dictionary.
  @inlinable public func keys<Other>(with other: ExactDictionary<Other>) -> Set<ExactString> {
    Set(storage.keys).union(other.storage.keys)
  }

  /// The keys.
  @inlinable public var keys: Keys { Keys(storage.keys) }
}
