import Calendar
import Ecosystem
import Foundation
import Store

extension PluginHost {
  /// Returns the state of the host in the text format of Prometheus: queues, invocations by plugin, processor time, waits for the write lock,
  /// sizes of files. It names plugins, kinds and outcomes, and no record, user or path.
  ///
  /// - Parameter version: the version of the program.
  /// - Throws: `StoreError` when the database cannot be read.
  public func metrics(version: String) throws -> String {
    var text = MetricsText()
    text.add("grappe_build_info", .gauge, help: "The version of the program.", samples: [([("version", version)], 1)])
    Self.add(ProcessUsage(), to: &text)
    try addQueues(to: &text)
    addInvocations(to: &text)
    addFiles(to: &text)
    return text.text
  }

  private static func add(_ usage: ProcessUsage, to text: inout MetricsText) {
    text.add("process_cpu_seconds_total", .counter, help: "Processor time of the process.", value: usage.cpuSeconds)
    text.add("process_resident_memory_bytes", .gauge, help: "Resident memory.", value: Double(usage.residentBytes))
    text.add("process_open_fds", .gauge, help: "Open file descriptors.", value: Double(usage.openDescriptors))
  }

  private func addQueues(to text: inout MetricsText) throws {
    let transaction = try workspace.store.begin(.read, for: .admin)
    defer { transaction.rollback() }
    let (depths, jobs) = (try transaction.queue.depths(), try transaction.queue.jobs())
    let now = Instant.present.milliseconds
    let oldest = depths.oldestRecordedAt.flatMap { Instant($0) }.map { max(0, now - $0.milliseconds) } ?? 0
    let late = jobs.filter { $0.state == .waiting }.compactMap(\.dueMilliseconds).map { max(0, now - $0) }.max() ?? 0
    let number = try transaction.generations.present().number
    text.add("grappe_generation", .gauge, help: "The number of the present generation.", value: Double(number))
    text.add(
      "grappe_deliveries", .gauge, help: "Deliveries in the queue.",
      samples: [([("state", "waiting")], Double(depths.waiting)), ([("state", "set-aside")], Double(depths.setAside))])
    text.add("grappe_delivery_lag_seconds", .gauge, help: "Age of the oldest waiting delivery.", value: Double(oldest) / 1e3)
    text.add(
      "grappe_jobs", .gauge, help: "Jobs by state.",
      samples: JobRecord.State.allCases.map { state in ([("state", state.rawValue)], Double(jobs.count { $0.state == state })) })
    text.add("grappe_job_lag_seconds", .gauge, help: "Delay of the job that is due for longest.", value: Double(late) / 1e3)
  }

  private func addInvocations(to text: inout MetricsText) {
    let totals = runner.counters.sorted
    func samples(_ value: (InvocationCounters.Total) -> Double) -> [(labels: [(String, String)], value: Double)] {
      totals.map { ([("plugin", $0.key.plugin), ("kind", $0.key.kind), ("outcome", $0.key.outcome)], value($0.total)) }
    }
    text.add(
      "grappe_invocations_total", .counter, help: "Invocations of plugin code since the start.", samples: samples { Double($0.count) })
    text.add(
      "grappe_invocation_cpu_seconds_total", .counter, help: "Processor time of plugin code.",
      samples: samples { Double($0.cpuMilliseconds) / 1e3 })
    text.add(
      "grappe_invocation_queue_seconds_total", .counter, help: "Time that plugin code waited for a worker.",
      samples: samples { Double($0.queueMilliseconds) / 1e3 })
    let waits = workspace.state.lockWaits
    text.add("grappe_lock_waits_total", .counter, help: "Transactions that asked for the write lock.", value: Double(waits.count))
    text.add("grappe_lock_wait_seconds_total", .counter, help: "Time that they waited for it.", value: waits.seconds)
    text.add("grappe_lock_wait_failures_total", .counter, help: "Transactions that did not get it.", value: Double(waits.failures))
  }

  private func addFiles(to text: inout MetricsText) {
    for (name, suffix, help) in [
      ("grappe_database_bytes", "", "Size of the database file."), ("grappe_wal_bytes", "-wal", "Size of its write-ahead log."),
    ] {
      var status = stat()
      let size = stat(workspace.store.path + suffix, &status) == 0 ? Int64(status.st_size) : 0
      text.add(name, .gauge, help: help, value: Double(size))
    }
  }
}
