{ test: dialect units helper
}
unit missing_unit;
interface


{ promised: } procedure promised(n: integer);

implementation
end.
