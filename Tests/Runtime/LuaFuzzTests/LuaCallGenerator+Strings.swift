extension LuaCallGenerator {
  mutating func stringStatement() -> String {
    switch random.number(0...29) {
    case 0..<11: patternStatement()
    case 11..<17: formatStatement()
    case 17..<22: packStatement()
    case 22: arithmeticStatement()
    case 23: repStatement()
    case 24: method(random.pick(["lower", "upper", "reverse", "len"]), [random.once(in: 8) ? longString() : string()])
    case 25: method("byte", some([string()], [integer(), integer()]))
    case 26: call("string.char", (0..<random.number(0...6)).map { _ in random.once(in: 15) ? integer() : "\(random.number(0...255))" })
    case 27: largeStatement()
    default: method("sub", some([string(), integer()], [integer()]))
    }
  }

  private mutating func patternStatement() -> String {
    let subject = string()
    let pattern = "\"\(pattern())\""
    switch random.number(0...9) {
    case 0..<3: return method("find", some([subject, pattern], [integer(), random.pick(["true", "false", "nil", "1"])]))
    case 3..<5: return method("match", some([subject, pattern], [integer()]))
    case 5..<8: return method("gsub", some([subject, pattern, replacement()], [integer()]))
    default:
      let arguments = some([subject, pattern], [integer()]).joined(separator: ", ")
      return
        "local found = {} for a, b, c in string.gmatch(\(arguments)) do found[#found + 1] = { a or false, b or false, c or false } if #found > 30 then break end end return found"
    }
  }

  /// Repetitions of small length, and refused ones: Lua itself repeats the empty string for ever, and takes gigabytes for one
  /// byte.
  private mutating func repStatement() -> String {
    let separator = "\"\(characters(random.number(0...3)))\""
    let counts = ["math.maxinteger", "math.mininteger", "1 << 31", "1 << 40", "-1", "2.0", "2.5", "'3'", "'x'", "nil", "{}", "0/0", "2^63"]
    guard random.once(in: 4) else {
      return "return E(string.rep(\(some([string(), "\(random.number(-2...9))"], [separator]).joined(separator: ", "))))"
    }
    return
      "return E(string.rep(\(some([random.pick(["'ab'", "'x'", "7", "1.5", "nil", "{}"]), random.pick(counts)], [separator, anything()]).joined(separator: ", "))))"
  }

  /// Texts longer than a buffer's first size, in calls of linear cost.
  private mutating func largeStatement() -> String {
    let text = longString()
    switch random.number(0...5) {
    case 0: return call("string.find", [text, "\"\(characters(random.number(1...12)))\"", "\(random.number(1...500))", "true"])
    case 1:
      return call(
        "string.gsub",
        [
          text, random.pick(["\"a\"", "\"%s\"", "\"[bc]\"", "\"()\"", "\"%w\""]),
          random.pick(["\"%0%0\"", "\"\"", "{ a = 'xyz' }", "string.upper"]),
        ])
    case 2: return call("string.format", ["\"%s|%q|%.40s|%-99s|\"", text, text, text, text])
    case 3: return call("string.pack", ["\"zs4s\"", text, text, text])
    // Not spoiled: another integer as count would make a text of gigabytes.
    case 4: return "return E(string.rep(\(text), \(random.number(0...12)), \"\(characters(2))\"))"
    default: return call("string.byte", [text, integer(), integer()])
    }
  }

  // MARK: - Formats

  private mutating func formatStatement() -> String {
    var format = ""
    var arguments: [String] = []
    for _ in 0..<random.number(1...3) {
      format += random.once(in: 3) ? characters(random.number(0...3)) : ""
      let letter = random.pick(Array("aAcdeEfgGiopqsuxXsdsdfgqq%Fnl"))
      format += "%" + modifiers() + (letter == "p" ? "s" : String(letter))
      if letter != "%" { arguments.append(formatArgument(letter)) }
    }
    return method("format", ["\"\(format)\""] + arguments)
  }

  private mutating func modifiers() -> String {
    guard random.once(in: 2) else { return "" }
    if random.once(in: 40) { return String(repeating: random.pick(["0", "-", " ", "1"]), count: random.number(10...40)) }
    let flags = random.once(in: 2) ? random.pick(["-", "+", " ", "#", "0", "-+", "#0", "--", "- 0+#"]) : ""
    let width = random.once(in: 2) ? random.pick(["1", "5", "12", "20", "99", "100", "07"]) : ""
    let precision = random.once(in: 3) ? random.pick([".", ".0", ".1", ".3", ".14", ".20", ".99", ".100", ".-1", "..1"]) : ""
    return flags + width + precision
  }

  private mutating func formatArgument(_ letter: Character) -> String {
    if random.once(in: 12) { return simple() }
    switch letter {
    case "s", "p": return random.once(in: 5) ? "V(\"\(characters(random.number(0...4)))\")" : simple()
    case "q": return random.once(in: 20) ? anything() : simple()
    case "c": return "\(random.number(0...255))"
    case "a", "A", "e", "E", "f", "g", "G": return number()
    default: return random.once(in: 4) ? number() : integer()
    }
  }

  // MARK: - Packs

  private mutating func packStatement() -> String {
    var format = ""
    var arguments: [String] = []
    for _ in 0..<random.number(1...4) {
      let option = packOption()
      format += option.text
      arguments += option.argument.map { [$0] } ?? []
    }
    switch random.number(0...9) {
    case 0, 1: return call("string.packsize", ["\"\(format)\""])
    case 2, 3: return call("string.unpack", some(["\"\(format)\"", string()], [integer()]))
    case 4..<7:
      let list = (["\"\(format)\""] + arguments).joined(separator: ", ")
      return "local packed = string.pack(\(list)) return E(packed, string.unpack(\"\(format)\", packed))"
    default: return call("string.pack", ["\"\(format)\""] + arguments)
    }
  }

  private mutating func packOption() -> (text: String, argument: String?) {
    let size = random.once(in: 2) ? "\(random.once(in: 12) ? random.pick([0, 17, 99, 2_147_483_647]) : random.number(1...16))" : ""
    switch random.number(0...15) {
    case 0: return (random.pick(["<", ">", "=", "!", "!1", "!2", "!4", "!8", "!16", "!3", " ", "y", "w"]), nil)
    case 1: return (random.pick(["x", "Xi4", "Xd", "Xb", "Xc1", "X", "X ", "Xs", "Xz"]), nil)
    case 2..<6: return ("i\(size)", integer())
    case 6..<8: return ("I\(size)", integer())
    case 8..<10: return (random.pick(["b", "B", "h", "H", "l", "L", "j", "J", "T"]), integer())
    case 10, 11: return (random.pick(["f", "d", "n"]), number())
    case 12: return ("z", string())
    case 13: return ("c\(random.once(in: 10) ? "" : "\(random.number(0...12))")", string())
    default: return ("s\(size == "2147483647" ? "" : size)", string())
    }
  }

  // MARK: - Arithmetic on strings

  private mutating func arithmeticStatement() -> String {
    let left = operand()
    let right = operand()
    switch random.number(0...9) {
    case 0: return "return -(\(left))"
    case 1: return "return (\(left)) .. (\(right))"
    case 2: return "return (\(left)) \(random.pick(["&", "|", "~", "<<", ">>"])) (\(right))"
    case 3: return "return (\(left)) \(random.pick(["<", "<=", "==", "~="])) (\(right))"
    default: return "return (\(left)) \(random.pick(["+", "-", "*", "/", "//", "%", "^"])) (\(right))"
    }
  }

  private mutating func operand() -> String {
    switch random.number(0...5) {
    case 0: anything()
    case 1: number()
    case 2: string()
    default: "'\(random.number(-20...20))'"
    }
  }
}
