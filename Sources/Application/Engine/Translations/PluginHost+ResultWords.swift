import Ecosystem
import Localization

extension PluginHost {
  /// Returns the words that a plugin has for the values of its commands: its texts `result.NAME`, by `NAME`, in the language of the host.
  ///
  /// - Parameter name: a command, `PLUGIN:ID`.
  /// - Throws: as `run`, for an unknown command.
  public func resultWords(of name: String) async throws -> ExactDictionary<String> {
    try await journaled { journal in
      let translations = try await find(name, .command, journal: journal).0.translations
      var words: ExactDictionary<String> = [:]
      for key in translations.keys.map(\.string) where key.hasPrefix(Self.resultPrefix) {
        words[String(key.dropFirst(Self.resultPrefix.count))] = translations.text(key, in: language)?.filled([:], count: nil)
      }
      return words
    }
  }

  /// The beginning of the keys of such texts.
  package static let resultPrefix = "result."
}
