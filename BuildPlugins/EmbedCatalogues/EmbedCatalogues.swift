import Foundation
import PackagePlugin

/// Compiles the PO files of all modules (`Sources/**/Locales/*.po`) into the module `Localization`.
@main
struct EmbedCatalogues: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
    let sources = context.package.directoryURL.appending(path: "Sources")
    let output = context.pluginWorkDirectoryURL.appending(path: "Catalogues.swift")
    let files = try catalogues(under: sources)
    return [
      .buildCommand(
        displayName: "Compiling \(files.count) catalogues of texts", executable: try context.tool(named: "CatalogueCompiler").url,
        arguments: [output.path()] + files.map { $0.path() }, inputFiles: files, outputFiles: [output])
    ]
  }

  private func catalogues(under folder: URL) throws -> [URL] {
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path())
    return names.filter { $0.hasSuffix(".po") && $0.contains("/Locales/") }.sorted().map { folder.appending(path: $0) }
  }
}
