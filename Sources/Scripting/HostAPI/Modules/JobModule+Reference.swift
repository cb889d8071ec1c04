import Ecosystem
import Localization

extension JobModule {
  private typealias Value = FunctionDescription.Value

  /// The reference of `grappe.job`.
  static let reference = ModuleReference(
    "grappe", doc: "hostapi.job-module.what-plugin-does-itself",
    functions: [
      FunctionDescription(
        "grappe.job",
        doc: "hostapi.job-module.registers-job-what-was",
        parameters: [
          Value("job", "grappe.JobDeclaration", doc: "hostapi.job-module.name-when-what")
        ], permissions: [.write("jobs")], place: .registration,
        example: """
          grappe.job {
            id = "barometer",
            cron = "0 6 1 * *",
            zone = "Europe/Brussels",
            run = function(job)
              grappe.log.info("for " .. job.meant_at)
            end,
          }
          """)
    ], classes: [declaration, run])

  private static let declaration = ClassDescription(
    "grappe.JobDeclaration", doc: "hostapi.job-module.job-exactly-one-cron",
    fields: [
      Value("id", "string", doc: "hostapi.job-module.name-within-plugin"),
      Value("title", "string|table<string, string>", isOptional: true, doc: "hostapi.job-module.people"),
      Value(
        "cron", "string", isOptional: true,
        doc: "hostapi.job-module.minute-hour-day-month"),
      Value("every", "string", isOptional: true, doc: "hostapi.job-module.from-1s-366d-such"),
      Value(
        "at", "string", isOptional: true, doc: "hostapi.job-module.once-only-such-2026"),
      Value(
        "zone", "string", isOptional: true, doc: "hostapi.job-module.iana-zone-cron-else"),
      Value("run", "fun(job: grappe.JobRun)", doc: "hostapi.job-module.job-itself"),
    ])

  private static let run = ClassDescription(
    "grappe.JobRun", doc: "hostapi.job-module.one-run-job",
    fields: [
      Value("id", "string", doc: "hostapi.job-module.job"),
      Value("meant_at", "grappe.Instant", doc: "hostapi.job-module.moment-was-meant"),
      Value("attempt", "integer", doc: "hostapi.job-module.attempt-from-1"),
    ])
}
