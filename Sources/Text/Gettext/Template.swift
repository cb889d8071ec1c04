/// A text with placeholders: `{name}` is replaced by an argument, `{{` and `}}` by braces.
public struct Template: Sendable, Hashable {
  /// A piece of a template.
  public enum Piece: Sendable, Hashable {
    case text(String)
    case argument(String)
  }

  /// The pieces in order.
  public let pieces: [Piece]

  /// Splits a text at its placeholders.
  ///
  /// - Throws: ``CatalogueError`` for a single brace, or a name with characters other than lower-case letters, digits and `-`.
  public init(_ text: String) throws(CatalogueError) {
    var (pieces, plain, rest) = ([Piece](), "", text[...])
    while let brace = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
      plain += rest[..<brace]
      let after = rest.index(after: brace)
      if after < rest.endIndex, rest[after] == rest[brace] {
        plain.append(rest[brace])
        rest = rest[rest.index(after: after)...]
        continue
      }
      guard rest[brace] == "{", let end = rest[after...].firstIndex(of: "}"), Self.isName(rest[after..<end]) else {
        throw CatalogueError(line: 0, reason: "a brace that opens no {argument} is written twice: \(text)")
      }
      if !plain.isEmpty { pieces.append(.text(plain)) }
      plain = ""
      pieces.append(.argument(String(rest[after..<end])))
      rest = rest[rest.index(after: end)...]
    }
    plain += rest
    self.pieces = plain.isEmpty ? pieces : pieces + [.text(plain)]
  }

  /// The names of the arguments.
  public var arguments: Set<String> {
    Set(pieces.compactMap { if case .argument(let name) = $0 { name } else { nil } })
  }

  private static func isName(_ text: Substring) -> Bool {
    !text.isEmpty && text.allSatisfy { ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == "-" }
  }
}
