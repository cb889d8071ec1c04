import ArgumentParser

/// The help of flags that several commands have.
extension ArgumentHelp {
  /// `--dry-run` of commands that try everything and roll back.
  static var dryRun: ArgumentHelp {
    ArgumentHelp(wording("grappe.argument-help-shared.try-everything-keep-nothing"))
  }

  /// `--dry-run` of commands that undo changes.
  static var preview: ArgumentHelp {
    ArgumentHelp(wording("grappe.argument-help-shared.show-what-would-change"))
  }

  /// `--yes` of commands that install plugins.
  static var approval: ArgumentHelp {
    ArgumentHelp(wording("grappe.argument-help-shared.approve-what-asked"))
  }
}
