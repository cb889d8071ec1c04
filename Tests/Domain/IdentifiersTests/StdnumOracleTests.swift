import Identifiers
import Testing
import TextTestSupport

/// python-stdnum (be.vat, fr.siren, fr.siret, fr.tva, lu.tva) as an independent check of the same numbers.
private enum Stdnum {
  static let isThere = (try? run("import stdnum", input: "")) != nil

  /// The validity of each line `MODULE NUMBER` according to python-stdnum.
  static func opinions(on lines: [String]) throws -> [Bool] {
    let script = """
      import sys, importlib
      for line in sys.stdin:
          module, number = line.split()
          print(1 if importlib.import_module('stdnum.' + module).is_valid(number) else 0)
      """
    return try run(script, input: lines.joined(separator: "\n")).split(separator: "\n").map { $0 == "1" }
  }

  static func run(_ script: String, input: String) throws -> String {
    try Tool.run("/usr/bin/env", ["python3", "-c", script], input: input)
  }
}

@Suite("Identifiers agree with python-stdnum")
struct StdnumOracleTests {
  @Test(
    "2,000 numbers of each register, near-valid ones among them, are judged alike",
    .enabled(if: Stdnum.isThere, "SKIPPED: python-stdnum is not installed (pip install python-stdnum)"),
    arguments: [
      ("BE-BCE_KBO", "be.vat", 10), ("FR-SIREN", "fr.siren", 9), ("FR-SIRET", "fr.siret", 14), ("LU-VAT", "lu.tva", 8),
    ])
  func agrees(scheme: String, module: String, length: Int) throws {
    var numbers = (0..<1_000).map { _ in random(length) }
    // From a random number a valid one is a few steps away; both sides must find the same ones.
    numbers += (0..<10).flatMap { _ in neighbours(of: random(length)) }
    if scheme == "FR-SIRET" { numbers += (0..<500).map { "356000000" + String(format: "%05d", $0 * 7) } }
    // stdnum reads the Belgian check digits modulo 97, so that 00, 98 and 99 pass for 97, 01 and 02; the decree does not.
    if scheme == "BE-BCE_KBO" { numbers.removeAll { ["00", "98", "99"].contains($0.suffix(2)) } }
    let opinions = try Stdnum.opinions(on: numbers.map { "\(module) \($0)" })
    #expect(opinions.count == numbers.count)
    for (number, isValid) in zip(numbers, opinions) {
      #expect((IdentifierSchemes.builtIn.canonical(number, scheme: scheme) != nil) == isValid, "\(scheme) \(number)")
    }
    #expect(opinions.contains(true) && opinions.contains(false))
  }

  @Test(
    "Every key that a French VAT number can have is judged alike, of enterprises in France, in Monaco and of none",
    .enabled(if: Stdnum.isThere, "SKIPPED: python-stdnum is not installed (pip install python-stdnum)"))
  func frenchVAT() throws {
    let sirens = (0..<1_000).map { _ in random(9) }.filter { Self.isValid($0, "FR-SIREN") }.prefix(4)
    let monaco = (0..<2).map { _ in "000" + random(6) }
    let characters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    let keys = characters.flatMap { first in characters.map { "\(first)\($0)" } }
    let numbers = (sirens + monaco + [random(9)]).flatMap { number in keys.map { $0 + number } }
    let opinions = try Stdnum.opinions(on: numbers.map { "fr.tva \($0)" })
    #expect(opinions.count == numbers.count && sirens.count == 4)
    for (number, isValid) in zip(numbers, opinions) { #expect(Self.isValid(number, "FR-VAT") == isValid, "FR-VAT \(number)") }
    // One key of two digits for each number, and many with letters.
    #expect(zip(numbers, opinions).count { $1 && $0.prefix(2).allSatisfy(\.isNumber) } >= 6)
    #expect(zip(numbers, opinions).count { $1 && !$0.prefix(2).allSatisfy(\.isNumber) } > 100)
  }

  private static func isValid(_ number: String, _ scheme: String) -> Bool {
    IdentifierSchemes.builtIn.canonical(number, scheme: scheme) != nil
  }

  private func random(_ length: Int) -> String {
    "0" + (1..<length).map { _ in String(Int.random(in: 0...9)) }.joined()
  }

  /// The numbers that differ in the last two digits only.
  private func neighbours(of number: String) -> [String] {
    (0..<100).map { number.dropLast(2) + String(format: "%02d", $0) }
  }
}
