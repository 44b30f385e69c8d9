local size, limit, inside = 1000, 200, 0
for y = 0, size - 1 do
  local ci = 2.0 * y / size - 1.0
  for x = 0, size - 1 do
    local cr, zr, zi, n = 2.0 * x / size - 1.5, 0.0, 0.0, 0
    while n < limit and zr * zr + zi * zi <= 4.0 do
      local t = zr * zr - zi * zi + cr
      zi = 2.0 * zr * zi + ci
      zr = t
      n = n + 1
    end
    if n == limit then inside = inside + 1 end
  end
end
print(inside)
