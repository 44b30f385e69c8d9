{ test: iso 6.6.3.4 accept
expect:
|111.
|211.
|121.
|221.
|112.
|212.
|122.
|222.
|8
fpc: agrees
}
program Cont(output);
{ Continuations: each level passes a procedure of its own that uses its own variables. }
var n: integer;
procedure permute(k: integer; procedure emit);
  procedure try(i: integer);
    procedure more;
    begin write(i:1); emit end;
  begin
    if k = 0 then begin if i = 1 then begin emit; writeln; n := n + 1 end end
    else begin permute(k - 1, more); if i < 2 then try(i + 1) end
  end;
begin
  try(1)
end;
procedure nothing; begin write('.') end;
begin
  n := 0; permute(3, nothing); writeln(n:1)
end.
