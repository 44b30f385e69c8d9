{ test: iso 6.9.3.5 accept
expect:
|TRUE FALSE
|[   TRUE][  FALSE]
|[TRUE][FALSE]
|[T][F][TRU][FAL]
fpc: differs writes in lower case
}
program WriteBoolean(output);
begin
  writeln(true, ' ', false);
  writeln('[', true:7, '][', false:7, ']');
  writeln('[', true:4, '][', false:5, ']');
  writeln('[', true:1, '][', false:1, '][', true:3, '][', false:3, ']')
end.
