import Ecosystem
import HostAPI
import Lua
import Reports
import Store

// Cards of plugins on the pages of records: each an invocation of its own, so that one that fails loses no other.

extension PluginHost {
  /// Upper bound of the cards of one page.
  public static let cardsMax = 24
  /// The time after which no further card of a page is begun. One that runs has its own limits.
  public static let cardsTimeMax = Duration.seconds(3)

  /// Returns the cards of a record for a viewer, by plugin in the order of their names; none for a record that she does not find.
  ///
  /// The cards of a page are bounded together: 24 of them, and none is begun after three seconds.
  ///
  /// - Parameters:
  ///   - muted: the plugins whose cards are left out.
  ///   - time: the time after which no further card is begun.
  /// - Throws: `PageFailure` when the installed plugins or the record cannot be read; the failure of a plugin is part of its card.
  public func cards(
    for entity: String, _ id: String, viewer: PageViewer, without muted: Set<String> = [], within time: Duration = cardsTimeMax
  ) async throws -> [PageCard] {
    try await answering(viewer) { journal in
      var cards: [PageCard] = []
      let end = ContinuousClock.now + time
      for plugin in try await loadedPlugins(journal) where !muted.contains(plugin.name) {
        let title = plugin.bundle.manifest.localizedTitle[viewer.language]
        for card in plugin.registrations.cards where card.entity.isExactly(entity) && viewer.scope.audience >= card.audience {
          guard cards.count < Self.cardsMax, ContinuousClock.now < end else { return cards }
          cards +=
            try await self.card(card, titled: card.title?[viewer.language] ?? title, of: plugin, on: id, for: viewer).map { [$0] } ?? []
        }
      }
      return cards
    }
  }

  /// Returns one card; nil where there is nothing to show.
  private func card(
    _ card: Registrations.Card, titled title: String, of plugin: LoadedPlugin, on id: String, for viewer: PageViewer
  ) async throws -> PageCard? {
    do {
      let document: Document? = try await answering(viewer) { journal in
        try await self.document(of: card, titled: title, of: plugin, on: id, for: viewer, journal: journal)
      }
      return document.map { PageCard(plugin: plugin.name, title: $0.title, content: .success($0)) }
    } catch let failure as PageFailure {
      return PageCard(plugin: plugin.name, title: title, content: .failure(failure))
    }
  }

  private func document(
    of card: Registrations.Card, titled title: String, of plugin: LoadedPlugin, on id: String, for viewer: PageViewer,
    journal: InvocationJournal
  ) async throws -> Document? {
    let transaction = try workspace.store.begin(.read, for: viewer.scope)
    let context = pageContext(of: plugin, in: transaction, for: viewer, journal: journal)
    do {
      guard let record = try context.visibleRecord(card.entity, id) else {
        context.finish()
        transaction.rollback()
        return nil
      }
      context.document = Document(title: title)
      let call = pageCall(
        .card, of: plugin, name: "card on \(card.entity)", body: Self.reportRunner,
        arguments: [.function(card.run), LuaValue(.map(record.fields))], by: viewer.principal)
      let isThere = try await runner.runWhole(call, context, in: transaction, journal: journal) { !LuaValue.isNothing($0) }
      guard let document = context.takeDocument(), isThere, !document.blocks.isEmpty else { return nil }
      return document
    } catch {
      context.finish()
      transaction.rollback()
      throw error
    }
  }
}
