import Ecosystem
import HostAPI
import Store

// The former names of plugins' fields in the admin's code, so that an error tells the present one as it does within the plugin.

extension PluginHost {
  /// Returns the former names of the fields of the plugins that a source text uses in an unknown field: `wallonia.badge`. Only these
  /// plugins are loaded, so that other code starts as fast as before.
  ///
  /// - Parameter transaction: that of the code; another one would need a connection of its own.
  func formerFieldNames(in source: [UInt8], _ transaction: StoreTransaction) async -> [FormerFieldName] {
    guard let installed = try? transaction.generations.present().plugins.map(\.name) else { return [] }
    let known = Set(transaction.schema.entities.flatMap { $0.pluginFields.map(\.id) })
    var names: [FormerFieldName] = []
    for name in installed where Self.fields(of: name, in: source).contains(where: { !known.contains($0) }) {
      // A plugin that cannot be loaded suggests nothing; the code may run without it.
      names += (try? await load(named: name, InvocationJournal(nil)))?.formerFieldNames ?? []
    }
    return names
  }

  /// Returns the words of a text that begin with the name of a plugin and a point.
  static func fields(of plugin: String, in source: [UInt8]) -> Set<String> {
    let start = Array((plugin + ".").utf8)
    var words: Set<String> = []
    var rest = source[...]
    while let place = rest.firstIndex(of: start[0]) {
      rest = rest[place...]
      guard rest.starts(with: start), place == source.startIndex || !isOfName(source[place - 1]) else {
        rest = rest.dropFirst()
        continue
      }
      let name = rest.dropFirst(start.count).prefix(while: isOfName)
      words.insert(String(decoding: start + name, as: UTF8.self))
      rest = rest.dropFirst(start.count)
    }
    return words
  }

  private static func isOfName(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
  }
}
