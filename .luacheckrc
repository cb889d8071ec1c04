-- What luacheck knows of the sandbox (docs/LUA_API.md).
std = "lua54"
max_line_length = 140
-- Functions that the host calls name all that they are given.
unused_args = false
-- 512: a loop that returns its first row is how the first record of a collection is read.
ignore = { "512" }
read_globals = { "grappe" }
exclude_files = { "plugins/meta/**" }
files["plugins/*/tests"] = { read_globals = { "test" } }
files["plugins/**/tests/**"] = { read_globals = { "test" } }
