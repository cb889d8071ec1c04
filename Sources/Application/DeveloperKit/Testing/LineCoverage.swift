import Bundles
import Engine
import HostAPI
import Lua
import LuaSyntax
import Sandbox
import Synchronization

/// Line coverage of a plugin's tests: the lines of `init.lua` and `lib/` on which a statement begins.
///
/// Instruments the sources as they are loaded: before each statement it inserts a call that records the line. A line hook would
/// be simpler, but the scheduler uses the hook of a running coroutine for preemption. Code loaded by `load` and the migrations,
/// which run during installation, are not counted. A covered run uses more processor time and memory than a plain one, and a
/// source near Lua's limits (200 local variables in the main chunk, 1 MiB of text) may exceed them.
public final class LineCoverage: Sendable {
  /// The coverage of one file.
  public struct File: Sendable, Hashable {
    public var name: String
    /// The lines on which a statement begins.
    public var lines: Int
    /// The lines that never ran, in order.
    public var missed: [Int]
  }

  private let lines: [String: Set<Int>]
  private let places: [(file: String, line: Int)]
  private let texts: [String: [UInt8]]
  private let ran: Mutex<[Bool]>

  private static let note = "grappe_line"

  init(_ bundle: Bundles.Bundle) {
    var builder = Builder()
    for name in bundle.luaFiles where name == "init.lua" || name.hasPrefix("lib/") {
      builder.add(name, bundle[name] ?? [])
    }
    (lines, places, texts) = (builder.lines, builder.places, builder.texts)
    ran = Mutex(Array(repeating: false, count: builder.places.count))
  }

  /// The instrumented text of `source`.
  func text(_ name: String, _ source: [UInt8]) -> [UInt8] { texts[name] ?? source }

  /// The globals of a sandbox with instrumented sources.
  var globals: [String: HostEntry] {
    [
      Self.note: .function { [self] call in
        if let place = call.integer(at: 1), places.indices.contains(Int(place)) {
          ran.withLock { $0[Int(place)] = true }
        }
        return .returns(0)
      }
    ]
  }

  /// The lines that have run so far, by file.
  public var files: [File] {
    let ran = ran.withLock { $0 }
    var missed = lines
    for (place, hasRun) in zip(places, ran) where hasRun { missed[place.file]?.remove(place.line) }
    return lines.keys.sorted().map {
      File(name: $0, lines: lines[$0]?.count ?? 0, missed: (missed[$0] ?? []).sorted())
    }
  }

  private struct Builder {
    var lines: [String: Set<Int>] = [:]
    var places: [(file: String, line: Int)] = []
    var texts: [String: [UInt8]] = [:]

    mutating func add(_ name: String, _ source: [UInt8]) {
      guard let block = LuaParser.parse(source) else { return }
      let statements = LuaStatement.all(in: block).filter(\.isNoted).sorted { $0.offset < $1.offset }
      lines[name] = Set(statements.map(\.line))
      texts[name] = noted(source, statements, name: name)
    }

    /// Inserts the recording calls. The first line keeps its number: the recording function's local name is declared on it.
    private mutating func noted(_ source: [UInt8], _ statements: [LuaStatement], name: String) -> [UInt8] {
      var text = Array("local \(LineCoverage.note) <const> = \(LineCoverage.note);".utf8)
      var position = 0
      for statement in statements {
        text += source[position..<statement.offset]
        text += Array("\(LineCoverage.note)(\(places.count));".utf8)
        places.append((name, statement.line))
        position = statement.offset
      }
      return text + source[position...]
    }
  }
}

extension LuaStatement {
  /// Whether a call is inserted before the statement. Not before a label: it is no step, and at the end of a block nothing may
  /// follow it.
  fileprivate var isNoted: Bool { if case .label = kind { false } else { true } }
}
