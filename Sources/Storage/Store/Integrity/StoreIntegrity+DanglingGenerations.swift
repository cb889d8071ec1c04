extension StoreIntegrity {
  /// Finds references to missing generations: `generation_plugin 3`, `generation_change 4`, `restored 7`. Without any generation,
  /// data of plugins that were installed once is reported as well.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when the query fails;
  ///   `.sqlite` when a table is missing.
  public func danglingGenerations() throws -> [String] {
    let connection = try open()
    var found: [String] = []
    let sql = """
      SELECT DISTINCT 'generation_plugin ' || generation FROM generation_plugin
        WHERE generation NOT IN (SELECT number FROM generation)
      UNION SELECT 'generation_change ' || generation FROM generation_change
        WHERE generation NOT IN (SELECT number FROM generation)
      UNION SELECT 'generation_change ' || undone_by FROM generation_change
        WHERE undone_by NOT IN (SELECT number FROM generation)
      UNION SELECT 'restored ' || value FROM counter
        WHERE name = '\(StoreBackup.restorationCounter)' AND value > (SELECT coalesce(max(number), 0) FROM generation)
      UNION SELECT 'plugin_data ' || plugin FROM plugin_data WHERE NOT EXISTS (SELECT 1 FROM generation)
      ORDER BY 1
      """
    try explaining { try connection.run(sql) { found.append($0.text(0)) } }
    return found
  }
}
