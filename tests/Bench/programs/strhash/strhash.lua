local tbl, distinct, seed, most = {}, 0, 42, 0
local byte, char = string.byte, string.char
local function hash(s)
  local h = 5381
  for i = 1, #s do h = (h * 33 + byte(s, i)) % 1000003 end
  return h % 1024
end
local function note(s)
  local h = hash(s)
  local e = tbl[h]
  while e and e.key ~= s do e = e.next end
  if not e then e = { key = s, count = 0, next = tbl[h] }; tbl[h] = e; distinct = distinct + 1 end
  e.count = e.count + 1
end
local function makeword()
  seed = (seed * 1309 + 13849) % 65536
  local w, i = "", seed % 3000
  repeat w = w .. char(97 + i % 26); i = i // 26 until i == 0
  return w .. "ing"
end
for i = 1, 3000000 do note(makeword()) end
for _, e in pairs(tbl) do while e do if e.count > most then most = e.count end; e = e.next end end
print(distinct .. " " .. most)
