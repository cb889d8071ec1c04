-- Runs before a file of the official Lua 5.4 tests, in the same state. Stands in for what the sandbox leaves out on
-- purpose, so that the rest of the file can run; what needs the real thing is blanked by `files.list`.

-- The tests' own switches: portable only, no long-running parts, no messages about what is skipped.
_port, _soft, _nomsg = true, true, true

local loaded = { string = string, table = table, utf8 = utf8, math = math, coroutine = coroutine, os = os }

function require(name)
  return loaded[name] or error("module '" .. name .. "' is not part of the sandbox", 2)
end

-- Collection is the host's affair. `count` is allowed, and is all that the sandbox gives.
local count = collectgarbage
function collectgarbage(option)
  if option == "count" then return count("count") end
  return 0
end

-- Some files use a file handle as an example of a userdata, and write their progress.
local handle = coroutine.create(function() end)
io = { stdin = handle, stdout = handle, stderr = handle, write = function() end }

local function setlocale(name) return (name == nil or name == "C") and "C" or nil end
os = setmetatable({ setlocale = setlocale }, { __index = os })
loaded.os = os

-- Only what a file needs to get past its head; a use of it fails.
debug = {}
loaded.debug = debug
