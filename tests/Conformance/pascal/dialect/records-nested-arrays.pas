{ test: dialect records accept
expect:
|7  4  8.50 FALSE
|7  400  8.50 TRUE
|first 31 []
fpc: agrees
}
program RecordsNested;
type item = record name: string[10]; qty: word; price: single end;
     order = record no: integer; items: array[1..3] of item; total: real; case paid: boolean of true: (on_day: byte); false: (reminder: string[5]) end;
var o, p: order; list: array of order; i: integer;
procedure add(var o: order; i: integer; const name: string; qty: word; price: single);
begin
  with o.items[i] do begin o.items[i].name := name; qty := qty; price := price end;
  o.items[i].qty := qty; o.items[i].price := price; o.total := o.total + qty * price
end;
begin
  fillchar(o, sizeof(o), 0); o.no := 7; o.paid := false; o.reminder := 'first';
  add(o, 1, 'nut', 10, 0.25); add(o, 3, 'bolt', 4, 1.5);
  setlength(list, 2); list[0] := o; list[1] := o; list[1].items[3].qty := 400; list[1].paid := true; list[1].on_day := 31;
  for i := 0 to 1 do writeln(list[i].no, ' ', list[i].items[3].name, ' ', list[i].items[3].qty, list[i].total:6:2, ' ', list[i].paid);
  p := list[0]; writeln(p.reminder, ' ', list[1].on_day, ' [', p.items[2].name, ']')
end.
