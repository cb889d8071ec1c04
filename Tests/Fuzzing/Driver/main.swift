import CFuzzer
import Foundation

// GRAPPE_FUZZER names the reader; the arguments are libFuzzer's. Without a name, the names are listed, with the longest input of each.

guard let name = ProcessInfo.processInfo.environment["GRAPPE_FUZZER"] else {
  for fuzzer in Fuzzer.all { print(fuzzer.name, fuzzer.bytesMax) }
  exit(0)
}
guard let fuzzer = Fuzzer.all.first(where: { $0.name == name }) else {
  FileHandle.standardError.write(Data("There is no reader \(name): \(Fuzzer.all.map(\.name).joined(separator: ", "))\n".utf8))
  exit(2)
}
FuzzedReader.run(fuzzer)
