import Synchronization

/// Holds back standard output.
enum HeldOutput {
  /// The maximum number of bytes held back.
  static let bytesMax = 4 << 20

  private static let bytes = Mutex<[UInt8]?>(nil)

  static var present: [UInt8]? { bytes.withLock { $0 } }

  /// Begins to hold back, unless that has begun.
  static func begin() { bytes.withLock { if $0 == nil { $0 = [] } } }

  /// Ends it and returns what was held back; nil when nothing was.
  static func end() -> [UInt8]? {
    bytes.withLock { held in
      defer { held = nil }
      return held
    }
  }

  /// Returns the bytes to write now: nil while they are held back, and with all before them where they become too many.
  static func passed(_ more: [UInt8]) -> [UInt8]? {
    bytes.withLock { held in
      guard let count = held?.count else { return more }
      held?.append(contentsOf: more)
      guard count + more.count > bytesMax else { return nil }
      defer { held = nil }
      return held
    }
  }
}
