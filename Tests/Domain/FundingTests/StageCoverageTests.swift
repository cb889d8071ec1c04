import Ecosystem
import Funding
import Testing

@Suite struct StageCoverageTests {
  private func instrument(_ id: String, _ stages: String...) -> Record {
    Record(["id": .text(id), "stages": stages.isEmpty ? .null : .list(stages.map(FieldValue.text))])
  }

  @Test("An instrument counts for each stage it names, in the order of the records")
  func counted() {
    let coverage = StageCoverage(of: [instrument("b", "production", "export"), instrument("a", "production")])
    #expect(coverage.instruments[.production] == ["b", "a"])
    #expect(coverage.instruments[.export] == ["b"])
    #expect(coverage.instruments[.idea] == [])
  }

  @Test("The stages that nothing covers are the gaps, in order")
  func gaps() {
    let coverage = StageCoverage(of: [
      instrument("a", "idea", "r-and-d", "production"), instrument("b", "growth", "export"),
    ])
    #expect(coverage.gaps == [.prototype, .commercialisation])
    #expect(StageCoverage(of: []).gaps == ProjectStage.allCases)
  }

  @Test("An instrument that names no stage covers none and is listed apart")
  func unstated() {
    let coverage = StageCoverage(of: [instrument("a"), instrument("b", "idea")])
    #expect(coverage.unstated == ["a"])
    #expect(coverage.instruments.values.flatMap { $0 } == ["b"])
  }

  @Test("A stage that is none of the known ones covers nothing")
  func unknownStage() {
    let coverage = StageCoverage(of: [instrument("a", "dream")])
    #expect(coverage.unstated == ["a"])
    #expect(coverage.gaps == ProjectStage.allCases)
  }

  @Test("Stages are ordered from the idea to export")
  func order() {
    #expect(
      ProjectStage.allCases.sorted().map(\.rawValue) == [
        "idea", "r-and-d", "prototype", "production", "commercialisation", "growth", "export",
      ])
  }
}
