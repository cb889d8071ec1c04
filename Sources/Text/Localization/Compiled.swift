import Gettext
import Glibc

/// The texts of one language, compiled at build time from the PO files of all modules: records sorted by id, in the binary's
/// read-only data. A lookup is a binary search there; nothing is read or allocated at program start.
struct Compiled {
  /// Records `id U+0001 form (U+0002 form)* U+0000`, sorted by the bytes of the ids.
  let texts: StaticString
  /// The value of the header field `Plural-Forms`.
  let pluralRule: String

  /// Returns the text of a message with its arguments inserted; nil when this language has no entry of that id.
  ///
  /// - Parameter language: the language of the arguments, which may be available when that of the message is not.
  func text(_ message: Message, in language: Language) -> String? {
    guard let forms = forms(of: message.id) else { return nil }
    let template = forms.count == 1 ? forms[0] : forms[min(form(message), forms.count - 1)]
    guard template.utf8.contains(where: { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "}") }) else { return template }
    return filled(template, message.arguments, in: language)
  }

  private func form(_ message: Message) -> Int {
    switch message.arguments["count"] {
    case .number(let count), .grouped(let count): (try? PluralRule(pluralRule).form(for: count)) ?? 0
    default: 0
    }
  }

  /// Inserts the arguments; the placeholder of a missing argument stays.
  private func filled(_ template: String, _ arguments: [String: MessageArgument], in language: Language) -> String {
    guard let parsed = try? Template(template) else { return template }
    return parsed.pieces.reduce(into: "") { text, piece in
      switch piece {
      case .text(let plain): text += plain
      case .argument(let name): text += arguments[name]?.text(in: language) ?? "{\(name)}"
      }
    }
  }

  // MARK: Search

  /// Finds the texts of an entry, one for each plural form.
  private func forms(of id: String) -> [String]? {
    texts.withUTF8Buffer { bytes in
      guard let record = Self.record(of: id, in: UnsafeRawBufferPointer(bytes)) else { return nil }
      return Self.forms(record)
    }
  }

  private static func forms(_ record: UnsafeRawBufferPointer) -> [String] {
    var (forms, rest) = ([String](), record)
    while let divider = position(of: 2, in: rest) {
      forms.append(String(decoding: rest[..<divider], as: UTF8.self))
      rest = UnsafeRawBufferPointer(rebasing: rest[(divider + 1)...])
    }
    return forms + [String(decoding: rest, as: UTF8.self)]
  }

  /// Finds the forms of an entry, by binary search over byte positions.
  ///
  /// It looks at bytes through the functions of the C library: every label of every page comes this way.
  private static func record(of id: String, in bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
    var (id, low, high) = (id, 0, bytes.count)
    return id.withUTF8 { wanted in
      while low < high {
        let middle = (low + high) / 2
        let start = lastPosition(of: 0, in: .init(rebasing: bytes[low..<middle])).map { low + $0 + 1 } ?? low
        guard let length = position(of: 0, in: .init(rebasing: bytes[start...])) else { return nil }
        let record = UnsafeRawBufferPointer(rebasing: bytes[start..<start + length])
        guard let divider = position(of: 1, in: record) else { return nil }
        let order = compare(.init(rebasing: record[..<divider]), .init(wanted))
        if order == 0 { return .init(rebasing: record[(divider + 1)...]) }
        if order < 0 { low = start + length + 1 } else { high = start }
      }
      return nil
    }
  }

  private static func position(of byte: UInt8, in bytes: UnsafeRawBufferPointer) -> Int? {
    guard let base = bytes.baseAddress, let found = memchr(base, Int32(byte), bytes.count) else { return nil }
    return UnsafeRawPointer(found) - base
  }

  private static func lastPosition(of byte: UInt8, in bytes: UnsafeRawBufferPointer) -> Int? {
    var position = bytes.count
    while position > 0 {
      position -= 1
      if bytes[position] == byte { return position }
    }
    return nil
  }

  /// Returns a negative number, 0 or a positive number, as `memcmp` does; a beginning stands before what it begins.
  private static func compare(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Int {
    guard let a = left.baseAddress, let b = right.baseAddress else { return left.count - right.count }
    let order = memcmp(a, b, min(left.count, right.count))
    return order == 0 ? left.count - right.count : Int(order)
  }
}
