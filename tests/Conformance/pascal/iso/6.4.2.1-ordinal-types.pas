{ test: iso 6.4.2.1 accept
expect:
|4 25
|TRUE FALSE
| 31 28 31 30
fpc: agrees
}
program Ordinals(output);
{ An ordinal-type numbers its values; char and Boolean index like any other. }
type month = (jan, feb, mar, apr);
var c: char; b: boolean; m: month;
    count: array [char] of integer;
    truth: array [boolean, boolean] of boolean;
    days: array [month] of 28..31;
begin
  for c := 'a' to 'z' do count[c] := ord(c) - ord('a');
  writeln(count['e']:1, ' ', count['z']:1);
  for b := false to true do begin
    truth[b, false] := false;
    truth[b, true] := b
  end;
  writeln(truth[true, true], ' ', truth[true, false]);
  for m := apr downto jan do
    case m of
      feb: days[m] := 28;
      apr: days[m] := 30;
      jan, mar: days[m] := 31
    end;
  for m := jan to apr do write(days[m]:3);
  writeln
end.
