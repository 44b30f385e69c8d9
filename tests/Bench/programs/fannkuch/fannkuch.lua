local n = 10
local p, q, s = {}, {}, {}
for i = 0, n - 1 do p[i] = i; s[i] = i end
local sign, maxflips, checksum, more = 1, 0, 0, true
while more do
  if p[0] ~= 0 then
    for i = 0, n - 1 do q[i] = p[i] end
    local flips, k = 0, q[0]
    repeat
      local i, j = 0, k
      while i < j do q[i], q[j] = q[j], q[i]; i = i + 1; j = j - 1 end
      flips = flips + 1
      k = q[0]
    until k == 0
    if flips > maxflips then maxflips = flips end
    checksum = checksum + sign * flips
  end
  if sign == 1 then
    p[0], p[1] = p[1], p[0]
    sign = -1
  else
    p[1], p[2] = p[2], p[1]
    sign = 1
    local r = 2
    while more and r < n and s[r] == 0 do
      s[r] = r
      if r == n - 1 then more = false
      else
        local t = p[0]
        for i = 0, r do p[i] = p[i + 1] end
        p[r + 1] = t
      end
      r = r + 1
    end
    if more and r < n then s[r] = s[r] - 1 end
  end
end
print(checksum .. " " .. maxflips)
