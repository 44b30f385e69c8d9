{ test: dialect units helper
}
unit second_unit;
interface
implementation
uses first_unit;
initialization
  log := log + 'second;';
end.
