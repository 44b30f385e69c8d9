{ test: dialect units reject
error-at: 7
fpc: differs reports another line
}
program MissingBody;
{ The line is the unit's: its heading has no body. }
uses missing_unit; begin end.
