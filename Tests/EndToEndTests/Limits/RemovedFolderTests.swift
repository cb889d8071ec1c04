import Foundation
import Testing

/// A command in a removed folder: the upward search for a workspace once never ended there.
@Suite struct RemovedFolderTests {
  @Test("In a folder that was removed there is no workspace, and that is said")
  func removed() throws {
    let folder = try TemporaryFolder()
    let run = try GrappeBinary.run(
      URL(filePath: "/bin/bash"),
      ["-c", "mkdir gone && cd gone && rmdir ../gone && timeout 20 '\(GrappeBinary.executable.path)' list --lang en"],
      in: folder.url)
    #expect(run.status == 1)
    #expect(run.errors.contains("No workspace"), "\(run.errors)")
  }
}
