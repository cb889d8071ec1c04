import Ecosystem
import Foundation
import Sandbox
import Testing

@testable import HostAPI

/// The reference describes the actual API: every function, and no other.
@Suite struct ReferenceTests {
  /// The full names of the functions of `grappe` and its tables, as they are.
  static let functionNames: [String] = names(
    in: GrappeTable.make(schema: .grappe, plugin: "demo", version: "1.0.0"), called: "grappe", separator: ".")

  private static func names(in table: HostTable, called name: String, separator: String) -> [String] {
    table.entries.sorted { $0.key < $1.key }.flatMap { key, entry in
      switch entry {
      case .function: [name + separator + key]
      case .table(let inner): names(in: inner, called: name + separator + key, separator: separator)
      case .value, .computed: [String]()
      }
    }
  }

  private static let described = APIReference.functions(of: .grappe)

  @Test("Every function of grappe is described, and every description has its function")
  func complete() {
    let described = Set(Self.described.map(\.name).filter { $0.hasPrefix("grappe.") })
    #expect(described.symmetricDifference(Self.functionNames) == [])
    #expect(Self.functionNames.count > 100)
  }

  @Test("Every method of a document is described")
  func document() {
    let methods = Self.names(in: DocumentModule.object, called: "doc", separator: ":")
    #expect(Set(Self.described.map(\.name).filter { $0.hasPrefix("doc:") }) == Set(methods))
  }

  @Test("Every function of a test's t is described")
  func testFunctions() throws {
    let prelude = try String(
      contentsOf: SourceTexts.root.appending(path: "Sources/Application/DeveloperKit/Testing/TestPrelude.swift"), encoding: .utf8)
    let defined = Set(prelude.matches(of: /function t\.(\w+)\(/).map { "t.\($0.1)" })
    #expect(defined.count > 5)
    #expect(Set(Self.described.map(\.name).filter { $0.hasPrefix("t.") }) == defined)
  }

  @Test("No function is described twice, and each has an example that calls it")
  func examples() {
    let names = Self.described.map(\.name)
    #expect(Set(names).count == names.count)
    for function in Self.described where function.example.contains(function.owner.table) {
      let call = function.name.drop { $0 != "." && $0 != ":" }
      #expect(function.example.contains(call), "\(function.name)")
    }
  }

  @Test("Every type that is named is described")
  func types() {
    let modules = APIReference.modules + APIReference.collections(of: .grappe)
    let classes = modules.flatMap(\.classes) + CommonTypes.classes
    let aliases = modules.flatMap(\.aliases) + CommonTypes.aliases
    let known = Set(classes.map(\.name) + aliases.map(\.name) + ["grappe.Doc", "grappe.T"])
    let used =
      classes.flatMap(\.fields).map(\.type) + Self.described.flatMap { ($0.parameters + $0.returns).map(\.type) }
    let named = Set(used.flatMap { $0.matches(of: /grappe\.\w+/).map { String($0.0) } })
    #expect(named.subtracting(known) == [])
  }

  @Test("Every function is called by a test", arguments: functionNames + described.map(\.name))
  func called(name: String) {
    let parts = name.split { $0 == "." || $0 == ":" }
    let isVerb = Schema.grappe.entities.contains { parts.count == 3 && $0.collection == parts[1] }
    // The verbs are the same code for every collection.
    let names = isVerb ? Schema.grappe.entities.map { "grappe.\($0.collection).\(parts[2])" } : [name]
    #expect(names.contains { SourceTexts.namesInTests.contains($0) }, "no test calls \(name)")
  }
}

/// The files of the repository that tests read.
enum SourceTexts {
  /// The root of the package.
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The names with points and colons that tests use: the Swift and Lua files under Tests/, and the tests of the plugins.
  static let namesInTests: Set<String> = {
    let files = paths(in: "Tests") + paths(in: "plugins").filter { $0.contains("/tests/") }
    let texts = files.compactMap { try? Data(contentsOf: URL(filePath: $0)) }
    return Set(texts.flatMap { $0.split { !isNameByte($0) }.map { String(decoding: $0, as: UTF8.self) } })
  }()

  private static func isNameByte(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "_")
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static func paths(in folder: String) -> [String] {
    let url = root.appending(path: folder)
    let names = FileManager.default.enumerator(atPath: url.path)?.compactMap { $0 as? String } ?? []
    return names.filter { $0.hasSuffix(".swift") || $0.hasSuffix(".lua") }.map { url.appending(path: $0).path }
  }
}
