{ test: dialect cmdline accept
args: alpha 42 -x
expect:
|3
|1 [alpha]
|2 [42]
|3 [-x]
|84 0
|[]TRUE
fpc: agrees
}
program CommandLine;
var i, n, code: integer;
begin
  writeln(paramcount);
  for i := 1 to paramcount do writeln(i, ' [', paramstr(i), ']');
  val(paramstr(2), n, code); writeln(n * 2, ' ', code);
  writeln('[', paramstr(99), ']', length(paramstr(0)) > 0)
end.
