import Funding
import Localization

/// The questions that gaps in the records raise.
enum FundingGapQuestion {
  /// The question that settles an open award.
  static func text(_ award: DeMinimisLedger.OpenAward) -> LocalizedText {
    switch award.gap {
    case .memberState: LocalizedText("hostapi.funding-gap.member-state", ["award": award.id])
    case .amount: LocalizedText("hostapi.funding-gap.amount", ["award": award.id])
    case .tie(let holder, let held): LocalizedText("hostapi.funding-gap.share", ["holder": holder, "held": held])
    }
  }

  /// The question about the share of a tie.
  static func share(of tie: Ownership.Tie) -> LocalizedText {
    LocalizedText("hostapi.funding-gap.share", ["holder": tie.holder, "held": tie.held])
  }

  /// The question about the Member State that gives the aid of a call.
  static func memberState(ofCall call: String) -> LocalizedText {
    LocalizedText("hostapi.funding-gap.call-state", ["call": call])
  }
}
