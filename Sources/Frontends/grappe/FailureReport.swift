import ArgumentParser
import Backups
import Bundles
import CSV
import Ecosystem
import Engine
import Foundation
import HostAPI
import Importing
import Localization
import Reports
import Store

/// Converts an error into a message on standard error and an exit code.
struct FailureReport {
  private let code: String
  private let text: String
  private let status: ExitStatus
  /// The code of errors of the argument parser, whose message needs no addition.
  private static let usageCode = "usage"

  init(_ error: any Error) {
    switch error {
    case let error as EngineError: self.init(error.code, error.message(in: language), status: Self.status(of: error))
    case let error as ImportError: self.init(error.code, error.message(in: language), status: Self.status(of: error))
    case let error as BundleError:
      self.init(error.code.rawValue, error.message(in: .init(rawValue: language.rawValue)), status: Self.status(of: error))
    case let error as StoreError: self.init(error.code, error.message(in: language), status: Self.status(of: error))
    case let error as JobError: self.init(error.code, error.message(in: language), status: Self.status(of: error))
    case let error as ProposalError: self.init(error.code, error.message(in: language), status: Self.status(of: error))
    case let error as BackupError: self.init(error.code, error.message(in: language), status: Self.status(of: error))
    case let error as PageFailure: self.init(error.cause)
    case let error as RenderStop: self.init(EngineError(error))
    case let error as UnreadableResult: self.init(error.code, error.message(in: language), status: .failed)
    case let error as any Explainable: self.init(error.code, error.message(in: language), status: .refused)
    case let error as CommandUsageError: self.init(Self.usageCode, UsageWording.spoken(error.text), status: .usage)
    case is CancellationError: self.init("interrupted", Self.interrupted, status: .failed)
    default: self.init(commandLine: error)
    }
  }

  private init(_ code: String, _ text: String, status: ExitStatus) {
    self.code = code
    self.text = text
    self.status = status
  }

  /// Converts errors of the argument parser, and its requests for help or the version.
  private init(commandLine error: any Error) {
    if let error = error as? ExitCode {
      // A command that has printed its own report throws only its exit code.
      self.init("", "", status: ExitStatus(rawValue: error.rawValue) ?? .failed)
      return
    }
    switch Grappe.exitCode(for: error) {
    case .success: self.init("", UsageWording.spoken(endingWithExample(Grappe.fullMessage(for: error))), status: .done)
    case .validationFailure: self.init(Self.usageCode, UsageWording.spoken(Grappe.fullMessage(for: error)), status: .usage)
    default: self.init("failed", Self.unexpected(error), status: .failed)
    }
  }

  /// The message and the remedy, as text.
  var message: String { text }
  /// The exit code.
  var exitStatus: ExitStatus { status }

  /// Prints the report, help on standard output and errors on standard error, and returns the exit status.
  func print() -> ExitStatus {
    guard !text.isEmpty else { return status }
    guard status != .done else {
      Output.write([text])
      return status
    }
    if CommandLine.arguments.contains("--json") {
      StandardStream.error.json(json)
    } else {
      Output.errorLine(code == Self.usageCode ? text : "grappe: \(text)")
    }
    return status
  }

  private var json: String {
    let lines = text.split(separator: "\n", maxSplits: 1).map(String.init)
    let error: ExactDictionary<FieldValue> = [
      "code": .text(code), "message": .text(lines.first ?? ""), "remedy": .text(lines.count > 1 ? lines[1] : ""),
      "exit": .integer(Int64(status.rawValue)),
    ]
    return FieldValue.map(["error": .map(error)]).json
  }

  private static var interrupted: String {
    wording("grappe.failure-report.interrupted-nothing-what-was")
  }

  private static func unexpected(_ error: any Error) -> String {
    let reason = ErrorSentence.of(error, in: language)
    return wording("grappe.failure-report.unexpected-failure", ["reason": reason])
  }

  private static func status(of error: EngineError) -> ExitStatus {
    switch error {
    case _ where error.isRefusal: .refused
    case .settingRefused: .refused
    case .settingUnknown, .entryUnknown, .pageUnknown, .pageInvalid,
      .parameterUnknown, .parameterMissing, .parameterInvalid, .parameterWithoutValue, .documentMissing,
      .entityUnknown,
      .pluginNameInvalid:
      .usage
    case .downgrade, .sameVersionOtherContent, .notApproved, .upgradeOfNothing, .givenTwice, .neededBy, .moduleNotExported, .dependentFails,
      .signatureMissing, .workspaceFileGiven,
      .signersMissing, .folderNotEmpty, .checkFailed, .rollbackNotApproved, .uninstallNotApproved, .erasureNotApproved:
      .refused
    case .stopped, .quarantined: .limit
    case .rollbackBlocked, .undoBlocked, .writerBusy, .planStale, .developedElsewhere: .conflict
    case .databaseReplaced: .replaced
    case .recordUnknown, .nothingToRollBack, .noRollbackToUndo, .settingInvalid, .workspaceUnsound, .workspaceMissing, .workspaceExists,
      .pathUnusable, .fileUnreadable,
      .blobDamaged, .pluginNotInstalled, .luaFailure, .notQuarantined, .invocationUnknown, .notRunning, .killUnanswered:
      .failed
    }
  }

  private static func status(of error: ImportError) -> ExitStatus {
    switch error {
    case .formatUnknown, .formatUnfit: .usage
    case .rowsRefused, .columnUnknown, .duplicatesUndecided, .columnTwice, .columnAmbiguous, .constantTwice, .columnAbsent, .columnsUnclear,
      .columnFormerCents,
      .refusedFileExists:
      .refused
    case .unfinished, .changed: .conflict
    case .stopped: .failed
    case .several(let errors): errors.first.map(status) ?? .refused
    }
  }

  /// Returns `failed` for a missing file, `refused` for an invalid bundle.
  private static func status(of error: BundleError) -> ExitStatus {
    error.code.rawValue.hasPrefix("file.") ? .failed : .refused
  }

  private static func status(of error: JobError) -> ExitStatus {
    switch error {
    case .unknown: .usage
    case .running: .conflict
    case .nothingToRetry, .notSetAside: .refused
    }
  }

  private static func status(of error: ProposalError) -> ExitStatus {
    switch error {
    case .unknown, .reasonInvalid, .fieldUnclear, .valueInvalid, .tooMany: .usage
    case .decided, .conflict, .exists, .gone: .conflict
    case .blocked, .nothingLeft: .refused
    }
  }

  private static func status(of error: BackupError) -> ExitStatus {
    switch error {
    case .exists, .isFolder, .isNoFile, .isWorkspace, .hasLog, .unsound, .bundleMissing: .refused
    case .unreadable, .stopped: .failed
    case .underWay, .served: .conflict
    }
  }

  private static func status(of error: StoreError) -> ExitStatus {
    switch error.kind {
    case .busy, .overtaken, .conflict, .alreadyUndone, .proposalDecided: .conflict
    case .idTaken, .notUnique, .unseenConflict, .constraint, .missingReference, .wrongReference, .stillReferenced, .badArgument, .badSQL,
      .refusedSQL, .tooLarge, .tooManyRows, .notFound, .readOnly, .overlap, .circle, .computed, .disagreement, .full,
      .capacityTaken, .sumTooLarge, .invoiceNumbered, .proposalsFull, .proposalTooLarge:
      .refused
    case .notUndoable, .interrupted, .closed, .noFile, .fileExists, .notGrappe, .newerFile, .corrupt, .disk, .sqlite: .failed
    }
  }
}
