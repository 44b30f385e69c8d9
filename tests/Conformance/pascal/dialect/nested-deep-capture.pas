{ test: dialect nested accept
expect:
|537:xyzxyzxyzn14 136 9 1
fpc: agrees
}
program DeepCapture;
type vec = array[1..4] of integer;
var g: integer;
function level1(a: integer; var b: integer; const c: string; d: vec): string;
var l1: string; i1: integer;
  procedure level2(e: integer);
  var l2: vec; i: integer;
    function level3(f: integer): integer;
    var i: integer;
      procedure level4;
      var i: integer;
      begin
        for i := 1 to 4 do begin l2[i] := l2[i] + d[i] * f; inc(b) end;
        l1 := l1 + c[f]; inc(g, e); inc(a); d[1] := d[1] + 1
      end;
    begin
      level4; result := 0; for i := 1 to 4 do inc(result, l2[i])
    end;
  begin
    l2 := d; for i := 1 to 3 do i1 := i1 + level3(i);
    if e > 0 then level2(e - 1)
  end;
begin
  l1 := ''; i1 := 0; level2(2);
  str(i1, level1); level1 := level1 + ':' + l1; l1 := 'n'; level1 := level1 + l1; str(a, l1); result := result + l1
end;
var b: integer; d: vec; i: integer;
begin
  g := 0; b := 100; for i := 1 to 4 do d[i] := i;
  writeln(level1(5, b, 'xyz', d), ' ', b, ' ', g, ' ', d[1])
end.
