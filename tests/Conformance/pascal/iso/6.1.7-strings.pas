{ test: iso 6.1.7 accept
expect:
|hello''
|It's (* no comment
|''
|     a'b'c
| 
|end;begin
|equal
fpc: agrees
}
program Strings(output);
const quote = '''';
      title = 'It''s (* no comment';
type word = packed array [1..5] of char;
var w: word; c: char;
begin
  w := 'hello';
  c := '''';
  writeln(w, c, quote);
  writeln(title);
  writeln('''''');
  writeln('a''b''c':10);
  writeln(' ');
  writeln('end;begin');
  if w = 'hello' then writeln('equal')
end.
