{ test: iso 6.8.3.3 accept
expect:
|1 2 fizz 4 buzz fizz 7 8 fizz buzz 11 fizz 13 14 fizzbuzz 
fpc: agrees
}
program Conditionals(output);
var i: integer;
begin
  for i := 1 to 15 do begin
    if i mod 15 = 0 then write('fizzbuzz')
    else case i mod 5 of
      0: write('buzz');
      1, 2, 3, 4: if i mod 3 = 0 then write('fizz') else write(i:1)
    end;
    write(' ')
  end;
  writeln
end.
