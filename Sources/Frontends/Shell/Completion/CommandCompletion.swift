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
    case .path where command.name == "inspect" && !typed.contains("/") && !typed.contains("."):
      return completion(catalog.plugins, typed)
    case .path: return PathCompletion.completion(of: typed, suffix: ".grappe")
    case .file where typed.hasPrefix("-"): return .none
    case .file: return PathCompletion.completion(of: typed, suffix: "")
    case .sql: return sql(typed, words: words)
    case .report, .command: return entry(command.argument, typed, argument: argument, words: words)
    case .plugin where argument == 0: return completion(catalog.plugins, typed)
    case .interpreter where argument == 0: return completion(catalog.plugins + Audience.allCases.map(\.rawValue), typed)
    case .entity where argument == 0: return completion(catalog.entities, typed)
    case .entity where typed.hasPrefix("-"): return .none
    case .record where argument == 0: return completion(catalog.entities + ids(typed), typed)
    case .record where argument == 1: return completion(catalog.ids(of: words[1], beginningWith: typed), typed)
    case .invocation where argument == 0: return invocation(typed, onlyWriting: command.name == "undo")
    case .proposal where argument == 0: return completion(["list", "show", "accept", "reject", "adjust"], typed)
    case .proposal where !typed.hasPrefix("-"): return completion(catalog.proposals(beginningWith: typed), typed)
    case .language where argument == 0: return completion(Language.all.map(\.rawValue), typed)
    case .word where argument == 0: return helpWord(typed)
    case .running where argument == 0: return completion(catalog.running, typed)
    default: return .none
    }
  }

  /// Completes a view or a column of a query. The columns are those of the views that the query names, else of all.
  private func sql(_ typed: String, words: [String]) -> Completion {
    let start = typed.lastIndex { "(,.=<>".contains($0) }.map { typed.index(after: $0) } ?? typed.startIndex
    let (before, word) = (typed[..<start], typed[start...])
    let views = catalog.views
    let named = views.filter { view in words.dropLast().contains { $0.trimmingCharacters(in: Self.separators) == view.name } }
    let columns = Set((named.isEmpty ? views : named).flatMap(\.columns))
    let names = views.map(\.name) + columns.sorted()
    return Completion(names.filter { $0.hasPrefix(word) }.map { Completion.Candidate(before + $0) }, typed: typed)
  }

  private static let separators = CharacterSet(charactersIn: "(),;")

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

  /// Completes the id of an invocation: those of the shell's own, while they fit, else those of the log.
  private func invocation(_ typed: String, onlyWriting: Bool) -> Completion {
    let own = completion(onlyWriting ? catalog.written : [], typed)
    return own.candidates.isEmpty ? completion(catalog.logged(onlyWriting: onlyWriting), typed) : own
  }

  /// Returns ids of records of all entities; none before a letter is typed.
  private func ids(_ typed: String) -> [String] {
    typed.isEmpty ? [] : catalog.entities.flatMap { catalog.ids(of: $0, beginningWith: typed) }
  }

  private func candidate(_ word: String) -> Completion.Candidate { Completion.Candidate(word, ending: " ") }
}

/// Completes the names of files and folders.
enum PathCompletion {
  /// - Parameter suffix: the end of the names of the files offered; empty for all.
  static func completion(of typed: String, suffix: String) -> Completion {
    let (folder, _) = split(typed)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: expanded(folder.isEmpty ? "." : folder))) ?? []
    let shown = names.filter { !$0.hasPrefix(".") }.compactMap { candidate($0, in: folder, suffix) }
    return Completion(shown, typed: typed)
  }

  private static func candidate(_ name: String, in folder: String, _ suffix: String) -> Completion.Candidate? {
    let path = folder + name
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: expanded(path), isDirectory: &isFolder) else { return nil }
    if isFolder.boolValue { return Completion.Candidate(path + "/") }
    return suffix.isEmpty || name.hasSuffix(suffix) ? Completion.Candidate(path, ending: " ") : nil
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
