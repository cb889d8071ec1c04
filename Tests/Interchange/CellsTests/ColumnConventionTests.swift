import Ecosystem
import Testing

@testable import Cells

@Suite("The convention of a column is decided from all its cells")
struct ColumnConventionTests {
  private func survey(_ cells: [String], _ content: CellContent = .value(.anyNumber)) -> ColumnSurvey {
    var survey = ColumnSurvey(content)
    for (row, text) in cells.enumerated() { survey.take(text, line: row + 2) }
    return survey
  }

  private func read(_ cells: [String], _ content: CellContent = .value(.anyNumber)) throws -> [FieldValue] {
    let reader = CellReader(content, try survey(cells, content).convention())
    return try cells.map { try reader.value($0, column: "c") }
  }

  @Test("a cell that can be read in one way decides for those that can be read in two, wherever it stands")
  func decided() throws {
    #expect(try read(["1.250", "1.250,5"]) == [1_250.0, 1_250.5])
    #expect(try read(["1.250,5", "1.250"]) == [1_250.5, 1_250.0])
    #expect(try read(["1.250", "1.25"]) == [1.25, 1.25])
    #expect(try read(["1,250", "17.5"]) == [1_250.0, 17.5])
    #expect(try read(["03/04/2024", "16/05/2024"], .value(.date)) == ["2024-04-03", "2024-05-16"])
    #expect(try read(["03/04/2024", "05/16/2024"], .value(.date)) == ["2024-03-04", "2024-05-16"])
    #expect(try read(["03/04/2024", "16.5.2024"], .value(.date)) == ["2024-04-03", "2024-05-16"])
  }

  @Test("the range of a field decides where only one reading lies within it")
  func range() throws {
    #expect(try read(["50.467", "4.875"], .value(.number(-90...90))) == [50.467, 4.875])
    #expect(try read(["1.250", "2.500"], .value(.number(100...10_000))) == [1_250.0, 2_500.0])
  }

  @Test("a column that can be read in two ways throughout is for a person to decide")
  func ambiguous() throws {
    let number = survey(["12", "1.250", "2.500"])
    #expect(throws: ConventionProblem(subject: .decimalMark, samples: [.init(line: 3, text: "1.250")])) { try number.convention() }
    #expect(try number.convention(decimalMark: .comma).decimalMark == .comma)
    let date = survey(["03/03/2024", "01/02/2024"], .value(.date))
    #expect(throws: ConventionProblem(subject: .dateOrder, samples: [.init(line: 3, text: "01/02/2024")])) { try date.convention() }
    #expect(try date.convention(dateOrder: .mdy).dateOrder == .mdy)
  }

  @Test("cells that contradict each other are for a person to decide, both named")
  func mixed() throws {
    let number = survey(["1,5", "2", "1.5"])
    let samples = [ConventionProblem.Sample(line: 2, text: "1,5"), .init(line: 4, text: "1.5")]
    #expect(throws: ConventionProblem(subject: .decimalMark, samples: samples)) { try number.convention() }
    let reader = CellReader(.value(.anyNumber), try number.convention(decimalMark: .point))
    #expect(try reader.value("1.5", column: "c") == 1.5)
    #expect(throws: CellProblem.self) { try reader.value("1,5", column: "c") }
    let date = survey(["16/05/2024", "05/16/2024"], .value(.date))
    #expect(throws: ConventionProblem.self) { try date.convention() }
  }

  @Test("a point whose meaning is open is a decimal point in the file of a program, a comma is not")
  func machineMade() throws {
    #expect(try survey(["1.125"]).convention(isMachineMade: true).decimalMark == .point)
    #expect(throws: ConventionProblem.self) { try survey(["1,125"]).convention(isMachineMade: true) }
  }

  @Test("amounts and whole numbers are never open, since they have no three decimals")
  func neverOpen() throws {
    #expect(try survey(["15.000"], .amount).convention().decimalMark == .comma)
    #expect(try survey(["15,000"], .value(.count)).convention().decimalMark == .point)
    #expect(throws: ConventionProblem.self) { try survey(["15.000", "15000.50"], .amount).convention() }
  }

  @Test("a column whose cells read the same way in each convention needs none")
  func none() throws {
    #expect(try survey(["1250", "1 250", "x"]).convention(decimalMark: .comma) == ColumnConvention())
    #expect(try survey(["2024-05-16", "16 mai 2024", "04/04/2024"], .value(.date)).convention() == ColumnConvention())
  }
}
