namespace ProcVM.Pascal.Tests.Generated;

/// <summary>Functions that compute without overflow and range checks in one integer type, where results wrap. The low bits of sums,
/// differences, products and bit operations don't depend on the width they are computed in; what would is left out, as fpc
/// computes in 64 bits and ProcVM in 32.</summary>
internal sealed class Wrapping(Dice dice, ProgramText text)
{
    private static readonly (string Name, bool IsSigned, int Bits)[] s_types =
    [
        ("integer", true, 32), ("cardinal", false, 32), ("int64", true, 64), ("qword", false, 64),
        ("shortint", true, 8), ("byte", false, 8), ("smallint", true, 16), ("word", false, 16),
    ];

    private (string Name, bool IsSigned, int Bits) _type;

    /// <summary>Writes a function of two integers.</summary>
    internal Routine Write(string name)
    {
        _type = dice.Of(s_types);
        string type = _type.Name;
        string first = $"{name}a";
        string second = $"{name}b";
        text.Line("{$push}{$Q-}{$R-}");
        text.Line($"function {name}({first}, {second}: integer): integer;");
        text.Line($"var x, y: {type}; i: integer;");
        text.Line("begin");
        text.Line($"  x := {type}({type}({first}) * {dice.Between(3, 120)}); y := {type}({second});");
        text.Line($"  for i := 1 to {dice.Between(2, 6)} do begin");
        for (int count = dice.Between(2, 5); count > 0; count--)
        {
            text.Line($"    {Step()}");
        }

        text.Line("  end;");
        text.Line($"  {name} := integer(x mod 101) + integer(y mod 97);");
        text.Line("end;");
        text.Line("{$pop}");
        text.Line("");
        Parameter[] parameters = [new(first, Scalar.Integer, IsVar: false), new(second, Scalar.Integer, IsVar: false)];
        return new Routine(name, new Scalar("integer", Kind.Integer, -200, 200), parameters, 20);
    }

    private string Step()
    {
        string target = dice.Of("x", "y");
        string type = _type.Name;
        bool isFull = _type.Bits >= 32;
        return dice.Below(9) switch
        {
            0 => $"if x {dice.Of("<", "<=", ">", ">=", "=", "<>")} y then {target} := {type}({Ring(2)}) else {target} := {type}({Ring(1)});",
            1 => $"{dice.Of("inc", "dec")}({target}, {dice.Between(1, 99)});",
            2 => $"{target} := {target} div {dice.Between(2, 9)};",
            3 when isFull => $"{target} := {type}({target} shr {dice.Between(1, 9)});",
            4 when _type.IsSigned && isFull => $"{target} := sar{(_type.Bits == 64 ? "int64" : "longint")}({target}, {dice.Between(1, 9)});",
            5 when !_type.IsSigned => $"{target} := {dice.Of("rol", "ror")}{Width()}({target}, {dice.Below(_type.Bits)});",
            6 when isFull => $"{target} := swap({target});",
            _ => $"{target} := {type}({Ring(dice.Between(1, 3))});",
        };
    }

    private string Width() => _type.Bits switch { 8 => "byte", 16 => "word", 32 => "dword", _ => "qword" };

    private string Ring(int depth)
    {
        if (depth == 0)
        {
            return dice.Of("x", "y", $"{_type.Name}({dice.Of("i", "7", "93", "101")})");
        }

        string left = Ring(depth - 1);
        return dice.Below(10) switch
        {
            0 or 1 => $"({left} + {Ring(depth - 1)})",
            2 => $"({left} - {Ring(depth - 1)})",
            3 or 4 => $"({left} * {Ring(depth - 1)})",
            5 => $"({left} and {Ring(depth - 1)})",
            6 => $"({left} or {Ring(depth - 1)})",
            7 => $"({left} xor {Ring(depth - 1)})",
            8 => $"(not {_type.Name}({left}))",
            _ => $"({_type.Name}({left}) shl {dice.Below(Math.Min(_type.Bits, 32))})",
        };
    }
}
