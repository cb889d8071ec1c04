import Foundation
import Gettext

// Compiles the PO files of every module into one Swift source: `CatalogueCompiler OUTPUT FILE.po…`. The build plugin runs it.

@main
struct CompileCatalogues {
  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard let output = arguments.first else { fail("usage: CatalogueCompiler OUTPUT FILE.po…") }
    var compiler = CatalogueSet()
    for path in arguments.dropFirst() {
      do {
        try compiler.add(try String(contentsOfFile: path, encoding: .utf8), path: path)
      } catch let error as CatalogueError { fail("\(path):\(error.line): error: \(error.reason)") } catch {
        fail("\(path):1: error: \(error)")
      }
    }
    let problems = compiler.problems()
    guard problems.isEmpty else { fail(problems.joined(separator: "\n")) }
    do { try Data(compiler.source().utf8).write(to: URL(filePath: output), options: .atomic) } catch { fail("\(output): \(error)") }
  }

  private static func fail(_ text: String) -> Never {
    FileHandle.standardError.write(Data((text + "\n").utf8))
    exit(1)
  }
}
