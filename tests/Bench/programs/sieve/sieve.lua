local size = 8190
local flags = {}
local count
for round = 1, 20000 do
  count = 0
  for i = 0, size do flags[i] = true end
  for i = 0, size do
    if flags[i] then
      local prime = i + i + 3
      local k = i + prime
      while k <= size do flags[k] = false; k = k + prime end
      count = count + 1
    end
  end
end
print(count)
