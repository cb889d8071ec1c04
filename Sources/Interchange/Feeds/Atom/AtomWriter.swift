import Ecosystem

/// Writes a feed of changes (RFC 4287), entry by entry.
public struct AtomWriter: Sendable {
  /// The elements of a feed beside its entries (section 4.1.1).
  public struct Heading: Sendable {
    /// The permanent identifier, an IRI.
    public var id: String
    public var title: String
    /// The moment of the last change, as RFC 3339 writes it.
    public var updated: String
    public var author: String
    /// The address of the feed itself.
    public var link: String?
    public var rights: String?

    public init(id: String, title: String, updated: String, author: String) {
      (self.id, self.title, self.updated, self.author) = (id, title, updated, author)
    }
  }

  /// One entry (section 4.1.2).
  public struct Entry: Sendable {
    public var id: String
    public var title: String
    public var updated: String
    public var published: String?
    public var summary: String?
    public var link: String?
    public var rights: String?
    public var categories: [String] = []

    public init(id: String, title: String, updated: String) {
      (self.id, self.title, self.updated) = (id, title, updated)
    }
  }

  private let heading: Heading

  public init(_ heading: Heading) { self.heading = heading }

  /// The text before the entries.
  public var beginning: String {
    var text = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n"
    text += Self.element("id", heading.id) + Self.element("title", heading.title) + Self.element("updated", heading.updated)
    text += "  <author><name>\(Self.escaped(heading.author))</name></author>\n"
    if let link = heading.link { text += "  <link rel=\"self\" href=\"\(Self.escaped(link))\"/>\n" }
    if let rights = heading.rights { text += Self.element("rights", rights) }
    return text + "  <generator>Grappe</generator>\n"
  }

  /// The text after the entries.
  public var ending: String { "</feed>\n" }

  /// Returns an entry.
  public func text(_ entry: Entry) -> String {
    var text =
      "  <entry>\n" + Self.element("id", entry.id, indent: 4)
      + Self.element("title", entry.title.isEmpty ? entry.id : entry.title, indent: 4)
    text += Self.element("updated", entry.updated, indent: 4)
    if let published = entry.published { text += Self.element("published", published, indent: 4) }
    if let link = entry.link { text += "    <link href=\"\(Self.escaped(link))\"/>\n" }
    // An entry without a link needs a content or a summary (section 4.1.2).
    text += Self.element("summary", entry.summary ?? entry.title, indent: 4)
    for category in entry.categories { text += "    <category term=\"\(Self.escaped(category))\"/>\n" }
    if let rights = entry.rights { text += Self.element("rights", rights, indent: 4) }
    return text + "  </entry>\n"
  }

  private static func element(_ name: String, _ text: String, indent: Int = 2) -> String {
    String(repeating: " ", count: indent) + "<\(name)>\(escaped(text))</\(name)>\n"
  }

  /// Returns a text for XML 1.0, without the signs that it does not allow (section 2.2).
  static func escaped(_ text: String) -> String {
    var written = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": written.append(contentsOf: "&amp;".unicodeScalars)
      case "<": written.append(contentsOf: "&lt;".unicodeScalars)
      case ">": written.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": written.append(contentsOf: "&quot;".unicodeScalars)
      case "\r": written.append(contentsOf: "&#13;".unicodeScalars)
      case "\t", "\n": written.append(scalar)
      case "\0"..<" ", "\u{FFFE}", "\u{FFFF}": break
      default: written.append(scalar)
      }
    }
    return String(written)
  }
}
