import Ecosystem
import Engine
import HostAPI
import Localization
import Lua
import LuaSyntax
import Sandbox

/// Checks a script for `grappe script`: whether it compiles, its uses of the API, globals, fields and operators.
public struct ScriptCheck {
  private let source: [UInt8]
  private let name: String

  /// - Parameter name: the name of the file in the findings.
  public init(_ source: [UInt8], name: String) { (self.source, self.name) = (source, name) }

  /// Returns the findings by line; empty when the script is in order.
  ///
  /// - Throws: `SandboxError` when the system has no memory.
  public func run() throws -> [CheckFinding] {
    let findings = try syntax().map { [$0] } ?? read()
    var lines = LineLookup.Cache { [source] _ in source }
    return findings.map { $0.withSource(&lines) }.sorted { ($0.line ?? 0, $0.code) < ($1.line ?? 0, $1.code) }
  }

  private func syntax() throws -> CheckFinding? {
    let sandbox = try Sandbox(SandboxConfiguration(name: "check"))
    defer { sandbox.close() }
    do throws(SandboxError) {
      _ = try sandbox.load(source: source, chunkName: name)
      return nil
    } catch {
      return CheckFinding(syntax: error.cause, in: name, chunk: name, text: source)
    }
  }

  private func read() -> [CheckFinding] {
    guard let statements = LuaParser.parse(source) else { return [] }
    let globals = Self.globals
    let reading = LuaReading(statements, isTest: false, globals: globals.mapValues { LuaPath(root: "grappe", names: $0) })
    let files = [CheckedFile(name: name, reading: reading)]
    return APICheck(script: files).findings() + undefined(reading, Set(globals.keys))
      + RecordCheck(OwnFields()).findings(in: files) + FieldUseCheck(files, OwnFields()).findings(in: files)
      + DocumentCheck().findings(in: files)
  }

  /// The globals that a script has beside those of Lua, each with its path in `grappe`.
  private static var globals: [String: [String]] {
    let table = GrappeTable.make(schema: .grappe, plugin: "admin", version: "")
    return Dictionary(uniqueKeysWithValues: GrappeTable.globals(of: table).keys.map { ($0, [$0]) })
  }

  private func undefined(_ reading: LuaReading, _ globals: Set<String>) -> [CheckFinding] {
    let known = LuaGlobals.names.union(LuaGlobals.libraries.keys).union(globals).union(["grappe", "arg"])
    let written = Set(reading.globalsWritten.map(\.name))
    var seen: Set<String> = []
    return reading.globalsRead.compactMap { variable, line in
      guard !known.contains(variable), !written.contains(variable), seen.insert(variable).inserted else { return nil }
      return CheckFinding(
        unknown: LocalizedText("engine.name-check.variable", ["name": variable]), variable, among: Array(known), code: "lua.undefined",
        file: name, line: line)
    }
  }
}
