import Ecosystem
import HostAPI
import Localization
import Testing

@testable import Shell

/// `:help` explains everything in the reference in both languages, and every word it offers is a topic.
@Suite struct HelpTopicTests {
  private static let topics = HelpTopics(
    schema: .grappe, commands: MetaCommand.all(knowing: ["list", "install", "report", "run", "kill", "log"]))

  private func help(_ word: String, _ language: Language) -> String? {
    HelpText(topics: Self.topics, language: language, width: nil, isColored: false).lines(on: word)?
      .joined(separator: "\n")
  }

  @Test("Every function is found by its name, and told with its arguments, results and example", arguments: Language.all)
  func functions(language: Language) throws {
    for function in APIReference.functions(of: .grappe) {
      let text = try #require(help(function.name, language), "\(function.name)")
      #expect(text.hasPrefix(function.signature), "\(function.name)")
      for value in function.parameters + function.returns {
        #expect(text.contains(value.doc[language]), "\(function.name): \(value.name)")
      }
      for line in function.example.split(separator: "\n") { #expect(text.contains(line), "\(function.name)") }
    }
  }

  @Test("A function is found without grappe, and by its last part alone")
  func short() {
    #expect(help("funding.check", .en)?.hasPrefix("grappe.funding.check(") == true)
    #expect(help("find", .en)?.hasPrefix("COLLECTION.find(filter?, options?)") == true)
    #expect(help("doc:table", .fr)?.hasPrefix("doc:table(") == true)
    #expect(help("doc.table", .fr) == help("doc:table", .fr))
  }

  @Test("Every field of every entity is told with its type and label", arguments: Language.all)
  func fields(language: Language) throws {
    for entity in Schema.grappe.entities {
      for field in entity.fields {
        let text = try #require(help("\(entity.id).\(field.id)", language))
        #expect(text.contains(field.type.description) && text.contains(field.label[language]), "\(entity).\(field.id)")
      }
    }
  }

  @Test("A field's name alone shows where it stands; a word with several meanings names the others")
  func several() throws {
    #expect(help("themes", .en)?.contains("events.themes") == true)
    let log = try #require(help("log", .en))
    #expect(log.hasPrefix(":log") && log.contains("See also: :help grappe.log"))
    #expect(help(":log", .en)?.contains("See also") == false)
    #expect(help("grappe.log", .fr)?.contains("grappe.log.info(") == true)
    #expect(help("QueryOptions", .en)?.contains("offset") == true)
    #expect(help("nonsense", .en) == nil)
  }

  @Test("Every word that completion offers is one that help knows")
  func words() {
    let first = Self.topics.firstWords
    let further = first.flatMap { Self.topics.words(after: $0 + ".") + Self.topics.words(after: "grappe.\($0).") }
    let all = first + Self.topics.words(after: "grappe.") + Self.topics.words(after: ":") + further
    #expect(all.count > 800)
    for word in Set(all) { #expect(!Self.topics.topics(word).isEmpty, "\(word)") }
  }

  @Test("What is not typed yet is offered part by part")
  func parts() {
    #expect(Self.topics.words(after: "").contains("funding") && !Self.topics.words(after: "").contains("funding.check"))
    #expect(Self.topics.words(after: "funding.").contains("funding.check"))
    #expect(Self.topics.words(after: "doc:").contains("doc:table"))
    #expect(Self.topics.words(after: "grappe.act").contains("grappe.actors"))
    #expect(Self.topics.words(after: "actor.").contains("actor.kind"))
    #expect(Self.topics.words(after: ":").contains(":kill"))
  }
}
