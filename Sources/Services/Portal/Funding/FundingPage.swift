import Ecosystem
import Funding
import Localization
import WebLink

/// The funding finder: one question at a time, the most decisive first, and the verdict on every call under the answers so far.
struct FundingPage {
  private let context: PageContext
  private let answers: FundingAnswers

  init(_ context: PageContext) { (self.context, answers) = (context, FundingAnswers(context.request.query)) }

  func response() throws -> PortalResponse {
    let search = try FundingSearch(context.transaction, answers, on: context.today)
    let lead: HTML = "<p class=\"lead\">\(context.text("portal.funding.lead"))</p>\n"
    if search.ruleSets.isEmpty, search.callsWithoutRules.isEmpty {
      return Layout(context).response(
        title: context.text("portal.nav.funding"), lead: lead, "<p class=\"empty\">\(context.text("portal.funding.empty"))</p>\n")
    }
    let body: HTML = """
      \(try given(search))\(try question(search))\(summary(search))\(try verdicts(search))\(try withoutRules(search))
      <p class="note">\(FundingNotice.notLegalAdvice[context.language])</p>

      """
    return Layout(context).response(title: context.text("portal.nav.funding"), lead: lead, body)
  }

  // MARK: Answers and the question

  /// The answers so far, each a link that takes it back.
  private func given(_ search: FundingSearch) throws -> HTML {
    guard !answers.answers.isEmpty else { return .empty }
    let items = try answers.answers.map { answer -> HTML in
      let name = FactWording.name(of: answer.fact)[context.language]
      let text = try words(answer.text, of: answer.fact, form: FundingForm(answer.fact, search.ruleSets))
      let address = context.links.to(["funding"], answers.fields(without: answer.fact))
      return
        "<li><a href=\"\(address)\" aria-label=\"\(context.text("portal.funding.take-back", ["fact": name]))\">\(name) : \(text) ✕</a></li>\n"
    }
    return """
      <h2>\(context.text("portal.funding.answers"))</h2>
      <ul class="chosen">
      \(items)</ul>
      <p class="meta">\(context.text("portal.funding.link"))</p>

      """
  }

  private func question(_ search: FundingSearch) throws -> HTML {
    if let file = context.links.file { return elsewhere(file) }
    guard let question = search.questions.first else {
      return "<p class=\"note\">\(context.text("portal.funding.no-question"))</p>\n"
    }
    let form = FundingForm(question.fact, search.ruleSets)
    let name = FundingAnswers.prefix + question.fact
    let kept = answers.fields() + (context.links.language.map { [WebRequest.Field(Links.languageField, $0)] } ?? [])
    let hidden = kept.map { field -> HTML in "<input type=\"hidden\" name=\"\(field.name)\" value=\"\(field.value)\">\n" }
    let unknown = HTML.option(name, value: FundingAnswers.unknownText, text: context.text("portal.funding.unknown"))
    return """
      <form method="get" action="/funding">
      \(hidden)<fieldset><legend>\(words(of: question, search))</legend>
      <p class="meta">\(context.text("portal.funding.asked", ["count": question.asked]))</p>
      \(try inputs(name, about: question.fact, form: form))\(unknown)<p><button>\(context.text("portal.funding.next"))</button></p>
      </fieldset>
      </form>

      """
  }

  /// Says in a file where the questions are asked.
  private func elsewhere(_ file: any PageFile) -> HTML {
    guard let live = file.live else { return .empty }
    return "<p><a class=\"button\" href=\"\(live)\">\(context.text("portal.static.questions"))</a></p>\n"
  }

  /// The words of a question: those of the rules, else our own for the facts that most rules ask for.
  private func words(of question: OpenQuestion, _ search: FundingSearch) -> String {
    let isOwn = Self.worded.contains(question.fact) && !search.rulesAsk(about: question.fact)
    let name = question.fact.replacing("_", with: "-")
    return isOwn ? context.text("portal.funding.question-\(name)") : question.text[context.language]
  }

  private static let worded: Set<String> = ["legal_form", "territory", "kind", "size", "sectors", "stage", "budget", "staff", "age_years"]

  private func inputs(_ name: String, about fact: String, form: FundingForm) throws -> HTML {
    switch form {
    case .words(let values), .places(let values):
      let named = try values.map { ($0, try words($0, of: fact, form: form)) }.sorted { $0.1.lowercased() < $1.1.lowercased() }
      let options = named.map { HTML.option(name, value: $0.0, text: $0.1) }
      return "\(options)\(HTML.option(name, value: FundingAnswers.noneText, text: context.text("portal.funding.none")))"
    case .yesOrNo:
      return HTML.option(name, value: "yes", text: context.format.boolean(true))
        + HTML.option(name, value: "no", text: context.format.boolean(false))
    case .number(let currency):
      let label = context.text("portal.funding.number")
      return "<p><label>\(label) <input name=\"\(name)\" inputmode=\"decimal\" maxlength=\"15\"> \(currency ?? "")</label></p>\n"
    case .none: return .empty
    }
  }

  /// Returns an answer in words.
  private func words(_ text: String, of fact: String, form: FundingForm) throws -> String {
    switch (text, form) {
    case (FundingAnswers.unknownText, _): return context.text("portal.funding.unknown")
    case (FundingAnswers.noneText, .words), (FundingAnswers.noneText, .places): return context.text("portal.funding.none")
    case ("yes", .yesOrNo): return context.format.boolean(true)
    case ("no", .yesOrNo): return context.format.boolean(false)
    case (_, .places): return try context.values.title(of: text, in: "territory") ?? text
    case (_, .words): return try word(text, of: fact)
    case (_, .number(let currency)): return currency.map { "\(text) \($0)" } ?? text
    default: return text
    }
  }

  private func word(_ code: String, of fact: String) throws -> String {
    switch fact {
    case "kind": try context.values.concept(code, of: "actor-kind")
    case "sectors", "project_sectors": try context.values.concept(code, of: "sector")
    case "skills": try context.values.concept(code, of: "skill")
    case "categories": try context.values.concept(code, of: "family")
    case "labels": try context.values.title(of: code, in: "label") ?? code
    case "size": context.text("portal.funding.size-\(code)")
    case "legal_form": code.uppercased()
    default: ChoiceWords.text(code, context.language)
    }
  }

  // MARK: Verdicts

  private func summary(_ search: FundingSearch) -> HTML {
    let counts = Dictionary(grouping: search.matches, by: \.evaluation.eligibility).mapValues(\.count)
    let parts = Eligibility.allCases.map { eligibility in
      context.text("portal.funding.count-\(eligibility.rawValue)", ["count": counts[eligibility, default: 0]])
    }
    return "<h2>\(context.text("portal.funding.verdicts"))</h2>\n<p role=\"status\">\(parts.joined(separator: " · "))</p>\n"
  }

  private func verdicts(_ search: FundingSearch) throws -> HTML {
    let items = search.matches.map { verdict($0, search.call(of: $0)) }
    return "<ul class=\"items\">\n\(items)</ul>\n"
  }

  private func verdict(_ match: Match, _ call: Record?) -> HTML {
    let evaluation = match.evaluation
    let reasons = evaluation.reasons(in: context.language).prefix(6).map { reason -> HTML in "<li>\(reason)</li>\n" }
    let remedies = (evaluation.remedy?.steps ?? []).compactMap(\.text).map { remedy -> HTML in "<li>\(remedy[context.language])</li>\n" }
    let remedy: HTML? = remedies.isEmpty ? nil : "<p><strong>\(context.text("portal.funding.remedy"))</strong></p>\n<ul>\(remedies)</ul>\n"
    let illustrative: HTML? = evaluation.isIllustrative ? "<p class=\"meta\">\(FundingNotice.illustrative[context.language])</p>\n" : nil
    return """
      <li><h3><a href="\(context.links.to(["calls", evaluation.call]))">\(call?["name"].textValue ?? evaluation.call)</a></h3>
      <p><span class="status \(evaluation.eligibility.rawValue)">\(context.text("portal.funding.verdict-\(evaluation.eligibility.rawValue)"))</span>
      <span class="meta">· \(openness(match.openness, call))</span></p>
      <details><summary>\(context.text("portal.funding.why"))</summary>
      <ul>\(Array(reasons))</ul>
      \(remedy)<p class="source">\(context.text("portal.record.source")) \(source(evaluation.legal))</p>
      \(illustrative)</details></li>

      """
  }

  private func openness(_ openness: Openness, _ call: Record?) -> String {
    let day = openness == .upcoming ? call?["opens"].textValue : call?["closes"].textValue
    guard let day, openness != .unsaid else { return context.text("portal.funding.\(openness.name)") }
    return context.text("portal.funding.\(openness.name)-on", ["date": context.format.date(day, length: .long)])
  }

  private func source(_ legal: LegalReference) -> HTML {
    legal.url.map { HTML(link: legal.title, to: $0) } ?? HTML(text: legal.title)
  }

  private func withoutRules(_ search: FundingSearch) throws -> HTML {
    guard !search.callsWithoutRules.isEmpty else { return .empty }
    let items = search.callsWithoutRules.map { call -> HTML in
      "<li><a href=\"\(context.links.to(["calls", call.id]))\">\(call["name"].textValue ?? call.id)</a></li>\n"
    }
    return """
      <h2>\(context.text("portal.funding.without-rules"))</h2>
      <p class="meta">\(context.text("portal.funding.without-rules-about"))</p>
      <ul>
      \(items)</ul>

      """
  }
}

extension HTML {
  /// One of several answers.
  fileprivate static func option(_ name: String, value: String, text: String) -> HTML {
    "<label class=\"option\"><input type=\"radio\" name=\"\(name)\" value=\"\(value)\">\(text)</label>\n"
  }
}
