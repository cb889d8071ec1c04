import CFuzzer
import Foundation
import Synchronization

/// The one reader that a process fuzzes: libFuzzer's callback has no context.
enum FuzzedReader {
  private static let chosen = Mutex<Fuzzer?>(nil)

  /// Hands the process over to libFuzzer and ends it with libFuzzer's exit code.
  static func run(_ fuzzer: Fuzzer) -> Never {
    chosen.withLock { $0 = fuzzer }
    var count = CommandLine.argc
    var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
    exit(LLVMFuzzerRunDriver(&count, &arguments) { data, size in FuzzedReader.take(data, size) })
  }

  private static func take(_ data: UnsafePointer<UInt8>?, _ size: Int) -> Int32 {
    guard let fuzzer = chosen.withLock({ $0 }), size <= fuzzer.bytesMax else { return 0 }
    do { try fuzzer.run(Array(UnsafeBufferPointer(start: data, count: size))) } catch {
      // libFuzzer keeps the input of a process that aborts.
      FileHandle.standardError.write(Data("\(fuzzer.name): \(error)\n".utf8))
      abort()
    }
    return 0
  }
}
