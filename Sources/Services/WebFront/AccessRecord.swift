import Ecosystem

/// A line of the access log: without the last part of the address, and without the values of the query.
public struct AccessRecord: Sendable, Hashable {
  public var number: String
  /// The address, shortened; `-` for a local socket.
  public var address: String
  public var method: String
  /// The path with the names of the query's fields; the decoded bytes, with controls made visible where it is printed.
  public var target: String
  public var status: Int
  /// The bytes of the body.
  public var bytes: Int
  public var milliseconds: Int64

  /// The record as one line.
  public var line: String { "\(number) \(address) \(method) \(target) \(status) \(bytes) \(milliseconds) ms" }

  /// The record for programs.
  public var fields: ExactDictionary<FieldValue> {
    [
      "number": .text(number), "address": .text(address), "method": .text(method), "target": .text(target),
      "status": .integer(Int64(status)), "bytes": .integer(Int64(bytes)), "milliseconds": .integer(milliseconds),
    ]
  }
}
