import Gettext

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
    guard template.contains(where: { $0 == "{" || $0 == "}" }) else { return template }
    return filled(template, message.arguments, language)
  }

  private func form(_ message: Message) -> Int {
    switch message.arguments["count"] {
    case .number(let count), .grouped(let count): (try? PluralRule(pluralRule).form(for: count)) ?? 0
    default: 0
    }
  }

  /// Inserts the arguments; the placeholder of a missing argument stays.
  private func filled(_ template: String, _ arguments: [String: MessageArgument], _ language: Language) -> String {
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
      guard let record = Self.record(of: id, in: bytes) else { return nil }
      return bytes[record].split(separator: 2, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
    }
  }

  /// Finds the range of the forms of an entry, by binary search over byte positions.
  private static func record(of id: String, in bytes: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
    var id = id
    return id.withUTF8 { wanted in
      var (low, high) = (0, bytes.count)
      while low < high {
        let middle = (low + high) / 2
        let start = (bytes[low..<middle].lastIndex(of: 0) ?? low - 1) + 1
        guard let end = bytes[start...].firstIndex(of: 0), let divider = bytes[start..<end].firstIndex(of: 1) else { return nil }
        let found = bytes[start..<divider]
        if found.elementsEqual(wanted) { return divider + 1..<end }
        if found.lexicographicallyPrecedes(wanted) { low = end + 1 } else { high = start }
      }
      return nil
    }
  }
}
