{ test: iso 6.1.9 accept
expect:
|30 TRUE
|30
fpc: differs @ is not an arrow
}
program Alternatives(output);
{ Parentheses with stars stand for the braces, with points for the brackets, @ for the arrow. *)
(* Either closes what the other opened. }
type vec = array (.1..3.) of integer;
     ptr = @integer;
var v: vec; p: ptr; s: set of 1..9;
begin
  v(.1.) := 10; v(.2] := 20; v[3.) := 30;
  new(p);
  p@ := v[1] + v(.2.);
  s := (.1, 3..5.);
  writeln(p^:1, ' ', 4 in s);
  writeln(v(.3.):1)
end.
