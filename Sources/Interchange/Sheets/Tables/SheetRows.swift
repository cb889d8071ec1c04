/// The rows of one sheet that hold something, one after the other. Memory holds a piece of the sheet and the rows found in it.
final class SheetRows {
  private let part: ZipPart
  private let reading: XMLPartReading
  private let handler: RowHandler
  private let sheet: String
  private var waiting: ArraySlice<RowHandler.FoundRow> = []
  /// Number of times that the first waiting row was returned.
  private var repetition = 0
  private var hasEnded = false

  init(_ part: ZipPart, _ handler: RowHandler, sheet: String) {
    self.part = part
    reading = XMLPartReading(part, handler)
    (self.handler, self.sheet) = (handler, sheet)
  }

  /// Number of rows that were found and not returned yet.
  var waitingCount: Int { waiting.count }

  /// The place in the file up to which it was read, in bytes.
  var bytesRead: Int { part.offset }

  /// The merged cells found so far.
  var merges: [MergedCells] { handler.merges }

  /// Returns the next row; nil at the end.
  ///
  /// - Throws: `SheetError` when the sheet cannot be read further.
  func next() throws(SheetError) -> SheetRow? {
    while waiting.isEmpty {
      if hasEnded { return nil }
      do throws(SheetError.Problem) { hasEnded = try !reading.advance() } catch { throw SheetError(error, sheet: sheet) }
      waiting = handler.takeRows()[...]
    }
    var row = handler.row(waiting.first!)
    row.number += repetition
    repetition += 1
    if repetition == waiting.first!.count {
      waiting.removeFirst()
      repetition = 0
    }
    return row
  }
}
