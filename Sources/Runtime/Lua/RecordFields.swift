import CLua
import CLuaGuard

/// The scalar fields of one record on their way into a Lua table, for functions that are called once a row.
///
/// A field that is not set is absent from the table. Texts must be valid until `HostCall.push(record:keys:)` returns.
public final class RecordFields: @unchecked Sendable {  // Used by the task that made it, on one worker at a time.
  private let elements: UnsafeMutablePointer<guard_element>
  let count: Int

  /// Makes the fields of records with that many keys.
  public init(count: Int) {
    self.count = count
    elements = .allocate(capacity: max(1, count))
    elements.initialize(repeating: guard_element(), count: count)
  }

  deinit { elements.deallocate() }

  /// Makes a field absent.
  public func clear(_ position: Int) { elements[position].kind = Int32(GUARD_ELEMENT_NIL.rawValue) }

  /// Sets a field to a text of any bytes.
  public func set(_ position: Int, text: UnsafeBufferPointer<UInt8>) {
    guard let start = text.baseAddress else { return clear(position) }
    elements[position].kind = Int32(GUARD_ELEMENT_TEXT.rawValue)
    elements[position].text = UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self)
    elements[position].length = text.count
  }

  /// Sets a field to an integer.
  public func set(_ position: Int, integer: Int64) {
    elements[position].kind = Int32(GUARD_ELEMENT_INTEGER.rawValue)
    elements[position].integer = integer
  }

  /// Sets a field to a float.
  public func set(_ position: Int, number: Double) {
    elements[position].kind = Int32(GUARD_ELEMENT_NUMBER.rawValue)
    elements[position].number = number
  }

  /// Sets a field to a boolean.
  public func set(_ position: Int, boolean: Bool) {
    elements[position].kind = Int32(GUARD_ELEMENT_BOOLEAN.rawValue)
    elements[position].integer = boolean ? 1 : 0
  }

  fileprivate func push(on thread: OpaquePointer, keys: Int32) { guard_push_record(thread, keys, elements, Int32(count)) }
}

extension HostCall {
  /// Pushes a table of fields, each under the key at its position in a list of `keep`.
  public mutating func push(record fields: RecordFields, keys: LuaReference) {
    guard keys.belongs(to: state), reserve(4) else { return }
    fields.push(on: thread, keys: keys.slot.index)
    room += 3
  }
}
