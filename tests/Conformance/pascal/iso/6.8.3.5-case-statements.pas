{ test: iso 6.8.3.5 accept
expect:
|minus five five or fifteen ten five or fifteen 3
| 10  6 16  4
|vowel - - D vowel - - 
|sparse
fpc: agrees
}
program CaseStatements(output);
const ten = 10;
type op = (plus, minus, times, over);
var i, r: integer; c: char; o: op;
begin
  for i := -1 to 3 do
    case i * 5 of
      -5: write('minus five ');
      0: ;
      5, 15: begin write('five or fifteen '); r := i end;
      ten: write('ten ')
    end;
  writeln(r:1);
  for o := plus to over do
    case o of
      plus: write(8 + 2:3); minus: write(8 - 2:3); times: write(8 * 2:3); over: write(8 div 2:3);
    end;
  writeln;
  for c := 'a' to 'g' do
    case c of
      'a', 'e': write('vowel ');
      'b', 'c', 'd', 'f', 'g':
        case c = 'd' of true: write('D '); false: write('- ') end
    end;
  writeln;
  case 1000000 + ord(r = r) of 1000001: writeln('sparse'); -1: writeln('no'); maxint: writeln('no') end
end.
