import Calendar
import Ecosystem
import Funding
import Testing
import WebLink

@testable import Portal

/// The questions of the funding finder, made from the rules.
@Suite struct FundingFormTests {
  private func rules(_ conditions: Condition...) -> [RuleSet] {
    [
      RuleSet(
        call: "c", version: "1", validFrom: Day(year: 2024, month: 1, day: 1), legal: LegalReference(title: "t"), conditions: conditions)
    ]
  }

  @Test("The answers offered are those that the conditions tell apart, also within combinations")
  func words() {
    let sets = rules(
      Condition("a", .oneOf(fact: "legal_form", values: ["sa"], excludes: ["asbl"])),
      Condition("b", .any([Condition("c", .not(Condition("d", .oneOf(fact: "legal_form", values: ["srl"], excludes: []))))])))
    guard case .words(let words) = FundingForm("legal_form", sets) else { return #expect(Bool(false)) }
    #expect(Set(words) == ["sa", "asbl", "srl"])
    #expect(FundingForm("unknown", sets) == .none)
  }

  @Test("An answer is a value of the fact's kind, and an odd one is no answer")
  func values() {
    #expect(FundingForm.words(["sa"]).value("sa") == .text("sa"))
    #expect(FundingForm.words(["sa"]).value(FundingAnswers.noneText) == false)
    #expect(FundingForm.words(["sa"]).value(FundingAnswers.unknownText) == nil)
    #expect(FundingForm.yesOrNo.value("yes") == true && FundingForm.yesOrNo.value("perhaps") == nil)
    #expect(FundingForm.number(currency: nil).value("1,5") == .number(1.5))
    #expect(FundingForm.number(currency: nil).value("nan") == nil)
    #expect(FundingForm.number(currency: "EUR").value("12.50") == .map(["amount": 1_250, "currency": "EUR"]))
  }

  @Test("The address keeps the answers in their order, and one can be taken back")
  func answers() {
    let answers = FundingAnswers([WebRequest.Field("f.a", "1"), WebRequest.Field("q", "x"), WebRequest.Field("f.b", "2")])
    #expect(answers.answers.map(\.fact) == ["a", "b"])
    #expect(answers.fields(without: "a") == [WebRequest.Field("f.b", "2")])
  }
}
