import Ecosystem
import Foundation
import Store

// The cost of the journal: the same actors are written alternately with and without it, into a new file each time.
//
//   JournalBenchmark FOLDER ROWS ROUNDS

let arguments = CommandLine.arguments
guard arguments.count == 4, let rows = Int(arguments[2]), let rounds = Int(arguments[3]) else {
  FileHandle.standardError.write(Data("usage: JournalBenchmark FOLDER ROWS ROUNDS\n".utf8))
  exit(2)
}

/// Processor time of this process so far, in seconds.
func processorTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// The cost of one run.
struct Measure {
  var seconds: Double
  var fileBytes: Int
}

func actor(_ number: Int) -> Record {
  [
    "id": .text("actor-\(number)"), "name": .text("Studio \(number) de création"), "kind": "company",
    "city": .text(["Namur", "Liège", "Mons", "Charleroi"][number % 4]), "founded": .text("\(1950 + number % 70)"),
    "sectors": [.text(["games", "film", "design"][number % 3])],
  ]
}

func write(_ name: String, isJournaled: Bool, changing: Bool) throws -> Measure {
  let path = "\(arguments[1])/\(name).db"
  for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
  let store = try Store.create(at: path)
  let now = "2026-01-01T00:00:00Z"
  let words = try store.begin(.write, for: .admin)
  for (scheme, code) in [("actor-kind", "company"), ("sector", "games"), ("sector", "film"), ("sector", "design")] {
    _ = try words.insert(
      "concept", ["scheme": .text(scheme), "code": .text(code), "label": ["fr": .text(code)]], owner: "admin", now: now)
  }
  try words.commit()
  func add(_ transaction: StoreTransaction) throws {
    for number in 0..<rows { _ = try transaction.insert("actor", actor(number), owner: "admin", now: now) }
  }
  func change(_ transaction: StoreTransaction) throws {
    for number in 0..<rows {
      _ = try transaction.update(
        "actor", "actor-\(number)", changes: ["city": "Tournai", "licence": "CC0-1.0"], now: "2026-02-01T00:00:00Z")
    }
  }
  if changing {
    let transaction = try store.begin(.write, for: .admin)
    transaction.journal.disable()
    try add(transaction)
    try transaction.commit()
  }
  let start = processorTime()
  let transaction = try store.begin(.write, for: .admin)
  if !isJournaled { transaction.journal.disable() }
  try changing ? change(transaction) : add(transaction)
  try transaction.commit()
  let seconds = processorTime() - start
  store.close()
  let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
  return Measure(seconds: seconds, fileBytes: size)
}

func line(_ name: String, changing: Bool) throws {
  var (plain, journaled): ([Measure], [Measure]) = ([], [])
  for _ in 0..<rounds {
    plain.append(try write("plain", isJournaled: false, changing: changing))
    journaled.append(try write("journal", isJournaled: true, changing: changing))
  }
  let (least, most) = (plain.map(\.seconds).min()!, journaled.map(\.seconds).min()!)
  let bytes = (journaled[0].fileBytes - plain[0].fileBytes) / rows
  let format = "%@ %d rows: %.2f s without, %.2f s with the journal: + %.0f %%; %d bytes a row more in the file, of %d"
  print(String(format: format, name, rows, least, most, (most / least - 1) * 100, bytes, plain[0].fileBytes / rows))
}

try line("add", changing: false)
try line("change", changing: true)
