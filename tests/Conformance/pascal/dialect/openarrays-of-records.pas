{ test: dialect openarrays accept
expect:
|1k3 4k1 5k4 8k2 9k5 
|k5k2k5
|030b
fpc: agrees
}
program OpenRecords;
type item = record key: integer; name: string[7] end;
var a: array[1..5] of item; i: integer; d: array of item;
procedure sort(var x: array of item);
  procedure sift(lo, hi: integer);
  var i, j: integer; t: item; p: integer;
  begin
    if lo >= hi then exit;
    i := lo; j := hi; p := x[(lo + hi) div 2].key;
    repeat
      while x[i].key < p do inc(i); while x[j].key > p do dec(j);
      if i <= j then begin t := x[i]; x[i] := x[j]; x[j] := t; inc(i); dec(j) end
    until i > j;
    sift(lo, j); sift(i, hi)
  end;
begin sift(0, high(x)) end;
function find(const x: array of item; key: integer): string;
var l, h, m: integer;
begin
  l := 0; h := high(x); find := '?';
  while l <= h do begin
    m := (l + h) div 2;
    if x[m].key = key then exit(x[m].name);
    if x[m].key < key then l := m + 1 else h := m - 1
  end
end;
begin
  for i := 1 to 5 do begin a[i].key := i * 37 mod 11; str(i, a[i].name); a[i].name := 'k' + a[i].name end;
  sort(a); for i := 1 to 5 do write(a[i].key, a[i].name, ' '); writeln;
  writeln(find(a, 9), find(a, 8), find(a, a[5].key));
  setlength(d, 30); for i := 0 to 29 do begin d[i].key := (i * 17 + 5) mod 31; d[i].name := chr(97 + i mod 26) end;
  sort(d); for i := 1 to 29 do if d[i - 1].key >= d[i].key then writeln('unsorted'); writeln(d[0].key, d[29].key, find(d, 22))
end.
