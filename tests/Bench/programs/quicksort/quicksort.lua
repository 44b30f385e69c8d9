local n, a, seed, sum = 1000000, {}, 42, 0
local function sort(lo, hi)
  local i, j = lo, hi
  local pivot = a[(lo + hi) // 2]
  repeat
    while a[i] < pivot do i = i + 1 end
    while pivot < a[j] do j = j - 1 end
    if i <= j then a[i], a[j] = a[j], a[i]; i = i + 1; j = j - 1 end
  until i > j
  if lo < j then sort(lo, j) end
  if i < hi then sort(i, hi) end
end
for round = 1, 3 do
  for i = 1, n do seed = (seed * 1309 + 13849) % 65536; a[i] = seed * 16 + i % 16 end
  sort(1, n)
  for i = 1, n do sum = sum + a[i] * (i % 7) end
end
print(sum)
