import Foundation
import Testing

/// `grappe import` of a calendar a second time, and the dry run of a plugin's importer, as people read them.
@Suite struct FeedSourceTests {
  private func write(_ events: [(uid: String, name: String)], _ workspace: DemoWorkspace) throws {
    let lines = events.flatMap {
      ["BEGIN:VEVENT", "UID:\($0.uid)", "SUMMARY:\($0.name)", "DTSTART;VALUE=DATE:20990102", "CATEGORIES:festival", "END:VEVENT"]
    }
    let text = (["BEGIN:VCALENDAR", "X-WR-CALNAME:Voisins"] + lines + ["END:VCALENDAR", ""]).joined(separator: "\r\n")
    try Data(text.utf8).write(to: workspace.directory.appending(path: "agenda.ics"))
  }

  private func take(_ workspace: DemoWorkspace, _ options: String...) throws -> String {
    let run = try workspace.grappe.run(["import", "agenda.ics", "--as", "event"] + options, language: "en")
    try #require(run.status == 0, "\(run.errors)")
    return run.output
  }

  @Test("what was changed here waits, what is withdrawn is said, and history tells where a record comes from")
  func again() throws {
    let workspace = try DemoWorkspace.fresh()
    try write([("a@x", "Alpha"), ("b@x", "Beta")], workspace)
    #expect(try take(workspace).contains("2 added"))
    #expect(try take(workspace).contains("0 added, 0 updated, 2 unchanged."))
    let id = try workspace.grappe("eval", "return grappe.events.first{ name = 'Alpha' }.id").output
    let renamed = try workspace.grappe("eval", "--write", "return grappe.events.set('\(id.dropLast())', { name = 'Ours' }).name")
    #expect(renamed.output == "Ours\n", "\(renamed.errors)")
    try write([("a@x", "Alpha 2")], workspace)
    let later = try take(workspace)
    #expect(later.contains("2 records were changed here and there, or are to be cancelled"), "\(later)")
    #expect(later.contains("1 object of “agenda.ics · Voisins” is no longer there"), "\(later)")
    let history = try workspace.grappe.run(["history", "event", String(id.dropLast())], language: "en").output
    #expect(history.hasPrefix("From “agenda.ics · Voisins” (licence: –), read "), "\(history)")
    let queue = try workspace.grappe.run(["proposals"], language: "en").output
    #expect(queue.contains("Ours") || queue.contains("Alpha 2") || queue.contains("agenda.ics"), "\(queue)")
  }

  @Test("the dry run of an importer says how many records it would add and change, and keeps none")
  func trial() throws {
    let workspace = try DemoWorkspace.fresh()
    let plugin = TestPlugin(
      name: "lister", permissions: "actors = { access = \"write\", reason = { fr = \"ajouter\", en = \"to add\" } }",
      initLua: """
        grappe.field("actor", "seen", { type = "boolean", label = { fr = "Vu", en = "Seen" } })
        grappe.importer { id = "list", title = { fr = "Liste", en = "List" }, run = function(rows)
          for row in rows do
            grappe.actors.add{ id = row.id, name = row.name, kind = "company" }
            grappe.actors.set(row.id, { city = "Namur" })
          end
          grappe.actors.set("kikk", { ["lister.seen"] = true })
        end }
        """)
    let installed = try plugin.install(into: workspace)
    try #require(installed.status == 0, "\(installed.errors)")
    try Data("id,name\nxa,A\nxb,B\nxc,C\n".utf8).write(to: workspace.directory.appending(path: "list.csv"))
    let run = try workspace.grappe.run(["import", "list.csv", "--as", "lister:list", "--dry-run"], language: "en")
    #expect(run.status == 0 && run.output.contains("actor: 3 added, 1 changed, 0 deleted"), "\(run.output) \(run.errors)")
    #expect(try workspace.grappe("eval", "return grappe.actors.count{ id = { 'xa', 'xb' } }").output == "0\n")
    let kept = try workspace.grappe.run(["import", "list.csv", "--as", "lister:list"], language: "en")
    #expect(kept.status == 0 && !kept.output.contains("3 added"), "\(kept.output)")
  }
}
