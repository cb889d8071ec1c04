import Engine
import Shell
import Store

/// Tells how far the copy of a database is, in what is shown of the command's progress.
struct PageProgress: Sendable {
  private let note = Progress.note

  /// Says where the copy is.
  func show(_ progress: CopyProgress) {
    guard progress.total > 0 else { return }
    let (done, total) = (Quantity.count(Int64(progress.done)), Quantity.count(Int64(progress.total)))
    let percent = progress.done * 100 / progress.total
    note?.say(wording("grappe.page-progress.pages", ["done": done, "total": total, "percent": percent]))
  }
}
