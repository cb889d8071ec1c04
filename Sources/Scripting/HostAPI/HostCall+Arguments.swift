import Ecosystem
import Localization
import Lua

// Arguments of host functions, checked: each refusal names the argument, the value wanted and the value given.

extension HostCall {
  /// The value of argument `index`, a plain value.
  func argument(_ index: Int, _ name: String) throws(APIUsageError) -> LuaValue {
    guard index <= argumentCount else { return .nil }
    do { return try value(at: index) } catch {
      throw APIUsageError(
        "hostapi.host-call-arguments.argument", ["index": index, "name": name, "message": error.sentence])
    }
  }

  /// A text that must be there.
  func text(_ index: Int, _ name: String) throws(APIUsageError) -> String {
    let value = try argument(index, name)
    guard case .string(let text) = value else {
      throw APIUsageError(argument: index, name, wanted: "a string", given: value.described)
    }
    return text
  }

  /// A table that must be there.
  func table(_ index: Int, _ name: String) throws(APIUsageError) -> LuaTable {
    guard let table = try optionalTable(index, name) else {
      throw APIUsageError(argument: index, name, wanted: "a table", given: "nothing")
    }
    return table
  }

  /// A table, or nil where the argument is absent or nil.
  func optionalTable(_ index: Int, _ name: String) throws(APIUsageError) -> LuaTable? {
    switch try argument(index, name) {
    case .nil: return nil
    case .table(let table): return table
    case let other: throw APIUsageError(argument: index, name, wanted: "a table", given: other.described)
    }
  }

  /// Refuses arguments beyond the last one the function takes.
  func endOfArguments(after last: Int) throws(APIUsageError) {
    guard argumentCount > last else { return }
    throw APIUsageError(
      code: "call.arguments", "hostapi.host-call-arguments.too-many", ["count": last, "given": argumentCount])
  }
}

extension LuaTable {
  /// Refuses a field that is none of `known`, with the nearest right name.
  func requireOnly(_ known: [String], in what: String) throws(APIUsageError) {
    if let stranger = fields.keys.sorted().first(where: { !known.contains($0) }) {
      throw APIUsageError(unknown: "field of \(what)", stranger, known: known)
    }
  }

  /// The text of field `name`, which must be there.
  func text(_ name: String, in what: String) throws(APIUsageError) -> String {
    guard let value = fields[name] else {
      throw APIUsageError(
        "hostapi.host-call-arguments.lacks-field-string", ["what": what, "name": name])
    }
    guard case .string(let text) = value, !text.isEmpty else {
      throw APIUsageError(
        "hostapi.host-call-arguments.field-must-non-empty", ["name": name, "what": what.noun, "value": value.described.noun])
    }
    return text
  }

  /// The truth of field `name`, false where it is absent.
  func flag(_ name: String, in what: String) throws(APIUsageError) -> Bool {
    switch fields[name] {
    case nil: return false
    case .boolean(let flag): return flag
    case .some(let value):
      throw APIUsageError(
        "hostapi.host-call-arguments.field-must-true-false", ["name": name, "what": what.noun, "value": value.described.noun])
    }
  }

  /// The text of field `name`: one string for all languages, or one for each language code, `{ en = "…", fr = "…", nl = "…" }`.
  func localizedText(_ name: String, in what: String) throws(APIUsageError) -> LocalizedText? {
    switch fields[name] {
    case nil: return nil
    case .string(let text): return LocalizedText(verbatim: text)
    case .table(let table): return LocalizedText(try table.texts(name, in: what))
    case .some(let value):
      throw APIUsageError(
        "hostapi.host-call-arguments.field-must-string", ["name": name, "what": what.noun, "value": value.described.noun])
    }
  }

  /// The texts of a table by language; at least one.
  private func texts(_ name: String, in what: String) throws(APIUsageError) -> [Language: String] {
    guard array.isEmpty, !fields.isEmpty else {
      throw APIUsageError("hostapi.host-call-arguments.field-names-no-language", ["name": name, "what": what.noun])
    }
    var texts: [Language: String] = [:]
    for code in fields.keys.sorted() {
      guard let language = Language(code: code) else {
        throw APIUsageError(unknown: "field of \(what).\(name)", code, known: Language.all.map(\.rawValue))
      }
      texts[language] = try text(code, in: "\(what).\(name)")
    }
    return texts
  }

  /// The reference to the function in field `name`, which must be there.
  func function(_ name: String, in what: String) throws(APIUsageError) -> LuaReference {
    guard case .function(let reference) = fields[name] else {
      throw APIUsageError(
        "hostapi.host-call-arguments.field-must-function",
        ["name": name, "what": what.noun, "fields": (fields[name] ?? .nil).described.noun])
    }
    return reference
  }
}
