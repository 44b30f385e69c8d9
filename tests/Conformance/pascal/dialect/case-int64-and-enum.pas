{ test: dialect case accept
expect:
|negative zero digit other big other
|three
|1 -81 7
|ten
fpc: agrees
}
program CaseForms;
type op = (push, add, mul, neg, dup, jmp, halt_);
var q: int64; u: qword; i, n: integer; o: op; code: array[0..9] of op; stack: array[1..10] of int64; sp: integer;
function kind(q: int64): string;
begin
  case q of
    low(int64)..-1: kind := 'negative';
    0: kind := 'zero';
    1..9: kind := 'digit';
    10000000000..20000000000: kind := 'big'
  else kind := 'other'
  end
end;
begin
  writeln(kind(-5), ' ', kind(0), ' ', kind(7), ' ', kind(10), ' ', kind(15000000000), ' ', kind(high(int64)));
  u := 3; case u of 0..2: writeln('low'); 3: writeln('three') else writeln('more') end;
  code[0] := push; code[1] := push; code[2] := add; code[3] := dup; code[4] := mul; code[5] := neg; code[6] := halt_;
  sp := 0; i := 0; n := 0;
  repeat
    o := code[i]; inc(i);
    case o of
      push: begin inc(sp); inc(n, 3); stack[sp] := n end;
      add: begin stack[sp - 1] := stack[sp - 1] + stack[sp]; dec(sp) end;
      mul: begin stack[sp - 1] := stack[sp - 1] * stack[sp]; dec(sp) end;
      neg: stack[sp] := -stack[sp];
      dup: begin stack[sp + 1] := stack[sp]; inc(sp) end;
      halt_: break
    else writeln('bad')
    end
  until false;
  writeln(sp, ' ', stack[1], ' ', i); q := 5; case q * 2 of 10: writeln('ten') end
end.
