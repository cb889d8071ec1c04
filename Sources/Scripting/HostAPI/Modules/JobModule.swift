import Ecosystem
import Localization
import Lua
import Sandbox

/// `grappe.job`: functions that a plugin runs on a schedule, by calendar or interval.
enum JobModule {
  static let entries: [String: HostEntry] = ["job": function("grappe.job", job)]

  private static func job(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    try call.endOfArguments(after: 1)
    let table = try call.table(1, "job")
    let id = try RegistrationModule.identifier(try table.text("id", in: "the job"), "the id of a job", allowing: "-_")
    let what = "job \"\(id)\""
    try table.requireOnly(["id", "title", "cron", "every", "at", "zone", "run"], in: what)
    let job = Registrations.Job(
      id: id, title: try table.localizedText("title", in: what) ?? LocalizedText(verbatim: id),
      schedule: try schedule(table, what), run: try table.function("run", in: what))
    try context.permissions.require(.write, "jobs")
    return try RegistrationModule.register(call, context) { registrations throws(APIUsageError) in
      guard !registrations.jobs.contains(where: { $0.id == id }) else {
        throw APIUsageError(
          "hostapi.job-module.registered-twice", ["what": what.noun])
      }
      registrations.jobs.append(job)
    }
  }

  private static func schedule(_ table: LuaTable, _ what: String) throws(APIUsageError) -> JobSchedule {
    func text(_ name: String) throws(APIUsageError) -> String? {
      table.fields[name] == nil ? nil : try table.text(name, in: what)
    }
    let (cron, every, at, zone) = (try text("cron"), try text("every"), try text("at"), try text("zone"))
    do throws(ScheduleProblem) { return try JobSchedule(cron: cron, every: every, at: at, zone: zone) } catch {
      throw APIUsageError(
        "hostapi.job-module.text", ["what": what.noun, "error": LocalizedText(composing: error.message(in:))])
    }
  }
}

extension Registrations.Job {
  /// Returns the argument of the job's function.
  ///
  /// - Parameters:
  ///   - meantAt: the scheduled time of the run, RFC 3339 in UTC.
  ///   - attempt: from 1.
  public static func argument(id: String, meantAt: String, attempt: Int) -> LuaValue {
    LuaValue(.map(["id": .text(id), "meant_at": .text(meantAt), "attempt": .integer(Int64(attempt))]))
  }
}
