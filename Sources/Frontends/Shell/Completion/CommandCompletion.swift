import Ecosystem
import Foundation
import Localization

/// Completes lines that begin with a colon.
struct CommandCompletion {
  /// The names in the workspace.
  let catalog: any CommandCatalog

  func completion(of text: String) -> Completion {
    let words = text.dropFirst().split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    guard words.count > 1, let typed = words.last else {
      return Completion(catalog.commands.map { candidate(":\($0.name)") }, typed: text)
    }
    guard let command = catalog.commands.first(where: { $0.name == words[0] }) else { return .none }
    return completion(of: typed, argument: words.count - 2, of: command, words)
  }

  private func completion(of typed: String, argument: Int, of command: MetaCommand, _ words: [String]) -> Completion {
    switch command.argument {
    case .path: return PathCompletion.completion(of: typed)
    case .report, .command: return entry(command.argument, typed, argument: argument, words: words)
    case .plugin where argument == 0: return completion(catalog.plugins, typed)
    case .interpreter where argument == 0: return completion(catalog.plugins + Audience.allCases.map(\.rawValue), typed)
    case .entity where argument == 0: return completion(catalog.entities, typed)
    case .entity where argument == 1: return completion(catalog.ids(of: words[1], beginningWith: typed), typed)
    case .invocation where argument == 0: return completion(catalog.written, typed)
    case .language where argument == 0: return completion(Language.all.map(\.rawValue), typed)
    case .word where argument == 0: return helpWord(typed)
    case .running where argument == 0: return completion(catalog.running, typed)
    default: return .none
    }
  }

  private func entry(_ kind: MetaCommand.Argument, _ typed: String, argument: Int, words: [String]) -> Completion {
    let entries = catalog.entries(kind == .report ? .report : .command)
    guard argument > 0 else { return completion(entries.map(\.name), typed) }
    guard typed.hasPrefix("-"), let entry = entries.first(where: { $0.name == words[1] }) else { return .none }
    let options = entry.parameters.map(\.name) + (kind == .report ? ["format", "output"] : [])
    return completion(options.map { "--" + $0 }, typed)
  }

  /// Completes a topic of `:help`. A word that is a prefix of others gets no ending: `actors` may continue as `actors.kind`.
  private func helpWord(_ typed: String) -> Completion {
    Completion(catalog.helpWords(after: typed).map { Completion.Candidate($0) }, typed: typed)
  }

  private func completion(_ words: [String], _ typed: String) -> Completion {
    Completion(words.map(candidate), typed: typed)
  }

  private func candidate(_ word: String) -> Completion.Candidate { Completion.Candidate(word, ending: " ") }
}

/// Completes the names of bundles and folders.
enum PathCompletion {
  static func completion(of typed: String) -> Completion {
    let (folder, _) = split(typed)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: expanded(folder.isEmpty ? "." : folder))) ?? []
    let shown = names.filter { !$0.hasPrefix(".") }.compactMap { candidate($0, in: folder) }
    return Completion(shown, typed: typed)
  }

  private static func candidate(_ name: String, in folder: String) -> Completion.Candidate? {
    let path = folder + name
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: expanded(path), isDirectory: &isFolder) else { return nil }
    if isFolder.boolValue { return Completion.Candidate(path + "/") }
    return name.hasSuffix(".grappe") ? Completion.Candidate(path, ending: " ") : nil
  }

  private static func split(_ typed: String) -> (folder: String, name: String) {
    guard let slash = typed.lastIndex(of: "/") else { return ("", typed) }
    return (String(typed[...slash]), String(typed[typed.index(after: slash)...]))
  }

  /// Returns the path with a leading tilde replaced by the user's folder.
  static func expanded(_ path: String) -> String {
    guard path == "~" || path.hasPrefix("~/") else { return path }
    return (ProcessInfo.processInfo.environment["HOME"] ?? "~") + path.dropFirst()
  }
}
