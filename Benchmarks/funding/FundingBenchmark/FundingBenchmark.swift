import Ecosystem
import Foundation
import Funding

/// Matches all applicants with all calls of a folder that `run.py` wrote, and prints the cost: processor seconds for reading
/// the facts into columns and for the matching, and the sums by which the programs are compared.
@main
enum FundingBenchmark {
  static func main() throws {
    let folder = URL(filePath: CommandLine.arguments[1])
    let count = Int(CommandLine.arguments[2]) ?? 0
    let ruleSets = try rules(in: folder)
    let columns = try columns(in: folder, count: count)
    let begun = processorSeconds()
    let facts = FactColumns(count: count, columns)
    let encoded = processorSeconds()
    guard let table = CompiledRules(ruleSets)?.matches(facts) else { fatalError("a rule set has too many conditions") }
    let answered = processorSeconds()
    let sums = sums(table)
    print("{\"columns\": \(encoded - begun), \"answers\": \(answered - encoded), \"sums\": \(sums)}")
  }

  private static func rules(in folder: URL) throws -> [RuleSet] {
    let text = try String(contentsOf: folder.appending(path: "rules.json"), encoding: .utf8)
    return try (FieldValue(json: text).listValue ?? []).map { notation in try RuleSet(notation: notation) }
  }

  /// Reads columns: in a file of words each line is a value, in a file of numbers each eight bytes; an empty line and NaN are
  /// unknown.
  private static func columns(in folder: URL, count: Int) throws -> ExactDictionary<[FieldValue]> {
    var columns: ExactDictionary<[FieldValue]> = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      let file = folder.appending(path: name)
      let fact = String(name.prefix(upTo: name.lastIndex(of: ".") ?? name.endIndex))
      if name.hasSuffix(".words") {
        let lines = try String(contentsOf: file, encoding: .utf8).split(
          separator: "\n", omittingEmptySubsequences: false)
        columns[fact] = lines.prefix(count).map { word($0) }
      } else if name.hasSuffix(".numbers") {
        let numbers = try Data(contentsOf: file).withUnsafeBytes { Array($0.bindMemory(to: Double.self)) }
        columns[fact] = numbers.prefix(count).map { $0.isNaN ? .null : .number($0) }
      }
    }
    return columns
  }

  private static func word(_ line: Substring) -> FieldValue {
    switch line {
    case "": .null
    case "true": true
    case "false": false
    default: .text(String(line))
    }
  }

  /// Returns the numbers of eligible, ineligible and unknown results, and of unmet and unknown conditions.
  private static func sums(_ table: MatchTable) -> [Int] {
    var sums = [0, 0, 0, 0, 0]
    for ruleSet in table.ruleSets.indices {
      for applicant in 0..<table.count {
        switch table.eligibility(of: applicant, under: ruleSet) {
        case .eligible: sums[0] += 1
        case .ineligible: sums[1] += 1
        case .unknown: sums[2] += 1
        }
        for condition in table.ruleSets[ruleSet].conditions.indices {
          switch table.verdict(of: applicant, under: ruleSet, condition: condition) {
          case .unmet: sums[3] += 1
          case .unknown: sums[4] += 1
          case .met: break
          }
        }
      }
    }
    return sums
  }

  private static func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1_000_000_000
  }
}
