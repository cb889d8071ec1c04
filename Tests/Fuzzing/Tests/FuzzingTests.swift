import Foundation
import Testing

/// The part of `make fuzz` that needs no libFuzzer and is the same on every run. Inputs that were findings are seeds.
@Suite("Readers of outside bytes keep their promises", .serialized)
struct FuzzingTests {
  /// How long the mutations of one reader may take. What is not reached on a slow machine is left to `make fuzz`.
  private static let mutationTime = Duration.milliseconds(600)
  /// The mutations of one reader, by the seed of the generator.
  private static let mutations = 0..<3_000

  @Test("every seed is read or refused in words", arguments: Fuzzer.all)
  func seeds(of fuzzer: Fuzzer) throws {
    for (name, input) in try Seeds.all(of: fuzzer) {
      #expect(input.count <= fuzzer.bytesMax, "\(fuzzer.name)/\(name) is longer than what is tried")
      #expect(throws: Never.self, "\(fuzzer.name)/\(name)") { try fuzzer.run(input) }
    }
  }

  @Test("every mutation of a seed is read or refused in words", arguments: Fuzzer.all)
  func mutations(of fuzzer: Fuzzer) throws {
    let inputs = try Seeds.all(of: fuzzer).map(\.input)
    let end = ContinuousClock.now + Self.mutationTime
    for number in Self.mutations where ContinuousClock.now < end {
      var mutator = Mutator(seed: UInt64(number))
      let other = inputs.randomElement(using: &mutator) ?? []
      let input = mutator.mutate(inputs[number % inputs.count], with: other, bytesMax: fuzzer.bytesMax)
      do { try fuzzer.run(input) } catch {
        Issue.record("\(fuzzer.name), mutation \(number): \(error)\n\(Data(input).base64EncodedString())")
        return
      }
    }
  }

  @Test("readers and folders of seeds are the same")
  func folders() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: Seeds.folder.path).sorted()
    #expect(folders == Fuzzer.all.map(\.name).sorted())
  }

  @Test("a refusal that shows a name of Swift's is a finding")
  func typeNames() {
    #expect(throws: Finding.self) { try RefusalText.check(texts: ["field Optional(\"x\") is wrong"], of: []) }
    #expect(throws: Finding.self) { try RefusalText.check(texts: ["The operation could not be completed."], of: []) }
    #expect(throws: Finding.self) { try RefusalText.check(texts: [""], of: []) }
    #expect(throws: Finding.self) { try RefusalText.check(CancellationError(), of: []) }
    #expect(throws: Never.self) { try RefusalText.check(texts: ["“Optional(1)” is no date"], of: Array("Optional(1)".utf8)) }
  }
}

extension Fuzzer: CustomTestStringConvertible {
  var testDescription: String { name }
}
