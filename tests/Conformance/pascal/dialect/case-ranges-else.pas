{ test: dialect case accept
expect:
|outside zero low low low four low high! high! high! high! outside outside outside 
|4 3 4
|less
|b
|nested else
fpc: agrees
}
program CaseRanges;
var i: integer; c: char; letters, digits, other: integer; s: string;
begin
  for i := -1 to 12 do begin
    case i of
      0: write('zero');
      1..3, 5: write('low');
      4: write('four');
      6..9: begin write('high'); write('!') end;
    else
      write('out');
      write('side')
    end;
    write(' ')
  end;
  writeln;
  s := 'Abc 123, z!'; letters := 0; digits := 0; other := 0;
  for i := 1 to length(s) do
    case s[i] of
      'a'..'z', 'A'..'Z': inc(letters);
      '0'..'9': inc(digits)
      else inc(other)
    end;
  writeln(letters, ' ', digits, ' ', other);
  case 7 of 1: writeln('one') end;
  case 'x' < 'y' of true: writeln('less'); false: writeln('not less') end;
  case 1000000 of 0..999999: writeln('a'); 1000000..maxint: writeln('b') end;
  c := 'm';
  case c of 'a'..'m': case i of 0..5: ; else writeln('nested else') end; else writeln('no') end
end.
