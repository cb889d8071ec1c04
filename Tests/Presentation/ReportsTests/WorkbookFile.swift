import Ecosystem
import Foundation
import Localization
import Reports
import Testing
import TextTestSupport

/// A workbook as openpyxl reads it.
struct WorkbookFile: Decodable {
  struct Sheet: Decodable {
    let name: String
    let rows: [[Value?]]
    let links: [String]
    let frozen: String?
    let filter: String?
    /// The numbers of the rows, from 1, that have something in bold.
    let bold: [Int]
    /// The rows, from 1, after which a page ends.
    let breaks: [Int]
    let charts: [Chart]
    /// The ranges of cells that are shaded by their values.
    let shaded: [String]

    /// The values of a row, from 1, as «text:…», «number:…»; an empty cell is an empty text.
    func row(_ number: Int) -> [String] { rows[number - 1].map { $0?.text ?? "" } }
    /// The number format of a cell; row and column from 1.
    func format(_ row: Int, _ column: Int) -> String { rows[row - 1][column - 1]?.format ?? "" }
  }

  /// A chart: its texts, and the cells they come from.
  struct Chart: Decodable, Equatable {
    struct Series: Decodable, Equatable {
      var name: String
      var labels: String
      var values: String
    }

    var kind: String
    var title: String?
    /// The titles of the axes, that of the labels first.
    var axes: [String?]
    var grouping: String?
    var direction: String?
    var series: [Series]
  }

  /// A value with its type and its number format.
  struct Value: Decodable {
    let text: String
    let number: Double?
    let format: String

    init(from decoder: any Decoder) throws {
      var list = try decoder.unkeyedContainer()
      let type = try list.decode(String.self)
      number = type == "number" ? try list.decode(Double.self) : nil
      switch type {
      case "number": text = "number:\(number ?? .nan)"
      case "boolean": text = "boolean:\(try list.decode(Bool.self))"
      default: text = type + ":" + (try list.decode(String.self))
      }
      format = try list.decode(String.self)
    }
  }

  let title: String?
  let sheets: [Sheet]

  subscript(name: String) -> Sheet? { sheets.first { $0.name == name } }

  /// The python3 that has openpyxl; nil where there is none.
  static let python = Tool.python(module: "openpyxl")

  /// Renders a document and has openpyxl read it.
  static func reading(_ document: Document, _ language: Language = .fr) throws -> WorkbookFile {
    let python = try #require(python)
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).xlsx")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(try Renderer.bytes(document, as: .xlsx, options: RenderOptions(language: language))).write(to: file)
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("workbook.py")
    return try JSONDecoder().decode(Self.self, from: Data(try Tool.run(python, [script.path, file.path]).utf8))
  }
}
