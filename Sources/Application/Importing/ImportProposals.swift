import Ecosystem
import Engine
import Store

/// Files the changes of an import as proposals, one for each record; the numbers in registers of a new or changed actor go with it.
struct ImportProposals {
  /// The number of proposals filed, and of those that were known.
  struct Counts: Sendable {
    var filed = 0
    /// Number of records whose proposal is pending or was rejected before.
    var known = 0
  }

  let origin: ProposalOrigin

  /// - Parameters:
  ///   - kind: `import` or `importer`.
  ///   - owner: the plugin of the importer, or `admin`.
  ///   - name: the name of the file or of the importer.
  init(kind: String, owner: String, name: String, now: String) {
    var origin = ProposalOrigin(
      principal: PageViewer.login(.admin, language: .en).principal, kind: kind, owner: owner, name: name)
    origin.fetchedAt = now
    self.origin = origin
  }

  /// Takes the changes since a mark back and files them.
  ///
  /// - Throws: the errors of `StoreProposals.takeBack` and `file`; the transaction is to be rolled back then.
  func file(since mark: ProposalMark, in transaction: StoreTransaction, now: String) throws -> Counts {
    let changes = try transaction.proposals.takeBack(to: mark, recordsMax: ProposalLimits.pendingMax)
    var counts = Counts()
    for outcome in try transaction.proposals.file(drafts(changes), now: now, refilesRejected: false) {
      if case .filed = outcome { counts.filed += 1 } else { counts.known += 1 }
    }
    return counts
  }

  private func drafts(_ changes: [ProposedChange]) -> [ProposalDraft] {
    var drafts: [ProposalDraft] = []
    var positions: ExactDictionary<Int> = [:]
    for change in changes {
      if change.entity == "identifier", let actor = change.fields["actor"]?.textValue, let position = positions[actor] {
        drafts[position].changes.append(change)
        continue
      }
      if change.entity == "actor" { positions[change.record] = drafts.count }
      var origin = origin
      (origin.source, origin.licence) = (change.fields["source"]?.textValue, change.fields["licence"]?.textValue)
      drafts.append(ProposalDraft(origin, [change]))
    }
    return drafts
  }
}
