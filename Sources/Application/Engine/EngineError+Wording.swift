import Ecosystem
import Localization
import Lua
import Store

// The messages of engine errors: one line for the error, one for the remedy.

extension EngineError: Explainable {
  /// A stable name of the kind of error, for scripts.
  public var code: String {
    switch self {
    case .workspaceMissing: "workspace.missing"
    case .workspaceExists: "workspace.exists"
    case .pathUnusable: "path.unusable"
    case .workspaceFileGiven: "path.workspace"
    case .fileUnreadable: "file.unreadable"
    case .blobDamaged: "bundle.damaged"
    case .settingInvalid: "config.invalid"
    case .writerBusy: "store.busy"
    case .undoBlocked: "undo.conflict"
    case .pluginNotInstalled: "plugin.not-installed"
    case .entryUnknown: "entry.unknown"
    case .parameterUnknown: "parameter.unknown"
    case .documentMissing: "script.no_document"
    case .parameterMissing: "parameter.missing"
    case .recordUnknown: "record.unknown"
    case .pageUnknown: "page.unknown"
    case .pageInvalid: "parameter.invalid"
    case .parameterInvalid: "parameter.invalid"
    case .parameterWithoutValue: "parameter.no-value"
    case .downgrade: "version.downgrade"
    case .sameVersionOtherContent: "version.other-content"
    case .notApproved: "permission.not-granted"
    case .upgradeOfNothing: "plugin.not-installed"
    case .planStale: "plan.stale"
    case .givenTwice: "plugin.given-twice"
    case .moduleNotExported: "dependency.not-exported"
    case .dependentFails: "dependency.fails"
    case .neededBy: "dependency.needed"
    case .signatureMissing: "signature.missing"
    case .signersMissing: "signature.no-signers"
    case .nothingToRollBack: "rollback.nothing"
    case .rollbackBlocked: "rollback.conflict"
    case .noRollbackToUndo: "rollback.none-to-undo"
    case .rollbackNotApproved: "rollback.not-approved"
    case .uninstallNotApproved: "uninstall.not-approved"
    case .erasureNotApproved: "person.erasure-not-approved"
    case .databaseReplaced: "database.replaced"
    case .folderNotEmpty: "folder.not-empty"
    case .developedElsewhere: "plugin.developed-elsewhere"
    case .pluginNameInvalid: "plugin.bad-name"
    case .checkFailed: "check.failed"
    case .workspaceUnsound: "workspace.unsound"
    case .settingUnknown: "setting.unknown"
    case .settingRefused: "setting.refused"
    case .luaFailure: "plugin.failed"
    case .stopped(_, let kill): "limit.\(kill.limit)"
    case .quarantined: "limit.quarantined"
    case .notQuarantined: "quarantine.none"
    case .invocationUnknown: "invocation.unknown"
    case .notRunning: "invocation.not-running"
    case .killUnanswered: "invocation.not-ending"
    case .entityUnknown: "entity.unknown"
    }
  }

  public func message(in language: Language) -> String {
    lines(in: language).map { $0.argument.text(in: language) }.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private func lines(in language: Language) -> [any ArgumentConvertible] {
    switch self {
    case .workspaceMissing(let path, let isSearched):
      isSearched
        ? [Message("engine.engine-error.workspace-missing-above", ["path": path])]
        : [Message("engine.engine-error.workspace-missing", ["path": path])]
    case .workspaceExists(let path): [Message("engine.engine-error.workspace-exists", ["path": path])]
    case .pathUnusable(let path, let reason): [Message("engine.engine-error.path-unusable", ["path": path, "reason": reason])]
    case .workspaceFileGiven(let path): [Message("engine.engine-error.workspace-file-given", ["path": path])]
    case .fileUnreadable(let path, let reason): [Message("engine.engine-error.file-unreadable", ["path": path, "reason": reason])]
    case .blobDamaged(let id): [Message("engine.engine-error.blob-damaged", ["id": id.description])]
    case .settingInvalid(let file, let line, let name, let wanted):
      [Message("engine.engine-error.setting-invalid", ["file": file, "line": line, "name": name, "wanted": wanted])]
    case .writerBusy(let milliseconds, let present):
      [Message("engine.engine-error.writer-busy", ["milliseconds": milliseconds, "writer": Self.writer(present)])]
    case .undoBlocked(let invocation, let reason):
      [Message("engine.engine-error.undo-blocked", ["invocation": invocation]), reason.message(in: language)]
    case .pluginNotInstalled(let name, let nearest):
      [
        Message("engine.engine-error.plugin-not-installed", ["name": name]),
        Self.nearest(nearest) ?? Message("engine.engine-error.list-shows-all"),
      ]
    case .entryUnknown(let kind, let name, let nearest, _):
      [
        kind.none(name), Self.nearest(nearest) ?? Message("engine.engine-error.entries-listed", ["lister": kind.lister]),
      ]
    case .parameterUnknown(let entry, let name, let nearest, let known):
      [
        Message("engine.engine-error.parameter-unknown", ["entry": entry, "name": name]),
        Self.nearest(nearest.map { "--\($0)" })
          ?? (known.isEmpty
            ? Message("engine.engine-error.no-parameters") : Message("engine.engine-error.parameters", ["known": known])),
      ]
    case .pageUnknown(let name, let nearest):
      [
        Message("engine.engine-error.no-page", ["name": name]),
        Self.nearest(nearest) ?? Message("engine.engine-error.entries-listed", ["lister": "grappe page"]),
      ]
    case .pageInvalid(let name, let problems):
      problems.map { problem in
        Message("engine.engine-error.page-invalid", ["page": name, "name": problem.field ?? "", "reason": problem.message])
      }
    case .parameterMissing(let entry, let name): [Message("engine.engine-error.parameter-missing", ["entry": entry, "name": name])]
    case .parameterWithoutValue(let entry, let name):
      [Message("engine.engine-error.parameter-without-value", ["entry": entry, "name": name])]
    case .recordUnknown(let id): [Message("engine.engine-error.record-unknown", ["id": id])]
    case .parameterInvalid(let entry, let name, let found, let wanted):
      [Message("engine.engine-error.parameter-invalid", ["entry": entry, "name": name, "found": found, "wanted": wanted])]
    case .downgrade(let name, let installed, let offered):
      [Message("engine.engine-error.downgrade", ["name": name, "installed": installed, "offered": offered])]
    case .sameVersionOtherContent(let name, let version):
      [Message("engine.engine-error.same-version-other-content", ["name": name, "version": version])]
    case .notApproved(let name, let running):
      running.isEmpty
        ? [Message("engine.engine-error.not-approved", ["name": name])]
        : [Message("engine.engine-error.not-approved-running", ["name": name, "running": running])]
    case .upgradeOfNothing(let name): [Message("engine.engine-error.upgrade-of-nothing", ["name": name])]
    case .planStale(let name): [Message("engine.engine-error.plan-stale", ["name": name])]
    case .givenTwice(let name): [Message("engine.engine-error.given-twice", ["name": name])]
    case .signatureMissing(let file): [Message("engine.engine-error.signature-missing", ["file": file])]
    case .signersMissing(let file, let fingerprint):
      [Message("engine.engine-error.signers-missing", ["file": file, "fingerprint": fingerprint])]
    case .nothingToRollBack(let name):
      [
        name.map { Message("engine.engine-error.nothing-to-roll-back-of", ["name": $0]) }
          ?? Message("engine.engine-error.nothing-to-roll-back")
      ]
    case .noRollbackToUndo: [Message("engine.engine-error.no-rollback-to-undo")]
    case .rollbackNotApproved: [Message("engine.engine-error.rollback-not-approved")]
    case .uninstallNotApproved(let name): [Message("engine.engine-error.uninstall-not-approved", ["name": name])]
    case .erasureNotApproved: [Message("engine.engine-error.erasure-not-approved")]
    case .databaseReplaced(let path): [Message("engine.engine-error.database-replaced", ["path": path])]
    case .rollbackBlocked(let change, let reason):
      [Message("engine.engine-error.rollback-blocked", ["change": change]), reason.message(in: language)]
    case .developedElsewhere(let name): [Message("engine.engine-error.developed-elsewhere", ["name": name])]
    case .folderNotEmpty(let path): [Message("engine.engine-error.folder-not-empty", ["path": path])]
    case .pluginNameInvalid(let name): [Message("engine.engine-error.plugin-name-invalid", ["name": name])]
    case .checkFailed(let directory, let problems):
      [Message("engine.engine-error.check-failed", ["directory": directory, "count": problems])]
    case .workspaceUnsound(let path, let problems):
      [Message("engine.engine-error.workspace-unsound", ["path": path, "count": problems])]
    case .moduleNotExported(let module, let exporter, let requirer, let place):
      [
        Message(
          "engine.engine-error.module-not-exported",
          ["module": module, "exporter": exporter, "requirer": requirer, "place": place])
      ]
    case .dependentFails(let name, let reason):
      [Message("engine.engine-error.dependent-fails", ["name": name]), reason.message(in: language)]
    case .neededBy(let name, let dependents):
      [Message("engine.engine-error.needed-by", ["name": name, "dependents": dependents])]
    case .documentMissing(let script): [Message("engine.engine-error.document-missing", ["script": script])]
    case .settingUnknown(let plugin, let name, let nearest, let known):
      [
        Message("engine.settings.unknown", ["plugin": plugin, "name": name]),
        Self.nearest(nearest)
          ?? (known.isEmpty ? Message("engine.settings.none") : Message("engine.settings.known", ["known": known])),
      ]
    case .settingRefused(let plugin, let name, let found, let wanted):
      [Message("engine.settings.refused", ["plugin": plugin, "name": name, "found": found, "wanted": wanted])]
    case .luaFailure(let place, let failure, _):
      [Message("engine.engine-error.lua-failure", ["place": place, "message": failure.message(in: language)]), failure.help(in: language)]
    case .stopped(let place, let kill) where kill.isEndedFromOutside:
      [Message("engine.engine-error.stopped", ["place": place, "usage": kill.usage(in: language)]), kill.help(in: language)]
    case .stopped(let place, let kill):
      [
        Message(
          "engine.engine-error.stopped-by-limit", ["place": place, "limit": "\(kill.limit)", "usage": kill.usage(in: language)]),
        kill.help(in: language),
      ]
    case .quarantined(let plugin):
      plugin.isStuck
        ? [Message("engine.engine-error.quarantined-stuck", ["name": plugin.name, "since": plugin.since])]
        : [Message("engine.engine-error.quarantined", ["name": plugin.name, "since": plugin.since])]
    case .notQuarantined(let name, let known):
      [
        Message("engine.engine-error.not-quarantined", ["name": name]),
        known.isEmpty
          ? Message("engine.engine-error.none-quarantined") : Message("engine.engine-error.all-quarantined", ["known": known]),
      ]
    case .invocationUnknown(let id): [Message("engine.engine-error.invocation-unknown", ["id": id])]
    case .notRunning(let id, let known):
      [
        Message("engine.engine-error.not-running", ["id": id]),
        known.isEmpty ? Message("engine.engine-error.none-running") : Message("engine.engine-error.all-running", ["known": known]),
      ]
    case .killUnanswered(let id, let process): [Message("engine.engine-error.kill-unanswered", ["id": id, "process": process])]
    case .entityUnknown(let name, let nearest, let known):
      [
        Message("engine.engine-error.entity-unknown", ["name": name]),
        Self.nearest(nearest) ?? Message("engine.engine-error.entities", ["known": known]),
      ]
    }
  }

  private static func nearest(_ name: String?) -> Message? {
    name.map { Message("engine.engine-error.did-you-mean", ["nearest": $0]) }
  }

  private static func writer(_ present: (writer: Writer, process: Int32)?) -> Message {
    guard let (writer, process) = present else { return Message("engine.engine-error.writer-unknown") }
    return Message(
      "engine.engine-error.writer",
      [
        "process": process, "plugin": writer.plugin, "kind": "\(writer.kind)", "name": writer.name, "since": "\(writer.since)",
      ])
  }
}

extension EntryKind {
  fileprivate func none(_ name: String) -> Message {
    switch self {
    case .report: Message("engine.engine-error.no-report", ["name": name])
    case .command: Message("engine.engine-error.no-command", ["name": name])
    case .importer: Message("engine.engine-error.no-importer", ["name": name])
    }
  }

  /// The command that lists the entries.
  fileprivate var lister: String {
    switch self {
    case .report: "grappe report"
    case .command: "grappe run"
    case .importer: "grappe import"
    }
  }
}
