{ test: dialect units accept
expect:
|if x1 '>=' #10 then y ':=' x1 '*' #2 '+' '(' foo ')' end ';' . 
|17 3
fpc: agrees
}
program LexerTest;
uses lexer_unit;
var t: token; n: integer;
begin
  n := 0; open('if x1 >= 10 then y := x1*2 + (foo) end;');
  repeat
    next(t); inc(n);
    case t.kind of
      tk_number: write('#', t.value);
      tk_word: write(t.text);
      tk_symbol: write('''', t.text, '''');
      tk_end: write('.')
    end;
    write(' ')
  until t.kind = tk_end;
  writeln; writeln(n, ' ', keywords)
end.
