{ test: iso 6.4.7 reject
error-at: 19
fpc: agrees
}
program ExampleMisused(output);
type sex = (male, female);
     person = ^details;
     details = record
       age: 0..maxint;
       father: person;
       case s: sex of
         male: (enlisted, bearded: boolean);
         female: (mother, programmer: boolean)
     end;
var p: person;
begin
  new(p);
  p^.age := 36;
  p.age := 37;
  writeln(p^.age:1)
end.
