import Bundles
import Ecosystem
import HostAPI

// The lists of what plugins bring to the portal.

extension PluginHost {
  /// Returns the pages of all installed plugins, by plugin and path, without those of quarantined plugins and of plugins that do not load.
  ///
  /// - Parameter audience: the readers; only pages that they find are listed.
  /// - Throws: `PageFailure` when the installed plugins cannot be read.
  public func pages(for audience: Audience) async throws -> [PageDescription] {
    try await listing { plugin in plugin.pages.filter { $0.audience <= audience } }
  }

  /// Returns the forms of all installed plugins, in the same way.
  ///
  /// - Throws: as `pages`.
  public func forms(for audience: Audience) async throws -> [FormDescription] {
    try await listing { plugin in plugin.forms.filter { $0.audience <= audience } }
  }

  /// Returns the actions that a viewer may run on the records of an entity.
  ///
  /// - Throws: as `pages`.
  public func actions(on entity: String, for audience: Audience) async throws -> [ActionDescription] {
    try await listing { plugin in plugin.actions.filter { $0.entity.isExactly(entity) && $0.audience <= audience } }
  }

  /// Returns the items of the menu that lead to pages which a viewer finds, in their order.
  ///
  /// - Throws: as `pages`.
  public func menu(for viewer: PageViewer) async throws -> [MenuItem] {
    let items = try await listing { plugin in
      plugin.registrations.menu.compactMap { item -> MenuItem? in
        guard let page = plugin.registrations.page(at: item.path)?.page, page.audience <= viewer.scope.audience else { return nil }
        return MenuItem(plugin: plugin.name, label: item.label[viewer.language], path: item.path, order: item.order)
      }
    }
    return items.sorted { ($0.order, $0.plugin, $0.path) < ($1.order, $1.plugin, $1.path) }
  }

  private func listing<Item>(_ items: (LoadedPlugin) -> [Item]) async throws -> [Item] {
    let journal = makeJournal()
    do {
      let found = try await loadedPlugins(journal).flatMap(items)
      await journal.save()
      return found
    } catch {
      await journal.save()
      if error is CancellationError { throw error }
      throw PageFailure(invocation: nil, cause: error)
    }
  }

  /// Returns the installed plugins, loaded, by name; without quarantined ones and those whose `init.lua` fails, which the log notes.
  func loadedPlugins(_ journal: InvocationJournal) async throws -> [LoadedPlugin] {
    var plugins: [LoadedPlugin] = []
    for installed in try generation().plugins {
      do { plugins.append(try await load(named: installed.name, journal)) } catch  where error is EngineError || error is BundleError {
        continue
      }
    }
    return plugins.sorted { $0.name < $1.name }
  }
}

extension LoadedPlugin {
  var pages: [PageDescription] {
    registrations.pages.map { page in
      PageDescription(
        plugin: name, pattern: page.path, title: page.title, audience: page.audience, parameters: page.parameters)
    }.sorted { $0.path < $1.path }
  }

  var forms: [FormDescription] {
    registrations.forms.map { form in
      FormDescription(
        plugin: name, id: form.id, title: form.title, audience: form.audience, fields: form.fields.map(\.parameter))
    }
  }

  var actions: [ActionDescription] {
    registrations.actions.map { action in
      ActionDescription(
        plugin: name, id: action.id, label: action.label, entity: action.entity, audience: action.audience,
        confirmation: action.confirmation)
    }
  }

  var cards: [CardDescription] {
    registrations.cards.map { card in
      CardDescription(
        plugin: name, entity: card.entity, title: card.title ?? bundle.manifest.localizedTitle, audience: card.audience)
    }
  }
}
