#if arch(x86_64)
  import Foundation
  import Testing

  /// The libraries that a process loads, by the report of its loader (LD_DEBUG of ld.so(8)).
  @Suite struct LateLibraryLoadingTests {
    private static let late = [
      "libigraph", "libblas", "libglpk", "libxlsxwriter", "libcrypto", "libarchive", "libxml2", "libedit", "libqrencode",
    ]

    private func loaded(by arguments: [String], in workspace: DemoWorkspace) throws -> Set<String> {
      let run = try GrappeBinary.run(
        GrappeBinary.executable, arguments, in: workspace.grappe.directory, environment: ["LD_DEBUG": "files"])
      #expect(run.status == 0, "\(arguments)")
      return Set(Self.late.filter { run.errors.contains("file=\($0).so") })
    }

    @Test("A command that needs no graph, workbook, archive, XML, line editor or QR code loads no library for them")
    func none() throws {
      let workspace = try DemoWorkspace.bare()
      for arguments in [["--version"], ["list"], ["eval", "1"], ["log", "--limit", "1"]] {
        #expect(try loaded(by: arguments, in: workspace) == [], "\(arguments)")
      }
    }

    @Test("A workbook loads the library of workbooks, and none of graphs")
    func workbook() throws {
      let (workspace, folder) = (try DemoWorkspace.shared.get(), try TemporaryFolder())
      let file = folder.url.appending(path: "actors.xlsx").path
      let loaded = try loaded(by: ["report", "wallonia:cartographie", "--format", "xlsx", "-o", file], in: workspace)
      #expect(loaded.contains("libxlsxwriter") && !loaded.contains("libigraph"), "\(loaded)")
    }
  }
#endif
