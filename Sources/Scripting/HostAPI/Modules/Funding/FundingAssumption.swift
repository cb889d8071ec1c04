import Calendar
import Funding
import Localization

/// The assumptions of an answer where the law or a record leaves something open: decision 17 gives the reasons.
enum FundingAssumption {
  /// Assumptions of the headroom on a day.
  static func headroom(on day: Day) -> [LocalizedText] {
    let isFiscal = DeMinimisParameters.inForce(on: day).map { if case .fiscal = $0.window { true } else { false } } ?? false
    return [isFiscal ? fiscalYears : boundaryDay, persons, otherRegimes]
  }

  /// Assumptions of the SME test.
  static let size = [persons, businessAngels]

  private static let boundaryDay = LocalizedText("hostapi.funding-assumption.boundary-day")
  private static let fiscalYears = LocalizedText("hostapi.funding-assumption.fiscal-years")
  private static let persons = LocalizedText("hostapi.funding-assumption.natural-persons")
  private static let otherRegimes = LocalizedText("hostapi.funding-assumption.other-regimes")
  private static let businessAngels = LocalizedText("hostapi.funding-assumption.business-angels")
}
