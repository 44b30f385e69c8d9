program nbody;
const steps = {size}2000000; bodies = 5; dt = 0.01; pi = 3.141592653589793;
type body = record x, y, z, vx, vy, vz, mass: real end;
var b: array[1..bodies] of body;

procedure init(i: integer; x, y, z, vx, vy, vz, mass: real);
const days = 365.24;
begin
  b[i].x := x; b[i].y := y; b[i].z := z;
  b[i].vx := vx * days; b[i].vy := vy * days; b[i].vz := vz * days;
  b[i].mass := mass * 4 * pi * pi
end;

procedure offset;
var i: integer; px, py, pz: real;
begin
  px := 0; py := 0; pz := 0;
  for i := 1 to bodies do
  begin
    px := px + b[i].vx * b[i].mass;
    py := py + b[i].vy * b[i].mass;
    pz := pz + b[i].vz * b[i].mass
  end;
  b[1].vx := -px / (4 * pi * pi); b[1].vy := -py / (4 * pi * pi); b[1].vz := -pz / (4 * pi * pi)
end;

function energy: real;
var i, j: integer; e, dx, dy, dz: real;
begin
  e := 0;
  for i := 1 to bodies do
  begin
    e := e + 0.5 * b[i].mass * (b[i].vx * b[i].vx + b[i].vy * b[i].vy + b[i].vz * b[i].vz);
    for j := i + 1 to bodies do
    begin
      dx := b[i].x - b[j].x; dy := b[i].y - b[j].y; dz := b[i].z - b[j].z;
      e := e - b[i].mass * b[j].mass / sqrt(dx * dx + dy * dy + dz * dz)
    end
  end;
  energy := e
end;

procedure advance;
var i, j: integer; dx, dy, dz, d2, mag, mi, mj: real;
begin
  for i := 1 to bodies do
    for j := i + 1 to bodies do
    begin
      dx := b[i].x - b[j].x; dy := b[i].y - b[j].y; dz := b[i].z - b[j].z;
      d2 := dx * dx + dy * dy + dz * dz;
      mag := dt / (d2 * sqrt(d2));
      mj := b[j].mass * mag; mi := b[i].mass * mag;
      b[i].vx := b[i].vx - dx * mj; b[i].vy := b[i].vy - dy * mj; b[i].vz := b[i].vz - dz * mj;
      b[j].vx := b[j].vx + dx * mi; b[j].vy := b[j].vy + dy * mi; b[j].vz := b[j].vz + dz * mi
    end;
  for i := 1 to bodies do
  begin
    b[i].x := b[i].x + dt * b[i].vx; b[i].y := b[i].y + dt * b[i].vy; b[i].z := b[i].z + dt * b[i].vz
  end
end;

var n: integer;
begin
  init(1, 0, 0, 0, 0, 0, 0, 1);
  init(2, 4.84143144246472090, -1.16032004402742839, -0.103622044471123109,
    0.00166007664274403694, 0.00769901118419740425, -0.0000690460016972063023, 0.000954791938424326609);
  init(3, 8.34336671824457987, 4.12479856412430479, -0.403523417114321381,
    -0.00276742510726411133, 0.00499852801234917238, 0.0000230417297573763929, 0.000285885980666130812);
  init(4, 12.8943695621391310, -15.1111514016986312, -0.223307578892655734,
    0.00296460137564761618, 0.00237847173959480950, -0.0000296589568540237556, 0.0000436624404335156298);
  init(5, 15.3796971148509165, -25.9193146099879641, 0.179258772950371181,
    0.00268067772490389322, 0.00162824170038242295, -0.0000951592254519715870, 0.0000515138902046611451);
  offset;
  for n := 1 to steps do advance;
  writeln(energy:0:9)
end.
