import Lua
import LuaSyntax
import Sandbox

/// A line that is one call of a collection's `find`, such as `actors.find{ city = "Namur" }`, whose records are only shown: an interpreter
/// then counts them first, and reads only those that it shows when they are many.
struct FindLine: Sendable {
  /// The greatest number of records that a line shows whole, however long lists may be: more would not fit into its memory.
  static let wholeMax = 10_000
  /// Number of records shown of more.
  static let shownMax = 100

  /// The collection, such as `actors`.
  let collection: String
  /// Whether it is called as `grappe.actors`, not by its global variable.
  let isOfLibrary: Bool
  /// A function that returns the arguments of the call.
  let arguments: LuaReference

  /// Reads the text of a line.
  ///
  /// - Returns: nil for another line, and for one whose arguments call functions, which would be called twice.
  init?(_ text: String, in sandbox: Sandbox) {
    guard let call = Self.call(text), let arguments = Self.arguments(of: text),
      let function = try? sandbox.load(source: Array("return \(arguments)\n".utf8), chunkName: ChunkSyntax.chunkName)
    else { return nil }
    (collection, isOfLibrary, self.arguments) = (call.collection, call.isOfLibrary, function)
  }

  private static func call(_ text: String) -> (collection: String, isOfLibrary: Bool)? {
    let statements = LuaParser.parse(Array("return \(text)\n".utf8)) ?? LuaParser.parse(Array(text.utf8))
    guard case .returning(let values)? = statements?.first?.kind, values.count == 1,
      case .call(let function, let arguments) = values[0].kind, arguments.allSatisfy(\.isData)
    else { return nil }
    return function.collectionOfFind
  }

  /// Returns the text of the arguments; nil where the name of the function does not stand right before them.
  private static func arguments(of text: String) -> String? {
    guard let open = text.firstIndex(where: { $0 == "(" || $0 == "{" }), trimmed(text[..<open]).hasSuffix("find") else { return nil }
    let rest = trimmed(text[open...])
    if rest.hasPrefix("{") { return rest }
    return rest.hasSuffix(")") ? String(rest.dropFirst().dropLast()) : nil
  }

  private static func trimmed(_ text: Substring) -> String {
    String(text.reversed().drop(while: \.isWhitespace).reversed())
  }
}

extension LuaExpression {
  /// The collection of `actors.find` or `grappe.actors.find`; nil for another expression.
  fileprivate var collectionOfFind: (collection: String, isOfLibrary: Bool)? {
    guard case .index(let module, let key) = kind, case .string("find") = key.kind else { return nil }
    switch module.kind {
    case .name(let name): return (name, false)
    case .index(let library, let key):
      guard case .name("grappe") = library.kind, case .string(let name) = key.kind else { return nil }
      return (name, true)
    default: return nil
    }
  }

  /// Whether it calls and makes no function.
  fileprivate var isData: Bool {
    switch kind {
    case .name, .string, .constant: true
    case .index(let table, let key): table.isData && key.isData
    case .operation(let operands): operands.allSatisfy(\.isData)
    case .table(let fields): fields.allSatisfy(\.isData)
    case .call, .method, .function: false
    }
  }
}

extension LuaField {
  fileprivate var isData: Bool {
    if case .expression(let expression) = key, !expression.isData { return false }
    return value.isData
  }
}
