-- The same with lua-sql-sqlite3: a new table for each row, as one needs it to keep rows.
local environment = require("luasql.sqlite3").sqlite3()
local connection = environment:connect(...)
local start, rows, bytes = os.clock(), 0, 0
local cursor = connection:execute("SELECT id, name, kind, city, website FROM actor ORDER BY rowid")
local actor = cursor:fetch({}, "a")
while actor do
  rows, bytes = rows + 1, bytes + #actor.name
  actor = cursor:fetch({}, "a")
end
print(os.clock() - start)
