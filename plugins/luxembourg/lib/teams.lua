-- The smallest teams that cover a set of needs. Pure: it reads no records.
local teams = {}

--- Maximum number of needs of one search: they are bits of an integer.
teams.needs_max = 24
--- Maximum size of a team.
teams.size_max = 6

local function bits(mask)
  local count = 0
  while mask ~= 0 do
    mask = mask & (mask - 1)
    count = count + 1
  end
  return count
end

--- For each need the candidates that bring it; a need without candidates is left out of `reachable`.
local function holders_of(needs, candidates)
  local holders, reachable, missing = {}, 0, {}
  for bit, need in ipairs(needs) do
    local list = {}
    for position, candidate in ipairs(candidates) do
      if candidate.brings[need] then
        list[#list + 1] = position
      end
    end
    holders[bit] = list
    if #list > 0 then
      reachable = reachable | 1 << (bit - 1)
    else
      missing[#missing + 1] = need
    end
  end
  return holders, reachable, missing
end

local function masks_of(needs, candidates)
  local masks = {}
  for position, candidate in ipairs(candidates) do
    local mask = 0
    for bit, need in ipairs(needs) do
      if candidate.brings[need] then
        mask = mask | 1 << (bit - 1)
      end
    end
    masks[position] = mask
  end
  return masks
end

--- The uncovered need with the fewest holders: branching there keeps the search small.
local function scarcest(open, holders)
  local best
  for bit = 1, #holders do
    if open & 1 << (bit - 1) ~= 0 and (not best or #holders[bit] < #holders[best]) then
      best = bit
    end
  end
  return best
end

local function key_of(team)
  local sorted = table.move(team, 1, #team, 1, {})
  table.sort(sorted)
  return table.concat(sorted, ","), sorted
end

--- All teams of exactly `size` members that cover `open`, at most `limit`.
local function search(open, size, holders, masks, widest, limit)
  local found, seen, team = {}, {}, {}
  local function extend(rest)
    if #found >= limit then
      return
    end
    if rest == 0 then
      local key, sorted = key_of(team)
      if not seen[key] then
        seen[key], found[#found + 1] = true, sorted
      end
      return
    end
    -- The remaining candidates cannot cover more than `widest` needs each.
    if (size - #team) * widest < bits(rest) then
      return
    end
    for _, position in ipairs(holders[scarcest(rest, holders)]) do
      team[#team + 1] = position
      extend(rest & ~masks[position])
      team[#team] = nil
    end
  end
  extend(open)
  return found
end

--- The smallest teams of `candidates` (each `{ id=, brings = { need = true } }`) that cover `needs`, a list of keys.
--- Needs without candidates are returned separately and left out of the search. Returns the teams as lists of positions, at most
--- `limit`, the missing needs, and whether a cover within `size_max` members exists.
function teams.smallest(needs, candidates, limit)
  assert(#needs <= teams.needs_max, "too many needs")
  local holders, open, missing = holders_of(needs, candidates)
  if open == 0 then
    return {}, missing, #needs == 0
  end
  local masks, widest = masks_of(needs, candidates), 0
  for _, mask in ipairs(masks) do
    widest = math.max(widest, bits(mask))
  end
  for size = 1, teams.size_max do
    local found = search(open, size, holders, masks, widest, limit)
    if #found > 0 then
      return found, missing, true
    end
  end
  return {}, missing, false
end

return teams
