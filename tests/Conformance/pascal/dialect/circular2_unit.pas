{ test: dialect units helper
}
unit circular2_unit;
interface
{ the line of this uses is the line of the program's }
uses circular_unit;
const b = 2;
implementation
end.
