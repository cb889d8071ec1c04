/// Writes Lua programs of random calls: functions of every library that the sandbox offers, with arguments of all kinds.
///
///     var generator = LuaCallGenerator(seed: 1)
///     let program = generator.program(of: 1_000, after: prelude)
struct LuaCallGenerator {
  var random: SeededRandom
  /// Upper bound of the repetitions in patterns of the current call; their cost grows with that power of the subject's length.
  var repetitionsMax = 0

  init(seed: UInt64) { random = SeededRandom(seed: seed) }

  /// Returns a program that prints one line for each of `count` calls.
  /// - Parameter prelude: The text before them, which defines the names that the calls use.
  mutating func program(of count: Int, after prelude: String) -> String {
    var text = prelude
    for number in 1...count { text += "C(\(number), function() \(statement()) end)\n" }
    return text
  }

  /// Returns the body of a function that makes one call and returns its results.
  private mutating func statement() -> String {
    switch random.number(0...99) {
    case 0..<45: stringStatement()
    case 45..<65: tableStatement()
    case 65..<72: mathStatement()
    case 72..<80: utf8Statement()
    case 80..<93: baseStatement()
    case 93..<97: coroutineStatement()
    default: osStatement()
    }
  }

  // MARK: - Calls

  /// Returns a statement that calls a library's function: by name mostly, else as a tail call or without a name.
  mutating func call(_ function: String, _ arguments: [String]) -> String {
    let list = spoiled(arguments, of: function).joined(separator: ", ")
    switch random.number(0...9) {
    case 0: return "return \(function)(\(list))"
    case 1: return "return D(\(list.isEmpty ? function : "\(function), \(list)"))"
    case 2: return "return E(pcall(\(list.isEmpty ? function : "\(function), \(list)")))"
    case 3: return "return E(coroutine.wrap(function() return E(\(function)(\(list))) end)())"
    default: return "return E(\(function)(\(list)))"
    }
  }

  /// Returns a statement that calls a method of a string, where the first argument is one.
  mutating func method(_ name: String, _ arguments: [String]) -> String {
    guard random.once(in: 4), let subject = arguments.first else { return call("string.\(name)", arguments) }
    return "return E((\(subject)):\(name)(\(spoiled(Array(arguments.dropFirst()), of: name).joined(separator: ", "))))"
  }

  /// Now and then makes a wrong argument, one too few or one too many. A format gets no value whose address would be padded.
  private mutating func spoiled(_ arguments: [String], of function: String) -> [String] {
    var arguments = arguments
    let stranger = function.hasSuffix("format") ? random.once(in: 2) ? "V('v')" : simple() : anything()
    switch random.number(0...39) {
    case 0, 1:
      guard !arguments.isEmpty else { break }
      arguments[random.number(0...(arguments.count - 1))] = stranger
    case 2: _ = arguments.popLast()
    case 3: arguments.append(stranger)
    case 4: arguments = []
    default: break
    }
    return arguments
  }

  /// Returns the arguments up to a random one, the required ones included.
  mutating func some(_ required: [String], _ optional: [String]) -> [String] {
    required + optional.prefix(random.number(0...optional.count))
  }
}
