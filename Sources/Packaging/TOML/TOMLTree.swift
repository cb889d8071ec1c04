import ExactText

/// A table during parsing, with the state needed for TOML's rules on redefinition.
final class TOMLTree {
  /// The way a table was created, which decides whether it may be extended.
  enum Origin {
    /// Implicitly by a longer header: `[a.b]` makes `a`. A header of its own may follow.
    case passing
    /// By its own header.
    case header
    /// By a dotted key: `a.b = 1` makes `a`. Only dotted keys of the same table extend it.
    case dotted
  }

  /// The value of a key.
  enum Entry {
    case data(TOMLData)
    case table(TOMLTree)
    /// A list of tables, `[[a]]`.
    case tables([TOMLTree])
  }

  /// The way it was created.
  var origin: Origin
  /// Its entries.
  var entries: ExactDictionary<Entry> = [:]

  init(_ origin: Origin) { self.origin = origin }

  /// Its values as plain data. The depth is bounded by the reader.
  var data: ExactDictionary<TOMLData> {
    entries.mapValues { entry in
      switch entry {
      case .data(let data): data
      case .table(let table): .table(table.data)
      case .tables(let tables): .list(tables.map { .table($0.data) })
      }
    }
  }
}
