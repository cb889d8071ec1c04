import Localization
import Testing

@testable import HostAPI

/// The kept part of long names in a message.
@Suite struct MessageNamesTests {
  private static let long = String(repeating: "k", count: 4 << 20)

  @Test("a long name in quotes is cut, and the sentence around it stays, in both languages")
  func quoted() {
    let usageError = APIUsageError(
      LocalizedText([.fr: "inconnu : \"\(Self.long)\" ; ôtez-le", .en: "unknown: \"\(Self.long)\"; remove it"]))
    let kept = String(repeating: "k", count: 80) + "…"
    #expect(usageError.message(in: .en) == "unknown: \"\(kept)\"; remove it")
    #expect(usageError.message(in: .fr) == "inconnu : \"\(kept)\" ; ôtez-le")
  }

  @Test("a long name without quotes is cut as well")
  func bare() {
    #expect(APIUsageError(LocalizedText([.fr: "", .en: "option \(Self.long) is unknown"])).message(in: .en).hasSuffix("k… is unknown"))
  }

  @Test(
    "a name of quotes, blanks or combining marks makes no long message",
    arguments: ["\"", " ", "\" ", "\u{301}", "é", "👩‍👩‍👧 "])
  func awkward(sign: String) {
    let message = APIUsageError(LocalizedText([.fr: "", .en: "unknown: \"a\(String(repeating: sign, count: 500_000))\"; remove it"]))
      .message(in: .en)
    #expect(message.utf8.count < 5_000)
    #expect(message.utf8.starts(with: "unknown: \"a".utf8) && message.hasSuffix("remove it"))
    #expect(!message.contains("\u{FFFD}"))
  }

  @Test("a message of short names stays as it is, however many they are")
  func short() {
    let names = (1...100).map { "name_\($0)" }.joined(separator: ", ")
    #expect(APIUsageError(LocalizedText([.fr: names, .en: "known are: \(names)"])).message(in: .en) == "known are: \(names)")
  }
}
