/// A reader of outside bytes, with the promises that hold for every input.
///
/// An input that ends the process, does not end, or makes `run` throw is a finding. The reader's own refusals are no findings as long as
/// they are sentences; see ``RefusalText``.
struct Fuzzer: Sendable {
  /// The name, which is also the name of the folder of its seeds.
  let name: String
  /// The longest input that is tried, in bytes.
  let bytesMax: Int
  /// Reads one input and checks what came of it.
  ///
  /// - Throws: ``Finding``; any other error that leaves it is a finding too.
  let run: @Sendable (_ input: [UInt8]) throws -> Void

  /// Every reader, in the order of their names.
  static let all: [Fuzzer] = [
    .archive, .backup, .calendar, .cell, .csv, .date, .encoding, .filter, .geojson, .identifier, .json, .locale, .lua, .manifest, .message,
    .money, .notation, .recurrence, .rules, .schedule, .sheet, .shell, .signature, .signers, .sql, .terminal, .toml, .url, .value,
  ]
}

/// A broken promise of a reader.
struct Finding: Error, CustomStringConvertible {
  /// The promise and what was found instead.
  let description: String

  init(_ description: String) { self.description = description }

  /// Throws a finding unless the condition holds.
  static func unless(_ condition: Bool, _ description: @autoclosure () -> String) throws {
    if !condition { throw Finding(description()) }
  }
}
