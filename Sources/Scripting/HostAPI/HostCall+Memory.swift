import Ecosystem
import Lua

// What host functions hold in memory counts towards the memory limit of the invocation: arguments are charged while they are
// read, everything else here, before it is made. A call's charges are released when it returns, unless it keeps them.

extension HostCall {
  /// Charges memory that this call is about to take, in bytes.
  ///
  /// - Throws: `APIUsageError` when the memory limit is reached; the task is killed by then, and stops when the host function returns.
  func requireMemory(_ bytes: Int) throws(APIUsageError) {
    guard chargeMemory(bytes) else { throw APIUsageError.outOfMemory }
  }

  /// Charges memory that stays until the invocation ends, in bytes.
  ///
  /// - Throws: as `requireMemory`.
  func requireHeldMemory(_ bytes: Int) throws(APIUsageError) {
    guard holdMemory(bytes) else { throw APIUsageError.outOfMemory }
  }

  /// Charges the arguments that were read until the invocation ends, for functions that keep them.
  ///
  /// - Throws: as `requireMemory`.
  func keepArguments() throws(APIUsageError) { try requireHeldMemory(memoryBytesCharged) }

  /// The value of a JSON text, charged before it is built.
  ///
  /// - Throws: the errors of `parse`, such as `JSONProblem`, or as `requireMemory`.
  func value(
    ofJSON text: String, parse: (String) throws -> FieldValue = { try FieldValue(json: $0) }
  ) throws -> FieldValue {
    try requireMemory(FieldValue.memoryBytes(ofJSON: text) + text.utf8.count)
    return try parse(text)
  }

  /// The JSON of a value, charged before it is written.
  ///
  /// - Throws: as `requireMemory`.
  func json(of value: FieldValue, isPretty: Bool = false) throws(APIUsageError) -> String {
    // While it grows, up to three copies of the text are in memory.
    try requireMemory(3 * value.jsonBytesMax(isPretty: isPretty))
    return isPretty ? value.prettyJSON : value.json
  }

  /// A plain argument as a value that JSON can write; both forms of it are charged.
  ///
  /// - Throws: also for a number that is not finite, naming its path: JSON would lose it.
  func fieldValue(
    _ index: Int, _ name: String, emptyTable: FieldValue.EmptyTable
  ) throws(APIUsageError) -> FieldValue {
    let value = try argument(index, name)
    try requireMemory(memoryBytesCharged)
    let plain = try FieldValue(value, emptyTable: emptyTable)
    if let path = plain.nonFinitePath { throw APIUsageError.notFinite(path.isEmpty ? name : "\(name).\(path)") }
    return plain
  }
}

extension APIUsageError {
  /// The refusal of a number that JSON cannot write.
  static func notFinite(_ path: String) -> APIUsageError {
    APIUsageError(
      "hostapi.host-call-memory.not-finite-number-json", ["path": path])
  }

  /// The error of a call that reached the memory limit. It is never shown: the task is killed with the limit's own message.
  static let outOfMemory = APIUsageError(
    code: "limit.memory", "hostapi.host-call-memory.memory-limit-reached")
}

extension String {
  /// The text as an error message shows it: the beginning of a long one.
  var shortened: String {
    utf8.count <= 200 ? self : String(unicodeScalars.prefix(80)) + "…"
  }
}
