{ test: iso 6.1.1 accept
expect:
|Total 55
|different
fpc: agrees
}
PROGRAM Tokens(Output);
{ Letter case has no meaning outside character-strings. }
VAR Count, TOTAL: Integer;
    c: char;
Begin
  total := 0;
  For COUNT := 1 To 10 Do
    TOTAL := Total + cOuNt;
  writeLN('Total ', toTAL:1);
  c := 'a';
  IF c = 'A' THEN WriteLn('SAME') ELSE writeln('different')
enD.
