import Ecosystem
import HostAPI
import Localization
import Reports

// A page at the terminal: named `PLUGIN/PATH`, with errors that help its author.

extension PluginHost {
  /// Returns the document of the page `PLUGIN/PATH`, with the parameters of the command line.
  ///
  /// - Throws: `EngineError.pageUnknown` where the viewer finds no page there, `.pageInvalid` and `.parameterUnknown` for parameters that it
  ///   does not take, and the errors of the page itself.
  public func page(named name: String, words: ExactDictionary<ParameterWord>, viewer: PageViewer) async throws -> Document {
    let parts = name.cut(at: "/", maxSplits: 1)
    let (plugin, path) = (parts[0], parts.count == 2 ? parts[1] : "")
    do {
      let pages = try await pages(for: viewer.scope.audience)
      guard let page = pages.first(where: { $0.plugin.isExactly(plugin) && $0.matches(path) }) else { throw unknown(name, pages) }
      try requireKnown(words, of: page)
      let query = words.mapValues { [$0.word] }
      switch try await self.page(PageRequest(plugin: plugin, path: path, query: query, viewer: viewer)) {
      case .page(let document): return document
      case .notFound: throw unknown(name, pages)
      case .invalid(let problems): throw EngineError.pageInvalid(name: name, problems: problems)
      }
    } catch let failure as PageFailure {
      throw failure.cause
    }
  }

  private func unknown(_ name: String, _ pages: [PageDescription]) -> EngineError {
    .pageUnknown(name: name, nearest: NearestName.suggest(name, among: pages.map(\.name)))
  }

  private func requireKnown(_ words: ExactDictionary<ParameterWord>, of page: PageDescription) throws {
    let known = page.queryParameters.map(\.name)
    guard let stranger = words.keys.sorted().first(where: { !known.containsExactly($0) }) else { return }
    throw EngineError.parameterUnknown(
      entry: page.name, name: stranger, nearest: NearestName.suggest(stranger, among: known), known: known)
  }
}

extension ParameterWord {
  /// Its text; of a flag that of a box that is ticked.
  fileprivate var word: String {
    if case .text(let text) = self { text } else { "true" }
  }
}

extension PageDescription {
  /// The name of the page at the terminal, such as `wallonia/label`.
  public var name: String { "\(plugin)/\(path)" }

  /// The parameters of its query, without the variables of its path.
  public var queryParameters: [ParameterDescription] { parameters.filter { !pattern.variables.containsExactly($0.name) } }

  /// Whether a path is one of the page's.
  public func matches(_ path: String) -> Bool { pattern.matches(path) }
}
