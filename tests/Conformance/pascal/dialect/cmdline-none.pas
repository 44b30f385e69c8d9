{ test: dialect cmdline accept
expect:
|0 []
fpc: agrees
}
program NoArguments;
begin
  writeln(paramcount, ' [', paramstr(1), ']')
end.
