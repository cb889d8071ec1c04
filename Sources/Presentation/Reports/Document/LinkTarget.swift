/// The destination of a link in a document: an address of the web, or a page of the portal.
///
/// A renderer makes an address of it: ``RenderOptions/address(of:)``. What has no address there is shown as plain text.
public enum LinkTarget: Sendable, Hashable {
  /// An address of the web. Only `http`, `https` and `mailto` become links.
  case web(String)
  /// A page of a plugin, such as `projets/42`, with its query parameters.
  case page(plugin: String, path: String, query: [QueryItem] = [])
  /// The page of a record: the id of its entity, such as `actor`, and its own.
  case record(entity: String, id: String)
  /// A report of a plugin.
  case report(plugin: String, id: String)

  /// A parameter of a page, by its name.
  public struct QueryItem: Sendable, Hashable {
    public var name: String, value: String

    /// Makes a parameter.
    public init(_ name: String, _ value: String) { (self.name, self.value) = (name, value) }
  }

  /// The destination as a person at a terminal names it: `https://…`, `wallonia/projets/42`, `actor kikk`, `wallonia:cartographie`.
  public var shown: String {
    switch self {
    case .web(let address): address
    case .page(let plugin, let path, let query):
      ["\(plugin)/\(path)", query.map { "\($0.name)=\($0.value)" }.joined(separator: "&")].filter { !$0.isEmpty }.joined(separator: "?")
    case .record(let entity, let id): "\(entity) \(id)"
    case .report(let plugin, let id): "\(plugin):\(id)"
    }
  }

  /// Its kind and its texts, in the order in which `init(kind:texts:)` reads them.
  var coded: (kind: UInt8, texts: [String]) {
    switch self {
    case .web(let address): (0, [address])
    case .page(let plugin, let path, let query): (1, [plugin, path] + query.flatMap { [$0.name, $0.value] })
    case .record(let entity, let id): (2, [entity, id])
    case .report(let plugin, let id): (3, [plugin, id])
    }
  }

  /// Reads the texts that `coded` gives.
  init(kind: UInt8, texts: [String]) {
    switch kind {
    case 1:
      let query = stride(from: 2, to: texts.count - 1, by: 2).map { QueryItem(texts[$0], texts[$0 + 1]) }
      self = .page(plugin: texts[0], path: texts[1], query: query)
    case 2: self = .record(entity: texts[0], id: texts[1])
    case 3: self = .report(plugin: texts[0], id: texts[1])
    default: self = .web(texts[0])
    }
  }
}

extension Block {
  /// The links of a block of links or cards; none for other blocks.
  var links: [Link] {
    switch self {
    case .links(let links): links
    case .cards(let cards): cards.compactMap { card in card.target.map { Link(card.title, to: $0) } }
    default: []
    }
  }
}

/// A text that leads somewhere.
public struct Link: Sendable, Hashable {
  /// The text of the link.
  public var text: String
  /// Its destination.
  public var target: LinkTarget
  /// A short remark beside it.
  public var note: String?

  /// Makes a link.
  public init(_ text: String, to target: LinkTarget, note: String? = nil) {
    (self.text, self.target, self.note) = (text, target, note)
  }
}
