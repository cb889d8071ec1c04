import Ecosystem

extension JobModule {
  private typealias Value = FunctionDescription.Value

  /// The reference of `grappe.job`.
  static let reference = ModuleReference(
    "grappe", fr: "Ce qu'un greffon fait de lui-même, quand un hôte sert l'espace de travail.",
    en: "What a plugin does by itself, while a host serves the workspace.",
    functions: [
      FunctionDescription(
        "grappe.job",
        fr: """
          Enregistre une tâche. Ce qui a été manqué est rattrapé une fois ; un échec est retenté, puis mis de côté. grappe jobs \
          les montre.
          """,
        en: """
          Registers a job. What was missed is caught up once; a failure is tried again, then set aside. grappe jobs shows them.
          """,
        parameters: [
          Value("job", "grappe.JobDeclaration", fr: "Son nom, quand et quoi.", en: "Its name, when and what.")
        ], permission: .write("jobs"), place: .registration,
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
    "grappe.JobDeclaration", fr: "Une tâche : exactement un de cron, every et at.",
    en: "A job: exactly one of cron, every and at.",
    fields: [
      Value("id", "string", fr: "Son nom dans le greffon.", en: "Its name within the plugin."),
      Value("title", "string|table<string, string>", isOptional: true, fr: "Pour les personnes.", en: "For people."),
      Value(
        "cron", "string", isOptional: true,
        fr: "Minute, heure, jour du mois, mois, jour de la semaine, comme dans crontab(5).",
        en: "Minute, hour, day of the month, month, day of the week, as in crontab(5)."),
      Value("every", "string", isOptional: true, fr: "De 1s à 366d, comme 15m.", en: "From 1s to 366d, such as 15m."),
      Value(
        "at", "string", isOptional: true, fr: "Une seule fois, comme 2026-05-01T06:00.",
        en: "Once only, such as 2026-05-01T06:00."),
      Value(
        "zone", "string", isOptional: true, fr: "Un fuseau IANA pour cron et at ; UTC sinon.",
        en: "An IANA zone for cron and at; else UTC."),
      Value("run", "fun(job: grappe.JobRun)", fr: "La tâche même.", en: "The job itself."),
    ])

  private static let run = ClassDescription(
    "grappe.JobRun", fr: "Une exécution d'une tâche.", en: "One run of a job.",
    fields: [
      Value("id", "string", fr: "La tâche.", en: "The job."),
      Value("meant_at", "grappe.Instant", fr: "Le moment prévu.", en: "The moment it was meant for."),
      Value("attempt", "integer", fr: "La tentative, à partir de 1.", en: "The attempt, from 1."),
    ])
}
