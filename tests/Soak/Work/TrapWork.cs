using ProcVM.Module;
using ProcVM.Vmm;

namespace ProcVM.Soak.Work;

/// <summary>A program that traps, with files open and memory taken.</summary>
internal sealed class TrapWork(TrapKind kind, string declarations, string statements) : IWork
{
    private readonly VerifiedModule _module = Guest.Compile("trap.pas", $"program trap; {declarations} begin {statements} end.");

    public string Kind => "trap";

    public string Name => "trap " + kind;

    public static IWork[] All() =>
    [
        new TrapWork(TrapKind.Division, "var a: integer;", "a := 0; writeln(1 div a)"),
        new TrapWork(TrapKind.Range, "var a: 1..5; b: integer;", "b := 6; a := b; writeln(a)"),
        new TrapWork(TrapKind.Index, "var a: array [1..5] of integer; b: integer;", "b := 6; a[b] := 1; writeln(a[1])"),
        new TrapWork(TrapKind.Nil, "var a: ^integer;", "a := nil; writeln(a^)"),
        new TrapWork(TrapKind.Overflow, "var a: int64;", "a := 1; while true do a := a * 3"),
        new TrapWork(TrapKind.Stack, "procedure deep(n: integer); var x: array [1..99] of integer; begin x[1] := n; deep(x[1] + 1) end;", "deep(1)"),
        new TrapWork(TrapKind.Pointer, "var a, b: ^integer;", "new(a); b := a; dispose(a); dispose(b)"),
        new TrapWork(TrapKind.Io, "var t: text;", "assign(t, 'no such file'); reset(t)"),
        new TrapWork(TrapKind.Domain, "var a: real;", "a := -1; writeln(sqrt(a))"),
    ];

    public void Perform(Round round)
    {
        InstanceResult result = Guest.Run(round, _module, new InstanceOptions(), [], out _);
        Guest.Expect(InstanceEnd.Trapped, result);
        if (result.Trap!.Kind != kind)
        {
            throw new InvalidOperationException($"trapped by {result.Trap.Kind} instead of {kind}: {result.Trap.Message}");
        }
    }
}
