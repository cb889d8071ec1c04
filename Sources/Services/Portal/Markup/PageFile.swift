import Ecosystem
import Localization
import WebLink

/// A page that is a file in a folder: finds the addresses that its links have.
protocol PageFile: Sendable {
  /// Returns the address of a page that is there.
  func address(_ path: [String], _ query: [WebRequest.Field]) -> String
  /// Returns the address of a page; nil when there is none for the public.
  func find(_ path: [String], _ query: [WebRequest.Field]) -> String?
  /// Returns the address of this page in another language, or of that language's first page.
  func address(in language: Language) -> String
  /// Returns the address of a file by its name in the folder.
  func relative(_ name: String) -> String
  /// Returns the address of a file of open data; nil when it was not published.
  func data(_ name: String) -> String?
  /// The addresses of records' pages in the folder; nil where the address of the folder is not known.
  var recordPages: RecordPages? { get }
  /// The address of the page on the live portal; nil where the settings name none.
  var live: String? { get }
}

/// The name of the index that the search of a list reads, beside the list.
let searchIndexName = "index.js"
