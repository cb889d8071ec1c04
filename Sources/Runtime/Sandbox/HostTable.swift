import Lua

/// An entry of a host table.
public indirect enum HostEntry: Sendable {
  case function(HostFunction)
  case value(LuaValue)
  case table(HostTable)
  /// A value of a table that a function computes at each reading; the function receives the table and the name.
  case computed(HostFunction)
}

/// A table the host provides to plugin code, such as `grappe.actors`.
public struct HostTable: Sendable {
  /// Its name in plugin code, for messages.
  public var name: String
  public var entries: [String: HostEntry]
  /// Whether reading or writing an unknown name raises an error with the nearest known one.
  public var isStrict: Bool
  /// The function that runs when the table itself is called, if any. The table is its first argument.
  public var callable: HostFunction?

  /// Makes a table.
  public init(name: String, entries: [String: HostEntry] = [:], isStrict: Bool = true, callable: HostFunction? = nil) {
    self.name = name
    self.entries = entries
    self.isStrict = isStrict
    self.callable = callable
  }
}

extension HostCall {
  /// Pushes a new copy of a host table.
  public mutating func push(_ table: HostTable) {
    newTable(fields: table.entries.count)
    for (key, entry) in table.entries {
      if case .computed = entry { continue }
      push(entry)
      setField(key)
    }
    guard table.isStrict || table.callable != nil || !table.computed.isEmpty else { return }
    pushMetatable(table)
    setMetatable()
  }

  /// Pushes one entry of a host table.
  public mutating func push(_ entry: HostEntry) {
    switch entry {
    case .function(let function): push(function)
    case .value(let value): push(value)
    case .table(let table): push(table)
    case .computed(let function): push(function)
    }
  }

  private mutating func pushMetatable(_ table: HostTable) {
    newTable(fields: 4)
    push(false)
    setField("__metatable")
    if table.isStrict || !table.computed.isEmpty {
      push(table.reading)
      setField("__index")
    }
    if table.isStrict {
      push(HostTable.refusal(table.name, Array(table.entries.keys), verb: "cannot be given a"))
      setField("__newindex")
    }
    if let callable = table.callable {
      push(callable)
      setField("__call")
    }
  }
}

extension HostTable {
  /// The functions that compute values, by name.
  fileprivate var computed: [String: HostFunction] {
    entries.compactMapValues { if case .computed(let function) = $0 { function } else { nil } }
  }

  /// Returns `__index`: it computes a value, and raises the error of an unknown name where the table is strict.
  fileprivate var reading: HostFunction {
    let refusal = isStrict ? HostTable.refusal(name, Array(entries.keys), verb: "has no") : HostTable.nothing
    let computed = computed
    guard !computed.isEmpty else { return refusal }
    return { call in
      guard let name = call.string(at: 2), let value = computed[name] else { return refusal(&call) }
      return value(&call)
    }
  }

  private static let nothing: HostFunction = { _ in .returns(0) }

  /// Returns the function that raises the error of an unknown name.
  static func refusal(_ table: String, _ names: [String], verb: String) -> HostFunction {
    { call in
      guard let name = call.string(at: 2) else {
        return .error("\(table) \(verb) key of type \(call.type(at: 2).rawValue)")
      }
      let remedy = NearestEntry.of(name, among: names).map { ": did you mean '\($0)'?" } ?? ""
      return .error("\(table) \(verb) '\(name)'\(remedy)")
    }
  }
}
