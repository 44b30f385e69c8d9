local n = 300
local a, b, c = {}, {}, {}
for i = 1, n do
  a[i], b[i], c[i] = {}, {}, {}
  for j = 1, n do a[i][j] = (i + j) % 7 + 0.0; b[i][j] = (i - j) * 0.5 end
end
for round = 1, 10 do
  for i = 1, n do
    for j = 1, n do
      local s = 0.0
      for k = 1, n do s = s + a[i][k] * b[k][j] end
      c[i][j] = s
    end
  end
end
local s = 0.0
for i = 1, n do s = s + c[i][n + 1 - i] end
print(string.format("%.2f", s))
