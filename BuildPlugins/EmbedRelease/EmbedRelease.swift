import Foundation
import PackagePlugin

/// Writes the commit and the date of a build into the command line's `Release`.
///
/// Both come from the environment, as `make` sets them: `GRAPPE_COMMIT` and `SOURCE_DATE_EPOCH`
/// (https://reproducible-builds.org/specs/source-date-epoch/). Without them, as in a developer's build, both are unknown, so that a
/// commit alone compiles nothing again.
@main
struct EmbedRelease: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
    let environment = ProcessInfo.processInfo.environment
    let commit = (environment["GRAPPE_COMMIT"] ?? "").filter(\.isHexDigit)
    let date = environment["SOURCE_DATE_EPOCH"].flatMap { Int64($0) }
    let source = """
      extension Release {
        /// The commit that the program was built from; empty when it is unknown.
        static let commit = "\(commit)"
        /// The date of that commit in seconds since 1970; nil when it is unknown.
        static let epochSeconds: Int64? = \(date.map { "\($0)" } ?? "nil")
      }

      """
    let output = context.pluginWorkDirectoryURL.appending(path: "Release+Build.swift")
    return [
      .buildCommand(
        displayName: "Writing the release", executable: URL(filePath: "/bin/sh"),
        arguments: ["-c", "printf %s \"$1\" >\"$2\"", "sh", source, output.path()], inputFiles: [], outputFiles: [output])
    ]
  }
}
