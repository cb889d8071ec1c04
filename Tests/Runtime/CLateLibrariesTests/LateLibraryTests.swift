import CLateLibraries
import Testing

/// The libraries that are loaded at the first call of one of their functions.
@Suite struct LateLibraryTests {
  @Test("Each library that is loaded late is found, with every function of it that is called")
  func everyFunction() {
    let missing = late_libraries_missing().map { String(cString: $0) }
    #expect(missing == nil, "\(missing ?? "")")
  }
}
