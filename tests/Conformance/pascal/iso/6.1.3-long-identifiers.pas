{ test: iso 6.1.3 accept
expect:
| 1 2
| 4321
fpc: agrees
}
program Identifiers(output);
{ All characters of an identifier are significant. }
var anIdentifierThatIsRatherLongAndEndsInOne1,
    anIdentifierThatIsRatherLongAndEndsInOne2: integer;
    x, x1, x12, x12y: integer;
begin
  anIdentifierThatIsRatherLongAndEndsInOne1 := 1;
  anIdentifierThatIsRatherLongAndEndsInOne2 := 2;
  writeln(anidentifierthatisratherlongandendsinone1:2,
          ANIDENTIFIERTHATISRATHERLONGANDENDSINONE2:2);
  x := 1; x1 := 2; x12 := 3; x12y := 4;
  writeln(x + 10 * x1 + 100 * x12 + 1000 * x12y:5)
end.
