{ test: iso 6.1.8 accept
expect:
|3
|ab
|10
fpc: agrees
}
program{comment}Separators(*another*)(output);
{ Comments are separators, may span
  several lines, and hold quotes ' and // and (* freely. }
var a,b:integer;
begin(* * *)a:=1{}+{ }2;
  b:=a{-1};
  if a=b then{then}writeln(b:1)
  else(*)*)writeln('no');
  writeln('a'(* between *),{ and }'b');
  a
  :=
  10
  ;
  writeln(a:1)
end.
