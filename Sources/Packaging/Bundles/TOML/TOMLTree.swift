/// A table while it is read, with what TOML's rules on defining things twice need to know of it.
final class TOMLTree {
  /// How a table came to be; it decides who may still add to it.
  enum Origin {
    /// Named in passing by a longer header: `[a.b]` makes `a`. A header of its own may still come.
    case passing
    /// By its own header.
    case header
    /// By a dotted key: `a.b = 1` makes `a`. Only dotted keys of the same table add to it.
    case dotted
  }

  /// What a key holds.
  enum Entry {
    case data(TOMLData)
    case table(TOMLTree)
    /// A list of tables, `[[a]]`.
    case tables([TOMLTree])
  }

  /// How it came to be.
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
