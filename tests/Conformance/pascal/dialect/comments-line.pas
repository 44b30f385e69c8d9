{ test: dialect comments accept
expect:
|5
|// not a comment
fpc: agrees
}
program LineComments; // a comment to the end of the line
var i: integer; // { not opened
begin // begin
  i := 10 // no semicolon here
    div 2; // (* nor here
  { a brace comment // with slashes }
  (* and this // too *) writeln(i); // done
  writeln('// not a comment')
end. // last
