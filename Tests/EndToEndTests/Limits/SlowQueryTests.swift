import Foundation
import Testing

/// Queries of `grappe.sql` that would take hours: the processor limit ends them, whatever SQLite is doing.
@Suite struct SlowQueryTests {
  static let queries = [
    "SELECT count(*) AS n FROM actors a, actors b, actors c, actors d WHERE a.name || b.name < c.name || d.name",
    "SELECT a.name FROM actors a, actors b, actors c, actors d ORDER BY a.name || b.name || c.name || d.name LIMIT 1",
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n ORDER BY 1 DESC) SELECT max(i) AS m FROM n",
    "SELECT sum(length(printf('%.*c', 900000, 'x') || a.id || b.id || c.id)) AS n FROM actors a, actors b, actors c",
    "SELECT sum(instr(printf('%.*c', 900000, 'a'), printf('%.*c', 400000, 'a') || a.id || b.id)) AS n FROM actors a, actors b",
    "SELECT max(s) AS m FROM (SELECT sum(length(a.name)) OVER (PARTITION BY a.id ORDER BY b.name) AS s FROM actors a, actors b), actors c, actors d",
    "SELECT sum((printf('%.*c', 300000, 'a') || a.id || b.id) LIKE '%aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab%') AS n FROM actors a, actors b",
    "SELECT max(length(g)) AS m FROM (SELECT group_concat(a.id) AS g FROM actors a, actors b, actors c GROUP BY b.id || c.id)",
    "SELECT sum(json_valid('[' || printf('%.*c', 900000, '[') || a.id || b.id)) AS n FROM actors a, actors b",
  ]

  @Test("a slow query ends as cpu, never as stuck, first or later, reading or writing", arguments: queries)
  func slow(query: String) throws {
    let workspace = try DemoWorkspace.fresh()
    for (before, flags) in [("", []), ("actors.count{}", []), ("", ["--write"]), ("actors.set('kikk', { city = 'Liège' })", ["--write"])] {
      let run = try workspace.grappe.run(
        ["eval", "--lang", "en", "--cpu", "300ms"] + flags + ["\(before) return grappe.sql([[\(query)]])"])
      #expect(run.status == 4, "\(run.status) \(run.output)\(run.errors)")
      #expect(run.errors.contains("limit cpu") || run.errors.contains("limit memory"), "\(before) \(flags): \(run.errors)")
    }
    #expect(try workspace.grappe("eval", "actors.get('kikk').city").output == "Namur\n")
  }
}
