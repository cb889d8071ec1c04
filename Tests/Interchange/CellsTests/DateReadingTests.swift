import Calendar
import Ecosystem
import Testing

@testable import Cells

@Suite("Dates are read in the writings of French, English and German lists")
struct DateReadingTests {
  private func read(_ text: String, _ order: DateOrder? = .dmy) throws -> String? {
    try CellReader(.value(.date), ColumnConvention(dateOrder: order)).value(text, column: "d").textValue
  }

  @Test(
    "a date becomes one of ISO 8601, as precise as it is written",
    arguments: [
      ("2024-05-16", "2024-05-16"), ("2024-05", "2024-05"), ("2024", "2024"), ("2024/5/6", "2024-05-06"), ("20240516", "2024-05-16"),
      ("16/05/2024", "2024-05-16"), ("16/5/2024", "2024-05-16"), ("16.5.2024", "2024-05-16"), ("16. 5. 2024", "2024-05-16"),
      ("31-12-1935", "1935-12-31"), ("16 05 2024", "2024-05-16"), ("05/2024", "2024-05"), (" 16/05/2024 ", "2024-05-16"),
      ("2024-05-16T00:00:00", "2024-05-16"), ("2024-05-16 00:00:00.000", "2024-05-16"), ("2024-05-16T00:00:00Z", "2024-05-16"),
      ("16/05/2024 00:00", "2024-05-16"),
    ])
  func digits(text: String, wanted: String) throws {
    #expect(try read(text) == wanted)
  }

  @Test(
    "names of months are known in three languages, whole or shortened",
    arguments: [
      ("lundi 16 mai 2016", "2016-05-16"), ("Monday, May 16, 2016", "2016-05-16"), ("Montag, 16. Mai 2016", "2016-05-16"),
      ("16 mai 2024", "2024-05-16"), ("1er août 2023", "2023-08-01"), ("16 MAI 2024", "2024-05-16"), ("février 2024", "2024-02"),
      ("16 févr. 2024", "2024-02-16"), ("le 3 décembre 1999", "1999-12-03"), ("16-mai-2024", "2024-05-16"), ("May 16, 2024", "2024-05-16"),
      ("May 1st, 2024", "2024-05-01"), ("3rd of June 2024", "2024-06-03"), ("16 Dec 2024", "2024-12-16"), ("September 2024", "2024-09"),
      ("16. Mai 2024", "2024-05-16"), ("den 3. März 2024", "2024-03-03"), ("Okt 2024", "2024-10"), ("31. Dezember 2024", "2024-12-31"),
      ("ao\u{302}ut 2023", "2023-08"),
    ])
  func names(text: String, wanted: String) throws {
    for order in DateOrder.allCases { #expect(try read(text, order) == wanted) }
  }

  @Test("every day of a year comes back from each language's usual writing")
  func property() throws {
    let months = [
      ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"],
      ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
      ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"],
    ]
    for month in 1...12 {
      for day in 1...CalendarDate.days(inMonth: month, of: 2024) {
        let wanted = "2024-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
        let names = months.map { $0[month - 1] }
        for text in [
          "\(day) \(names[0]) 2024", "\(names[1]) \(day), 2024", "\(day). \(names[2]) 2024", "\(day)/\(month)/2024", "\(day).\(month).2024",
        ] { #expect(try read(text) == wanted, "\(text)") }
        #expect(try read("\(month)/\(day)/2024", .mdy) == wanted)
      }
    }
  }

  @Test(
    "a text that is no date, or not surely one, is refused",
    arguments: [
      "2024-2025", "16/05/24", "30/02/2024", "13/13/2024", "45428", "mai", "16 jui 2024", "16 brumaire 2024", "2024?", "vers 2010",
      "2024-05-15T22:00:00Z", "16/05/2024 14:30", "1,5,2024", "", "16/05-2024",
    ])
  func refused(text: String) {
    #expect(throws: CellProblem.self) { try read(text, nil) }
  }

  @Test("a date against the order of its column is refused")
  func order() {
    #expect(throws: CellProblem.self) { try read("05/16/2024", .dmy) }
    #expect(throws: CellProblem.self) { try read("16/05/2024", .mdy) }
    #expect(throws: CellProblem.self) { try read("16.05.2024", .mdy) }
  }
}
