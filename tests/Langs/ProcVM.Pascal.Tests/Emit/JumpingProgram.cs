using System.Text;

namespace ProcVM.Pascal.Tests.Emit;

/// <summary>A random program full of jumps, whose expressions need labels inside.</summary>
internal sealed class JumpingProgram(Random random)
{
    private const int FirstLabel = 100;

    private static readonly string[] s_integers =
    [
        "i", "trunc(ln(r))", "round(sqrt(r + i))", "abs(i) div (j + 1)", "i mod j", "f(i)", "length(t)", "a[i]", "p^.n", "ord(t[i])", "length(d)", "d[j]",
        "ord(('a' <= t) and (t <= 'z'))", "trunc(arctan(ln(r)))", "v.n", "sqr(i)", "g(a)", "length(e(i))", "ord(c in [c..'z'])", "a[j]", "1 div 0",
    ];

    private static readonly string[] s_conditions =
    [
        "true", "false", "i < j", "(i < 3) and (j > a[i])", "(ln(r) > 1) or (i = j)", "c in s", "c in [c, 'a'..'f']", "t = 'abc'", "not (sqrt(r) < 2)", "p <> nil", "eof",
        "odd(f(i))", "s <= ['a'..c]",
    ];

    private static readonly string[] s_simple =
    [
        "i := %i", "a[%i] := %i", "r := ln(r) + sqrt(%i)", "writeln(%i, r:4:2, t)", "read(i)", "new(p)", "dispose(p)", "t := t + e(%i)", "s := s + [c]", "str(%i, t)",
        "q(%i)", "d := d2", "setlength(d, %i)", "assert(%c)", "inc(i, %i)", "include(s, c)", "v.n := %i", "b := %c", "h(d)", "reset(x)", "write(x, %i)", "d := k(%i)",
    ];

    private static readonly string[] s_jumps = ["exit", "halt", "halt(%i)", "goto 1", "goto 2", "goto 9", "runerror(3)"];

    private int _labels;

    internal string Text()
    {
        StringBuilder body = new();
        bool isPlaced = false;
        for (int i = random.Next(4, 10); i > 0; i--)
        {
            body.Append(Statement(3, isInLoop: false)).Append(";\n");
            if (!isPlaced && random.Next(3) == 0)
            {
                isPlaced = true;
                body.Append("1: ");
            }
        }

        body.Append(isPlaced ? "" : "1: ;\n").Append("2: inner; ").Append(Statement(2, isInLoop: false));
        string labels = string.Concat(Enumerable.Range(FirstLabel, _labels).Select(label => $", {label}"));
        string inner = random.Next(2) == 0 ? "goto 1" : "i := 1";
        return $"""
            program dead;
            label 9;
            type list = array of integer;
                 rec = record n: integer; case b: boolean of true: (m: char); false: (w: real) end;
            var x: file of integer; b: boolean;
            function f(n: integer): integer; begin f := n end;
            function g(var a: array of integer): integer; begin g := high(a) end;
            function e(n: integer): string; begin str(n, result) end;
            function k(n: integer): list; begin setlength(result, n) end;
            procedure h(d: list); begin end;
            procedure q(n: integer);
            label 1, 2{labels};
            var i, j, x1, x2, x3: integer; r: real; t: string; c, c1, c2, c3: char; s: set of char; p: ^rec; v: rec; d, d2: list; a: array[0..9] of integer;
              procedure inner; begin {inner} end;
            begin
            {body}
            end;
            begin q(1); 9: end.
            """;
    }

    private string Statement(int depth, bool isInLoop)
    {
        if (random.Next(4) == 0)
        {
            return Fill(isInLoop && random.Next(2) == 0 ? Pick(["break", "continue"]) : Pick(s_jumps));
        }

        string Inner(bool isInner) => Statement(depth - 1, isInner);
        return depth == 0 ? Fill(Pick(s_simple)) : random.Next(11) switch
        {
            0 => Fill($"if %c then {Inner(isInLoop)} else {Inner(isInLoop)}"),
            1 => Fill($"while %c do {Inner(true)}"),
            2 => Fill($"repeat {Inner(true)}; {Inner(true)} until %c"),
            3 => Fill($"for x{depth} := %i to %i do {Inner(true)}"),
            4 => Fill($"for c{depth} in s do {Inner(true)}"),
            5 => Fill($"case %i of 1: {Inner(isInLoop)}; 2..5: {Inner(isInLoop)}; 7, 9: ; 1000: {Inner(isInLoop)} else {Inner(isInLoop)} end"),
            6 => $"with p^ do {Inner(isInLoop)}",
            7 => $"begin {Inner(isInLoop)}; {Inner(isInLoop)}; {Inner(isInLoop)} end",
            8 or 9 => Labeled(FirstLabel + _labels++, Inner(isInLoop), Inner(isInLoop)),
            _ => Fill(Pick(s_simple)),
        };
    }

    private string Labeled(int label, string first, string second) => random.Next(2) == 0
        ? Fill($"begin {first}; {label}: {second}; if %c then goto {label} end")
        : Fill($"begin if %c then goto {label}; {first}; {label}: {second} end");

    private string Fill(string template)
    {
        StringBuilder text = new();
        for (int i = 0; i < template.Length; i++)
        {
            text.Append(template[i] != '%' ? template[i].ToString() : Pick(template[++i] == 'i' ? s_integers : s_conditions));
        }

        return text.ToString();
    }

    private string Pick(string[] choices) => choices[random.Next(choices.Length)];
}
