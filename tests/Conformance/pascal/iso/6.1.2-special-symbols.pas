{ test: iso 6.1.2 accept
expect:
|first
|  yes  3.50
fpc: agrees
}
program Symbols(output);
{ Every special-symbol and every operator word-symbol at least once,
  with no separators where none are needed. }
const low=0;high=+5;
type range=low..high;
     vec=packed array[range]of integer;
     link=^node;
     node=record val:integer;next:link end;
     bag=set of range;
var a:vec;p:link;b:bag;i:range;r:real;
begin
for i:=low to high do a[i]:=i*i;
new(p);p^.val:=(7 div 2)+(7 mod 2);p^.next:=nil;
b:=[high,0..2]-[1];
r:=7/2;
if(a[low]>=0)and not(1 in b)or(p^.next<>nil)then writeln('first')else writeln('second');
if(a[3]<=9)and(r>3.0)and(r<4.0)and(p^.val=4)then writeln('yes':5,r:6:2)
;;;
end.
