import ArgumentParser
import Calendar
import Ecosystem
import Engine
import Foundation
import Localization
import TextLayout
import WebAccounts

/// `grappe web`: the accounts of the portal, their invitation links and their sessions.
struct WebCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "web", abstract: wording("grappe.web.manages-accounts"),
      discussion: wording("grappe.web.about") + "\n\n" + example("grappe web invite marie --audience staff"))
  }

  enum Action: String, ExpressibleByArgument, CaseIterable {
    case invite, accounts, sessions, end, revoke
    case resetSecondFactor = "reset-second-factor"

    /// Whether it needs the name of an account, or the id of a session.
    var needsName: Bool { ![.accounts, .sessions].contains(self) }
  }

  /// The audience of an account.
  enum AccountAudience: String, ExpressibleByArgument, CaseIterable { case members, staff }

  @OptionGroup var options: GlobalOptions

  @Argument(help: ArgumentHelp(wording("grappe.web.action"), valueName: "action"))
  var action: Action

  @Argument(help: ArgumentHelp(wording("grappe.web.name"), valueName: "name"))
  var name: String?

  @Option(help: ArgumentHelp(wording("grappe.web.audience"), valueName: "audience"))
  var audience: AccountAudience?

  @Option(help: ArgumentHelp(wording("grappe.web.address"), valueName: "address"))
  var address: String?

  func validate() throws {
    if action.needsName, name == nil { throw ValidationError(wording("grappe.web.needs-name", ["action": action.rawValue])) }
    if action == .accounts, name != nil { throw ValidationError(wording("grappe.web.takes-no-name", ["action": action.rawValue])) }
    if action != .invite, audience != nil || address != nil { throw ValidationError(wording("grappe.web.invite-only")) }
  }

  mutating func run() async throws {
    let workspace = try options.openWorkspace()
    let settings = workspace.settings.portal
    let limits = SessionLimits(idleMinutes: settings.sessionIdleMinutes, hours: settings.sessionHours)
    if action == .invite { return try invite(workspace, limits) }
    let accounts = try AccountStore.open(in: workspace.directory, limits: limits)
    switch action {
    case .accounts: AccountView.list(try accounts?.accounts() ?? [], isJSON: options.json)
    case .sessions: AccountView.list(try accounts?.sessions(of: name.map { AccountName.normal($0) ?? $0 }) ?? [], isJSON: options.json)
    default: try change(name ?? "", accounts, in: workspace)
    }
  }

  /// Makes a link and prints it.
  private func invite(_ workspace: Workspace, _ limits: SessionLimits) throws {
    let accounts = try AccountStore.create(in: workspace.directory, limits: limits)
    let (name, token) = try accounts.invite(name ?? "", audience: audience.flatMap { Audience(rawValue: $0.rawValue) })
    workspace.noteAccount("invite")
    let base = address ?? workspace.settings.portal.address ?? "http://127.0.0.1:8080"
    let link = base + (base.hasSuffix("/") ? "" : "/") + "sign-in/link?token=\(token)"
    let minutes = Int(AccountStore.inviteMilliseconds / 60_000)
    if options.json {
      return Output.json(.map(["name": .text(name), "link": .text(link), "minutes": .integer(Int64(minutes))]))
    }
    Output.line(link)
    Output.line(wording("grappe.web.link-for", ["name": name, "minutes": minutes]))
    if address == nil, workspace.settings.portal.address == nil { Output.line(wording("grappe.web.address-unset")) }
  }

  /// Ends sessions, or deletes an account or its second factor.
  private func change(_ name: String, _ accounts: AccountStore?, in workspace: Workspace) throws {
    switch (action, accounts) {
    case (.end, let accounts?): try accounts.endSession(name)
    case (.end, nil): throw AccountError.sessionUnknown(id: name)
    case (.revoke, let accounts?): try accounts.revoke(name)
    case (_, let accounts?): try accounts.resetSecondFactor(name)
    case (_, nil): throw AccountError.accountUnknown(name: name, known: [])
    }
    workspace.noteAccount(action.rawValue)
    if options.json { return Output.json(.map(["action": .text(action.rawValue), "name": .text(name)])) }
    Output.line(wording("grappe.web.done-\(action.rawValue)", ["name": name]))
  }
}

/// Formats accounts and sessions as tables, or as JSON.
private enum AccountView {
  static func list(_ accounts: [Account], isJSON: Bool) {
    if isJSON { return Output.json(.list(accounts.map(json))) }
    guard !accounts.isEmpty else { return Output.line(wording("grappe.web.no-accounts")) }
    let numbers = ["codes", "sessions"]
    let columns = ["name", "audience", "created", "second-factor"] + numbers
    var table = TextTable(columns: columns.map { column($0, isNumber: numbers.contains($0)) })
    for account in accounts {
      table.add([
        .init(account.name), .init(account.audience.rawValue), .init(String(moment(account.createdAt).prefix(10))),
        .init(wording(account.hasSecondFactor ? "grappe.web.yes" : "grappe.web.not-yet")), .init(String(account.recoveryCodeCount)),
        .init(String(account.sessionCount)),
      ])
    }
    Output.table(table)
  }

  static func list(_ sessions: [SessionSummary], isJSON: Bool) {
    if isJSON { return Output.json(.list(sessions.map(json))) }
    guard !sessions.isEmpty else { return Output.line(wording("grappe.web.no-sessions")) }
    var table = TextTable(columns: ["session", "name", "begun", "used"].map { column($0, isNumber: false) })
    for session in sessions {
      table.add([.init(session.id), .init(session.account), .init(moment(session.createdAt)), .init(moment(session.usedAt))])
    }
    Output.table(table)
  }

  private static func column(_ id: String, isNumber: Bool) -> TextTable.Column {
    TextTable.Column(wording("grappe.web.column-\(id)"), isNumber ? .right : .left, overflow: .keep)
  }

  private static func json(_ account: Account) -> FieldValue {
    .map([
      "name": .text(account.name), "audience": .text(account.audience.rawValue), "created_at": .text(moment(account.createdAt)),
      "second_factor": .boolean(account.hasSecondFactor), "recovery_codes": .integer(Int64(account.recoveryCodeCount)),
      "sessions": .integer(Int64(account.sessionCount)),
    ])
  }

  private static func json(_ session: SessionSummary) -> FieldValue {
    .map([
      "id": .text(session.id), "name": .text(session.account), "begun_at": .text(moment(session.createdAt)),
      "used_at": .text(moment(session.usedAt)),
    ])
  }

  /// The time to the second: `2026-11-30T09:15:00Z`.
  private static func moment(_ milliseconds: Int64) -> String { Instant(milliseconds: milliseconds / 1_000 * 1_000).text }
}
