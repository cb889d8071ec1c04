import ConfusableTexts
import Encodings
import Testing

@Suite("The name of an encoding is compared byte by byte")
struct EncodingNameTests {
  @Test("an encoding has its name and none that only looks like it", arguments: ["iso-8859-1", "UTF-16LE"])
  func name(name: String) {
    #expect(TextEncoding(named: name) != nil)
    for twin in Confusables.of(name) { #expect(TextEncoding(named: twin) == nil, "\(twin)") }
  }
}
