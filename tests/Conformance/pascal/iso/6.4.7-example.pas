{ test: iso 6.4.7 accept
expect:
|xyzabc
|lovelace 36 TRUE 2.0 1983
fpc: agrees
}
program TypeExample(output);
{ The type-definitions of the standard's example, put to use. }
type natural = 0..maxint;
     count = integer;
     range = integer;
     colour = (red, yellow, green, blue);
     sex = (male, female);
     year = 1900..1999;
     shape = (triangle, rectangle, circle);
     punchedcard = array [1..80] of char;
     charsequence = file of char;
     polar = record r: real; theta: real end;
     indextype = 1..5;
     vector = array [indextype] of real;
     person = ^persondetails;
     persondetails = record
       name, firstname: packed array [1..8] of char;
       age: natural;
       married: boolean;
       father, child, sibling: person;
       case s: sex of
         male: (enlisted, bearded: boolean);
         female: (mother, programmer: boolean)
     end;
var p: person; c: punchedcard; f: charsequence; v: vector; z: polar; y: year; i: natural;
begin
  new(p);
  with p^ do begin
    name := 'lovelace'; firstname := 'augusta '; age := 36; married := true;
    father := nil; s := female; mother := true; programmer := true
  end;
  for i := 1 to 80 do c[i] := chr(ord('a') + i mod 26);
  rewrite(f); for i := 75 to 80 do write(f, c[i]); reset(f);
  while not eof(f) do begin write(f^); get(f) end; writeln;
  z.r := 2.0; z.theta := 0.0; v[5] := z.r * cos(z.theta);
  y := 1983;
  writeln(p^.name, p^.age:3, p^.programmer:5, v[5]:4:1, y:5)
end.
