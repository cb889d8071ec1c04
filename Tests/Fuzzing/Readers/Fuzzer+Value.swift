import Identifiers
@testable import Ecosystem

extension Fuzzer {
  /// Amounts of money, as JSON.
  static let money = Fuzzer(name: "money", bytesMax: 256) { input in
    guard let text = String(validating: input, as: UTF8.self), let value = try? FieldValue(json: text) else { return }
    let money = Money(value)
    if let money { try Finding.unless(Money(money.fieldValue) == money, "money that is not read as it was written") }
    if let canonical = try ValueFuzzing.canonical(value, .money, of: input) {
      try Finding.unless(Money(canonical) != nil, "an amount that is accepted and is no money")
    }
  }

  /// Web addresses: what a field of that type accepts, and what becomes a link.
  static let url = Fuzzer(name: "url", bytesMax: 2_560) { input in
    let text = String(decoding: input, as: UTF8.self)
    _ = try ValueFuzzing.canonical(.text(text), .url, of: input)
    try LinkFuzzing.check(text)
  }

  /// A value of any type of field. The first byte of an input chooses the type, the rest is JSON.
  static let value = Fuzzer(name: "value", bytesMax: 2_048) { input in
    let types: [FieldType] = [
      .text, .longText, .localizedText, .anyInteger, .integer(1...5), .anyNumber, .number(-1...1), .boolean, .date, .instant, .money,
      .url, .json, .choice(["yes", "no"]), .concept(scheme: "sector"), .reference(["actor"]), .list(.text),
      .list(.concept(scheme: "sector")),
    ]
    let bytes = Array(input.dropFirst())
    guard let text = String(validating: bytes, as: UTF8.self), let value = try? FieldValue(json: text) else { return }
    _ = try ValueFuzzing.canonical(value, types[Int(input.first ?? 0) % types.count], of: bytes)
  }

  /// The notation of types of fields: `list(choice(a|b))`.
  static let notation = Fuzzer(name: "notation", bytesMax: 512) { input in
    guard let text = String(validating: input, as: UTF8.self), let type = FieldType(notation: text) else { return }
    try Finding.unless(FieldType(notation: type.description) == type, "a type that is not read as it was written: \(type)")
  }

  /// Numbers of registers. The first byte of an input chooses the register.
  static let identifier = Fuzzer(name: "identifier", bytesMax: 256) { input in
    let schemes = IdentifierSchemes.builtIn
    let names = schemes.ids + ["XX-OTHER"]
    let scheme = names[Int(input.first ?? 0) % names.count]
    guard let text = String(validating: input.dropFirst(), as: UTF8.self) else { return }
    guard let canonical = schemes.canonical(text, scheme: scheme) else { return }
    try Finding.unless(
      schemes.canonical(canonical, scheme: scheme).map { $0.isExactly(canonical) } ?? false,
      "a number that changes when it is read again: \(canonical)")
    for check in [RecordID.isSlug, RecordID.isCode, RecordID.isName] { _ = check(text) }
  }
}

enum ValueFuzzing {
  /// The value as the store keeps it, nil when it is refused; what is accepted stays as it is.
  static func canonical(_ value: FieldValue, _ type: FieldType, of input: [UInt8]) throws -> FieldValue? {
    switch ValueCheck.canonical(value, as: type) {
    case .success(let canonical):
      guard case .success(canonical) = ValueCheck.canonical(canonical, as: type) else {
        throw Finding("a value that changes when it is checked again: \(canonical.json)")
      }
      return canonical
    case .failure(let refusal):
      try RefusalText.check(EcosystemError(refusal.problem(entity: "actor", id: "x", field: "f")), of: input)
      return nil
    }
  }
}
