{ test: dialect units accept
expect:
|beta alpha beta
|alpha says 2
|beta says 1 after alpha
fpc: agrees
}
program ShadowOrder;
{ Of two units that declare a name, the later in the uses clause is meant. }
uses alpha_unit, beta_unit;
begin
  writeln(which, ' ', alpha_unit.which, ' ', beta_unit.which);
  hello(1)
end.
