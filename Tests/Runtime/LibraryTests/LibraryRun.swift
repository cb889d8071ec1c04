import LibraryTestSupport

/// The result of running a Lua chunk in a test state, as Swift values.
struct LibraryRun {
  var lines: [String]
  var error: String?
  var polls: Int
  var latePolls: Int
  var bytesLeft: Int

  init(_ kind: LibraryTestKind, file: String, killedAfter pollsMax: Int = -1) {
    self.init(library_test_run_file(kind, file, pollsMax))
  }

  init(_ kind: LibraryTestKind, _ source: String, killedAfter pollsMax: Int = -1) {
    self.init(library_test_run(kind, source, pollsMax))
  }

  private init(_ run: LibraryTestRun) {
    var run = run
    lines = String(cString: run.transcript).split(separator: "\n").map(String.init)
    error = run.error.map { String(cString: $0) }
    polls = run.polls
    latePolls = run.polls_late
    bytesLeft = run.bytes_left
    library_test_free(&run)
  }
}
