/// A dictionary whose keys are external texts, compared by their UTF-8 bytes.
///
/// It is used like `[String: Value]`, which loses one of two keys that are canonically equivalent:
///
///     let fields: ExactDictionary = ["caf\u{E9}": 1, "cafe\u{301}": 2]
///     fields.count   // 2
@frozen public struct ExactDictionary<Value> {
  @usableFromInline var storage: [ExactString: Value]

  @inlinable init(storage: [ExactString: Value]) { self.storage = storage }

  /// Makes an empty dictionary.
  @inlinable public init() { storage = [:] }

  /// Makes a dictionary of keys known to be unique.
  @inlinable public init(uniqueKeysWithValues pairs: some Sequence<(String, Value)>) {
    storage = Dictionary(uniqueKeysWithValues: pairs.lazy.map { (ExactString($0.0), $0.1) })
  }

  /// Makes a dictionary of the entries of one with internal keys.
  @inlinable public init(_ dictionary: [String: Value]) {
    self.init(uniqueKeysWithValues: dictionary.lazy.map { ($0.key, $0.value) })
  }

  /// Makes a dictionary, combining the values of a repeated key.
  /// - Throws: the errors of `combine`.
  @inlinable public init(
    _ pairs: some Sequence<(String, Value)>, uniquingKeysWith combine: (Value, Value) throws -> Value
  ) rethrows {
    self.init()
    for (key, value) in pairs {
      let key = ExactString(key)
      if let index = storage.index(forKey: key) {
        storage.values[index] = try combine(storage.values[index], value)
      } else {
        storage[key] = value
      }
    }
  }

  /// Groups elements by a key.
  /// - Throws: the errors of `key`.
  @inlinable public init<Elements: Sequence>(
    grouping elements: Elements, by key: (Elements.Element) throws -> String
  ) rethrows where Value == [Elements.Element] {
    storage = try Dictionary(grouping: elements) { ExactString(try key($0)) }
  }

  /// The value of a key; setting nil removes it.
  @inlinable public subscript(key: String) -> Value? {
    get { storage[ExactString(key)] }
    _modify { yield &storage[ExactString(key)] }
  }

  /// The value of a key, or a default when there is none.
  @inlinable public subscript(key: String, default value: @autoclosure () -> Value) -> Value {
    get { storage[ExactString(key)] ?? value() }
    _modify { yield &storage[ExactString(key), default: value()] }
  }

  /// The values, in the order of the keys.
  @inlinable public var values: Dictionary<ExactString, Value>.Values { storage.values }

  /// The entries in the byte order of their keys.
  @inlinable public var sortedByKey: [(key: String, value: Value)] {
    sortedEntries.map { ($0.key.string, $0.value) }
  }

  /// The entries in the byte order of their keys, as stored; faster than `sortedByKey` on hot paths.
  @inlinable public var sortedEntries: [(key: ExactString, value: Value)] {
    // For ASCII texts the order of String is the byte order, and String compares faster.
    let isPlain = storage.keys.allSatisfy { $0.string.isASCII }
    return isPlain ? storage.sorted { $0.key.string < $1.key.string } : storage.sorted { $0.key < $1.key }
  }

  /// Reserves capacity for so many entries.
  @inlinable public mutating func reserveCapacity(_ count: Int) { storage.reserveCapacity(count) }

  /// Sets a value and returns the one it replaces.
  @inlinable @discardableResult public mutating func updateValue(_ value: Value, forKey key: String) -> Value? {
    storage.updateValue(value, forKey: ExactString(key))
  }

  /// Removes a key and returns its value.
  @inlinable @discardableResult public mutating func removeValue(forKey key: String) -> Value? {
    storage.removeValue(forKey: ExactString(key))
  }

  /// Removes every entry.
  @inlinable public mutating func removeAll(keepingCapacity: Bool = false) {
    storage.removeAll(keepingCapacity: keepingCapacity)
  }

  /// Returns the dictionary with each value transformed.
  /// - Throws: the errors of `transform`.
  @inlinable public func mapValues<Other>(_ transform: (Value) throws -> Other) rethrows -> ExactDictionary<Other> {
    ExactDictionary<Other>(storage: try storage.mapValues(transform))
  }

  /// Returns the dictionary with each value transformed, without the keys for which that gives nil.
  /// - Throws: the errors of `transform`.
  @inlinable public func compactMapValues<Other>(
    _ transform: (Value) throws -> Other?
  ) rethrows -> ExactDictionary<Other> {
    ExactDictionary<Other>(storage: try storage.compactMapValues(transform))
  }

  /// Returns the entries that satisfy a condition.
  /// - Throws: the errors of `isIncluded`.
  @inlinable public func filter(_ isIncluded: (Element) throws -> Bool) rethrows -> Self {
    Self(storage: try storage.filter { try isIncluded(($0.key.string, $0.value)) })
  }

  /// Adds the entries of another dictionary, combining the values of keys that both have.
  /// - Throws: the errors of `combine`.
  @inlinable public mutating func merge(
    _ other: Self, uniquingKeysWith combine: (Value, Value) throws -> Value
  ) rethrows {
    try storage.merge(other.storage, uniquingKeysWith: combine)
  }

  /// Returns the entries of both dictionaries, combining the values of keys that both have.
  /// - Throws: the errors of `combine`.
  @inlinable public func merging(
    _ other: Self, uniquingKeysWith combine: (Value, Value) throws -> Value
  ) rethrows -> Self {
    Self(storage: try storage.merging(other.storage, uniquingKeysWith: combine))
  }
}

extension ExactDictionary: Collection {
  public typealias Element = (key: String, value: Value)
  public typealias Index = Dictionary<ExactString, Value>.Index

  @inlinable public var startIndex: Index { storage.startIndex }
  @inlinable public var endIndex: Index { storage.endIndex }
  @inlinable public var count: Int { storage.count }
  @inlinable public var isEmpty: Bool { storage.isEmpty }
  @inlinable public func index(after index: Index) -> Index { storage.index(after: index) }
  @inlinable public subscript(position: Index) -> Element {
    let entry = storage[position]
    return (entry.key.string, entry.value)
  }

  /// Iterates over the entries; faster than by index.
  @frozen public struct Iterator: IteratorProtocol {
    @usableFromInline var entries: Dictionary<ExactString, Value>.Iterator

    @inlinable init(_ entries: Dictionary<ExactString, Value>.Iterator) { self.entries = entries }

    @inlinable public mutating func next() -> Element? { entries.next().map { ($0.key.string, $0.value) } }
  }

  @inlinable public func makeIterator() -> Iterator { Iterator(storage.makeIterator()) }
}

extension ExactDictionary: ExpressibleByDictionaryLiteral {
  @inlinable public init(dictionaryLiteral elements: (String, Value)...) {
    self.init(uniqueKeysWithValues: elements)
  }
}

extension ExactDictionary: Sendable where Value: Sendable {}
extension ExactDictionary: Equatable where Value: Equatable {}
extension ExactDictionary: Hashable where Value: Hashable {}

extension ExactDictionary: CustomStringConvertible {
  public var description: String { storage.description }
}
