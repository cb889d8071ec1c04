local function has(text, words)
  return text:find(words, 1, true) ~= nil
end

--- The words of a text before its placeholder `{name}`.
local function before(key, name)
  return (grappe.t(key, { [name] = "\0" }):match("^[^\0]*"))
end

--- The names of the territories without actors, as the report lists them.
local function silent(text)
  local position = text:find(before("territoires.silent_names", "names"), 1, true)
  return text:sub(position):match("[^\n]*\n?[^\n]*")
end

test("a row with a NUTS code lies in the ISO territory of the same area", function(t)
  local actor = grappe.actors.add { name = "Essai", kind = "company", territory = "FRL04" }
  for _, around in ipairs { "FR-13", "FR-PAC", "FR", "area-eu" } do
    t.equal(grappe.actors.count { id = actor.id, territory = around }, 1)
  end
  t.equal(grappe.actors.count { id = actor.id, territory = "FR-06" }, 0)
  t.equal(grappe.actors.count { id = actor.id, territory = "FRL04" }, 1)
end)

test("every NUTS code hangs below an ISO territory of its own country", function(t)
  local count = 0
  for nuts in grappe.territories.each { scheme = "nuts" } do
    local around = nuts
    while around.scheme == "nuts" do around = grappe.territories.get(around.parent) end
    t.equal(around.id:sub(1, 2), nuts.code:sub(1, 2))
    count = count + 1
  end
  t.equal(count, 26)
end)

test("the report counts what lies in a territory and names those without actors", function(t)
  local hainaut = grappe.label("BE-WHT", "territory")
  local first = t.report("territoires", { territory = "BE-WAL" })
  t.equal(has(first, "BE35"), true)
  t.equal(has(silent(first), hainaut), true)
  grappe.actors.add { name = "Essai", kind = "company", territory = "BE32" }
  local after = t.report("territoires", { territory = "BE-WAL" })
  t.equal(has(silent(after), hainaut), false)
end)

test("a funding line counts where it is named, not in what lies inside", function(t)
  grappe.calls.add { name = "Essai", level = "regional", territories = { "BE-WNA" } }
  local text = t.report("territoires", { territory = "BE-WAL" })
  t.equal(text:match("BE%-WNA%s+BE35%s+(%d+)%s+%d+%s+(%d+)%s+(%d+)"), "0")
  t.equal(select(3, text:match("BE%-WNA%s+BE35%s+(%d+)%s+%d+%s+(%d+)%s+(%d+)")), "1")
  t.equal(select(3, text:match("BE%-WAL%s+BE3%s+(%d+)%s+%d+%s+(%d+)%s+(%d+)")), "0")
end)

test("a code of either classification tells where it lies", function(t)
  local rows = t.run("territoire", { code = "BE35" })
  t.equal({ rows[#rows].code, rows[#rows - 1].code, rows[#rows - 2].code }, { "BE35", "BE-WNA", "BE-WAL" })
  local brussels = t.run("territoire", { code = "BE-BRU" })
  t.equal(brussels[#brussels].code, "BE100")
  t.raises(function() t.run("territoire", { code = "XX9" }) end, "XX9")
end)

test("a town and an area of municipalities count the actors of their towns, filed under a province or a NUTS code", function(t)
  grappe.actors.add { name = "Essai un", kind = "company", territory = "BE-WHT", city = "Tournai", sectors = { "xr" } }
  grappe.actors.add { name = "Essai deux", kind = "company", territory = "BE32", city = "Mouscron" }
  grappe.actors.add { name = "Essai trois", kind = "company", territory = "BE-WHT", city = "Charleroi" }
  grappe.actors.add { name = "Essai quatre", kind = "company", territory = "BE-WNA", city = "Tournai" }
  local text = t.report("territoires", { territory = "BE-WHT" })
  t.equal({ text:match("area%-wallonie%-picarde%s+(%d+)%s+(%d+)") }, { "2", "1" })
  t.equal(has(text, before("territoires.silent_names", "names")), false)
end)

test("actors of which only the region is known are told beside the empty provinces", function(t)
  grappe.actors.add { name = "Essai", kind = "company", territory = "BE-WAL" }
  local told = grappe.t("territoires.unplaced", { name = grappe.label("BE-WAL", "territory"), count = 1 })
  t.equal(has(t.report("territoires", { territory = "BE-WAL" }):gsub("%s+", " "), told), true)
end)

test("an invented example counts in no territory", function(t)
  grappe.actors.add { name = "Essai", kind = "company", territory = "BE-WLX", source = "illustratif" }
  grappe.calls.add { name = "Essai", level = "regional", territories = { "BE-WLX" }, source = "illustratif" }
  t.equal({ t.report("territoires", { territory = "BE-WLX" }):match("BE%-WLX%s+BE34%s+(%d+)%s+%d+%s+%d+%s+(%d+)") }, { "0", "0" })
end)

test("a planned actor counts in no territory", function(t)
  grappe.actors.add { name = "Essai", kind = "company", territory = "BE-WLX", sectors = { "xr" }, standing = "proposed" }
  t.equal({ t.report("territoires", { territory = "BE-WLX" }):match("BE%-WLX%s+BE34%s+(%d+)%s+(%d+)") }, { "0", "0" })
end)
