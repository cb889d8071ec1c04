import Backups
import Engine
import Shell
import Store

/// Shows the progress of a database's copy in the command's progress note.
struct PageProgress: Sendable {
  private let note = Progress.note

  /// Shows the pages copied.
  func show(_ progress: CopyProgress) {
    guard progress.total > 0 else { return }
    let (done, total) = (QuantityFormat.count(Int64(progress.done)), QuantityFormat.count(Int64(progress.total)))
    let percent = progress.done * 100 / progress.total
    note?.say(wording("grappe.page-progress.pages", ["done": done, "total": total, "percent": percent]))
  }
}
