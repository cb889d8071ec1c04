import CLua
import CLuaGuard

/// An element of a list that is read in place.
public enum ListElement {
  case boolean(Bool)
  case integer(Int64)
  case number(Double)
  /// A text in UTF-8.
  case text(UnsafeBufferPointer<UInt8>)
  /// A table of one named text, both in UTF-8.
  case field(name: UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>)
}

/// Reads lists of scalars from Lua without copying their texts, for functions that are called once a row.
///
/// Used by one call at a time. The elements are valid during the call that read them, while Lua code does not run.
public final class ListReader: @unchecked Sendable {  // Used by the task that made it, on one worker at a time.
  /// The maximum number of elements it reads.
  public let countMax: Int
  private let elements: UnsafeMutablePointer<guard_element>

  /// Makes a reader of lists of at most that many elements.
  public init(countMax: Int) {
    self.countMax = countMax
    elements = .allocate(capacity: max(1, countMax))
  }

  deinit { elements.deallocate() }

  /// The memory it takes, in bytes.
  public var memoryBytes: Int { countMax * MemoryLayout<guard_element>.stride }

  /// Reads a list argument (`guard_read_list`).
  /// - Returns: the number of its elements; nil for a value that `HostCall.value(at:)` must read: one that is no list, or a list with
  ///   other tables, with holes, with bytes that are no UTF-8, or of more than ``countMax`` elements.
  public func read(_ call: borrowing HostCall, at index: Int) -> Int? {
    guard index <= call.argumentCount else { return nil }
    let count = guard_read_list(call.thread, Int32(index), elements, Int32(clamping: countMax))
    return count < 0 ? nil : Int(count)
  }

  /// The element at a position, from 0, of the list read last.
  public subscript(position: Int) -> ListElement {
    let element = elements + position
    return switch guard_element_kind(UInt32(element.pointee.kind)) {
    case GUARD_ELEMENT_BOOLEAN: .boolean(element.pointee.integer != 0)
    case GUARD_ELEMENT_INTEGER: .integer(element.pointee.integer)
    case GUARD_ELEMENT_NUMBER: .number(element.pointee.number)
    case GUARD_ELEMENT_FIELD: .field(name: element.pointee.nameBytes, element.pointee.textBytes)
    default: .text(element.pointee.textBytes)
    }
  }
}

extension guard_element {
  fileprivate var textBytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: UnsafeRawPointer(text)?.assumingMemoryBound(to: UInt8.self), count: length)
  }

  fileprivate var nameBytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: UnsafeRawPointer(name)?.assumingMemoryBound(to: UInt8.self), count: name_length)
  }
}
