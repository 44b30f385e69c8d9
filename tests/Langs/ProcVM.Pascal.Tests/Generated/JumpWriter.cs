namespace ProcVM.Pascal.Tests.Generated;

/// <summary>Writes procedures that are left by a goto from procedures nested in them, some activations deep. They stand by themselves in the
/// dialect: fpc refuses such a goto where a procedure has something to release.</summary>
internal sealed class JumpWriter(Dice dice, ProgramText text)
{
    internal Routine Write(string name)
    {
        text.Line($"procedure {name};");
        text.Line("label 7, 8;");
        text.Line("var n, turns: integer;");
        text.Line("  procedure down(k: integer);");
        text.Line("  var own: integer;");
        text.Line("    procedure deeper(procedure_depth: integer);");
        text.Line("    begin");
        text.Line($"      n := (n * {dice.Between(3, 30)} + own + procedure_depth) mod {dice.Between(50, 500)};");
        text.Line($"      if n mod {dice.Between(3, 9)} = {dice.Below(3)} then goto {dice.Of("7", "8")};");
        text.Line("      if procedure_depth > 0 then deeper(procedure_depth - 1) else down(k - 1);");
        text.Line("    end;");
        text.Line("  begin");
        text.Line($"    own := k * {dice.Between(1, 9)}; write(k, ':', n, ' ');");
        text.Line($"    if k <= 0 then goto {dice.Of("7", "8")};");
        text.Line($"    deeper(k mod {dice.Between(1, 4)});");
        text.Line("    write('back ', own, ' ');");
        text.Line("  end;");
        text.Line("begin");
        text.Line($"  turns := 0; n := {dice.Between(0, 400)};");
        text.Line("  8: turns := turns + 1;");
        text.Line($"  if turns < {dice.Between(2, 5)} then down({dice.Between(0, 6)});");
        text.Line("  write('not left ');");
        text.Line("  7: writeln(n, ' ', turns);");
        text.Line("end;");
        text.Line("");
        return new Routine(name, null, [], 200);
    }
}
