{ test: dialect source accept
expect:
|1	tab in a string
fpc: agrees
}
program	Tabs;
	var	i	:	integer;
begin
	i	:=	1;		
	writeln(i,'	tab in a string')
end.
