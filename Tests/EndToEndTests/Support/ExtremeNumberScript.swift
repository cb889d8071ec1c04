import Ecosystem
import HostAPI

/// Lua code that calls the API with extreme numbers, generated from the reference and the model, so that new functions and
/// fields are covered without a change here.
///
/// The example of each function runs against a stub of `grappe` and `doc`: each recorded call is repeated with every value in
/// its arguments, and every field that the reference lists for them, replaced by every extreme value.
enum ExtremeNumberScript {
  /// The last line of each script's output, after it has undone its writes.
  static let end = "every call came back"

  /// Returns a script that replaces the arguments of the functions of one table of the API, inside one document.
  static func functions(_ functions: [FunctionDescription], classes: [ClassDescription]) -> String {
    let parts = functions.map { function in
      let names = fields(of: function, classes).map { "\"\($0)\"" }.joined(separator: ", ")
      return """
        target, arity, names = "\(function.name)", \(function.parameters.count), { \(names) }
        run(function()
          local grappe, doc = stand_in(grappe, "grappe"), stand_in(document, "doc")
          \(function.example)
        end)
        """
    }
    return prelude + "local document = grappe.document { title = \"x\" }\n" + parts.joined(separator: "\n")
  }

  /// Returns a script that gives every field of an entity every extreme value, in existing and new records, in filters and
  /// bounds.
  static func fields(of entity: EntityDescription) -> String {
    let names = entity.ownFields.map { "\"\($0.id)\"" }.joined(separator: ", ")
    return prelude + "set_fields(grappe.\(entity.collection), { \(names) })\n"
  }

  /// Calls every function of funding for the stored data.
  static let questions = prelude + "ask()\n"

  static func ended(_ script: String) -> String { script + "\nerror(\"\(end) (\" .. calls .. \" calls)\", 0)\n" }

  /// Returns the fields of the tables that a function takes, and of the tables within them.
  private static func fields(of function: FunctionDescription, _ classes: [ClassDescription]) -> [String] {
    let byName = Dictionary(classes.map { ($0.name, $0) }) { first, _ in first }
    var names: Set<String> = []
    var waiting = function.parameters.map(\.type)
    var seen: Set<String> = []
    while let type = waiting.popLast() {
      for word in type.split(whereSeparator: { !$0.isLetter && $0 != "." }).map(String.init) {
        guard let found = byName[word], seen.insert(word).inserted else { continue }
        for field in found.fields where field.name.allSatisfy({ $0.isLetter || $0 == "_" }) {
          names.insert(field.name)
          waiting.append(field.type)
        }
      }
    }
    return names.sorted()
  }

  private static let prelude = #"""
    local huge = 9007199254740992
    local extremes = {
      0, -0.0, 1, -1, 1.5, huge, -huge, 2.0 ^ 53, math.maxinteger, math.mininteger, 2.0 ^ 63, -2.0 ^ 63, 1e300, -1e300, 1e-300,
      5e-324, 0 / 0, 1 / 0, -1 / 0, 1000000000000000, 1000000000000001, "", "0000", "9999-12-31", "0000-01-01",
      { amount = math.maxinteger, currency = "EUR" }, { amount = math.mininteger, currency = "EUR" },
      { amount = 1000000000000000, currency = "EUR" }, { amount = -1000000000000000, currency = "EUR" },
      { amount = 0 / 0, currency = "EUR" }, { math.mininteger, 1e300 }, { date = "0000" },
    }
    local target, arity, names, calls = nil, 0, {}, 0

    local function attempt(f, arguments, count)
      calls = calls + 1
      local answer = table.pack(pcall(f, table.unpack(arguments, 1, count)))
      if answer[1] and type(answer[2]) == "function" then
        for _ = 1, 3 do pcall(answer[2], { math.maxinteger, 1e300 }) end
      elseif answer[1] then
        pcall(grappe.json.encode, answer[2])
      end
    end

    local function keys_of(t)
      local keys = {}
      for key in pairs(t) do keys[#keys + 1] = key end
      return keys
    end

    local function copy(value)
      if type(value) ~= "table" then return value end
      local made = {}
      for key, inner in pairs(value) do made[key] = copy(inner) end
      return made
    end

    local function vary(f, arguments, count, place, key, depth)
      local former = place[key]
      for i = 1, #extremes do
        place[key] = copy(extremes[i])
        attempt(f, arguments, count)
      end
      place[key] = former
      if type(former) ~= "table" or depth > 3 then return end
      local keys = keys_of(former)
      for i = 1, math.min(#keys, 12) do vary(f, arguments, count, former, keys[i], depth + 1) end
      for _, name in ipairs(names) do
        if former[name] == nil then
          for i = 1, #extremes do
            former[name] = copy(extremes[i])
            attempt(f, arguments, count)
          end
          former[name] = nil
        end
      end
    end

    local function varied(f, isMethod)
      return function(...)
        local given = table.pack(...)
        local first = isMethod and 2 or 1
        local arguments = {}
        for i = 1, given.n do arguments[i] = i < first and given[i] or copy(given[i]) end
        local last = math.max(given.n, arity + first - 1)
        for i = first, last do vary(f, arguments, last, arguments, i, 0) end
        return f(...)
      end
    end

    function stand_in(real, path)
      local isMethod = path == "doc"
      return setmetatable({}, { __index = function(self, name)
        local value, full = real[name], path .. (isMethod and ":" or ".") .. name
        if type(value) == "table" then return stand_in(value, full) end
        if type(value) ~= "function" then return value end
        local called = full == target and varied(value, isMethod) or value
        if not isMethod then return called end
        return function(_, ...) return called(real, ...) end
      end })
    end

    function run(example)
      local isFine, problem = pcall(example)
      if not isFine then print(target .. ": " .. tostring(problem)) end
    end

    function ask()
      local funding = grappe.funding
      for _, actor in ipairs(grappe.actors.find({}, { limit = 5 })) do
        for _, day in ipairs { "2024-06-01", "0000-01-01", "9999-12-31" } do
          pcall(funding.headroom, actor.id, day)
          pcall(funding.route, { holder = actor.id, costs = {
            prototype = { amount = 1000000000000000, currency = "EUR" }, export = { amount = 1, currency = "EUR" } } },
            { as_of = day })
        end
        pcall(funding.sme, actor.id)
        pcall(funding.match, actor.id)
      end
      for _, collection in ipairs { "programmes", "calls", "projects", "awards" } do
        for _, record in ipairs(grappe[collection].find({}, { limit = 5 })) do
          pcall(funding.returns, { subject = record.id })
          if collection == "projects" then pcall(funding.route, record.id) end
        end
      end
      pcall(grappe.network.measures, {}, { weighted = true })
      pcall(grappe.network.communities, {}, { weighted = true })
    end

    function set_fields(collection, fields)
      local record = collection.find({}, { limit = 1 })[1]
      for _, field in ipairs(fields) do
        for i = 1, #extremes do
          local value = extremes[i]
          calls = calls + 1
          if record and field ~= "id" then pcall(collection.set, record.id, { [field] = copy(value) }) end
          local new = copy(record or {})
          new.id, new[field] = nil, copy(value)
          pcall(collection.add, new)
          pcall(collection.count, { [field] = copy(value) })
          pcall(collection.find, { [field] = { gte = copy(value) } }, { order = field, limit = 1 })
          pcall(collection.find, { near = { lat = value, lon = value, km = value } }, { limit = value, offset = value })
        end
      end
      ask()
    end

    """#
}
