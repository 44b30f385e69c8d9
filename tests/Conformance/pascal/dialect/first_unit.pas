{ test: dialect units helper
}
unit first_unit;
interface
var log: string;
implementation
initialization
  log := 'first;';
end.
