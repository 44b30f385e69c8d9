using ProcVM.Core;

namespace ProcVM.Pascal;

public static partial class PascalDiagnostics
{
    public static readonly DiagnosticDescriptor UnitNotFound = Error("PAS060", "cannot find the unit '{0}'",
        "uses x; needs a file x.pas or x.pp that holds the unit x, beside the file that uses it. uses x in 'path'; names the file. There are no "
        + "units as Crt or SysUtils to be found elsewhere; what the dialect has is there without uses.");

    public static readonly DiagnosticDescriptor NotTheUnit = Error("PAS061", "'{0}' holds {1}, not the unit '{2}'",
        "The file found for a unit must begin with unit and the unit's own name.");

    public static readonly DiagnosticDescriptor UnitCycle = Error("PAS062", "the interfaces of '{0}' and '{1}' use each other",
        "An interface is read after those it uses, so they can't go in a circle. Move one of the uses clauses to the implementation, which may use "
        + "any unit.");

    public static readonly DiagnosticDescriptor UnitTwice = Error("PAS063", "the unit '{0}' is used already",
        "A unit is named once among the uses clauses of a program or unit.");

    public static readonly DiagnosticDescriptor UnitAlone = Error("PAS064", "'{0}' is a unit; only a program can be compiled to a module",
        "Compile the program that uses the unit: its units are compiled with it.");

    public static readonly DiagnosticDescriptor TooManyUnits = Error("PAS065", "the program uses more than {0} units",
        "At most 1000 units make up a program.");
}
