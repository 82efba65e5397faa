-- Load for wrk: `wrk ... -s load.lua URL -- DIRECTORY JOURNEY round|echo`. A round answers the form that the
-- answer before it brought; an echo sends the body of such a round, always the same.
-- Both read every answer, so that the load itself costs the same.
local ready = {}
local before, after, whole, journey, kind
local headers = {
  ["Content-Type"] = "application/json",
  ["Accept-API-Version"] = "protocol=1.0,resource=2.1",
  ["Accept-Language"] = "de-CH,de;q=0.9,en;q=0.8",
  ["User-Agent"] = "Mozilla/5.0 (X11; Linux x86_64)",
}
local path = "/am/json/realms/root/authenticate"

local function read(name)
  local file = assert(io.open(name, "rb"))
  local text = file:read("*a")
  file:close()
  return text
end

function init(args)
  journey, kind = args[2], args[3]
  local file = args[1] .. "/" .. journey
  before, after, whole = read(file .. ".before"), read(file .. ".after"), read(file .. ".whole")
end

function request()
  if kind == "echo" then return wrk.format("POST", "/echo", headers, whole) end
  local auth_id = table.remove(ready)
  if auth_id == nil then
    return wrk.format("POST", path .. "?authIndexType=service&authIndexValue=" .. journey, headers, "")
  end
  return wrk.format("POST", path, headers, before .. auth_id .. after)
end

function response(status, _, body)
  local auth_id = body:match('"authId":"([^"]+)"')
  if kind == "round" and status == 200 then ready[#ready + 1] = auth_id end
end
