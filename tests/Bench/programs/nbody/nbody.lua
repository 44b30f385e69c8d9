local PI, DT, DAYS = 3.141592653589793, 0.01, 365.24
local b = {}
local function init(i, x, y, z, vx, vy, vz, mass)
  b[i] = { x = x, y = y, z = z, vx = vx * DAYS, vy = vy * DAYS, vz = vz * DAYS, mass = mass * 4 * PI * PI }
end
init(1, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0)
init(2, 4.84143144246472090, -1.16032004402742839, -0.103622044471123109,
  0.00166007664274403694, 0.00769901118419740425, -0.0000690460016972063023, 0.000954791938424326609)
init(3, 8.34336671824457987, 4.12479856412430479, -0.403523417114321381,
  -0.00276742510726411133, 0.00499852801234917238, 0.0000230417297573763929, 0.000285885980666130812)
init(4, 12.8943695621391310, -15.1111514016986312, -0.223307578892655734,
  0.00296460137564761618, 0.00237847173959480950, -0.0000296589568540237556, 0.0000436624404335156298)
init(5, 15.3796971148509165, -25.9193146099879641, 0.179258772950371181,
  0.00268067772490389322, 0.00162824170038242295, -0.0000951592254519715870, 0.0000515138902046611451)
local px, py, pz = 0.0, 0.0, 0.0
for i = 1, 5 do local q = b[i]; px = px + q.vx * q.mass; py = py + q.vy * q.mass; pz = pz + q.vz * q.mass end
b[1].vx, b[1].vy, b[1].vz = -px / (4 * PI * PI), -py / (4 * PI * PI), -pz / (4 * PI * PI)
local sqrt = math.sqrt
local function advance()
  for i = 1, 5 do
    local p = b[i]
    for j = i + 1, 5 do
      local q = b[j]
      local dx, dy, dz = p.x - q.x, p.y - q.y, p.z - q.z
      local d2 = dx * dx + dy * dy + dz * dz
      local mag = DT / (d2 * sqrt(d2))
      local mj, mi = q.mass * mag, p.mass * mag
      p.vx = p.vx - dx * mj; p.vy = p.vy - dy * mj; p.vz = p.vz - dz * mj
      q.vx = q.vx + dx * mi; q.vy = q.vy + dy * mi; q.vz = q.vz + dz * mi
    end
  end
  for i = 1, 5 do local p = b[i]; p.x = p.x + DT * p.vx; p.y = p.y + DT * p.vy; p.z = p.z + DT * p.vz end
end
for n = 1, 2000000 do advance() end
local e = 0.0
for i = 1, 5 do
  local p = b[i]
  e = e + 0.5 * p.mass * (p.vx * p.vx + p.vy * p.vy + p.vz * p.vz)
  for j = i + 1, 5 do
    local q = b[j]
    local dx, dy, dz = p.x - q.x, p.y - q.y, p.z - q.z
    e = e - p.mass * q.mass / sqrt(dx * dx + dy * dy + dz * dz)
  end
end
print(string.format("%.9f", e))
