{ test: dialect units helper
}
unit circular_unit;
interface
{ the line of this uses is the line of the program's }
uses circular2_unit;
const a = 1;
implementation
end.
