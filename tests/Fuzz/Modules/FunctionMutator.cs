using ProcVM.Module;
using ValueType = ProcVM.Module.ValueType;

namespace ProcVM.Fuzz.Modules;

/// <summary>Changes one place of a function.</summary>
internal sealed class FunctionMutator(Random random, PcodeModule module)
{
    private static readonly Dictionary<(string, string, Immediate, OpcodeFlags), Opcode[]> s_compatible = Compatible();

    internal Function Mutate(Function function)
    {
        List<Instruction>? code = Decode(function);
        int place = code is { Count: > 0 } ? random.Next(code.Count) : -1;
        ValueType[] locals = function.Locals;
        Label[] labels = function.Labels;
        uint frame = function.Frame;
        int choice = random.Next(20);
        if (place < 0)
        {
            choice = 16 + (choice & 3);
        }

        switch (choice)
        {
            case <= 4:
                code![place] = Swapped(code[place]);
                break;
            case <= 9:
                code![place] = Renumbered(code[place]);
                break;
            case 10:
                code!.RemoveAt(place);
                break;
            case 11:
                code!.Insert(place, code[place]);
                break;
            case 12:
                (code![place], code[0]) = (code[0], code[place]);
                break;
            case <= 15:
                code!.InsertRange(place, Neutral());
                break;
            case 16:
                locals = [.. locals, (ValueType)(0x7C + random.Next(4))];
                break;
            case 17 when locals.Length > 0:
                locals = [.. locals];
                locals[random.Next(locals.Length)] = (ValueType)(0x7C + random.Next(4));
                break;
            case 18 when labels.Length > 0:
                labels = [.. labels];
                int label = random.Next(labels.Length);
                labels[label] = random.Next(2) == 0
                    ? labels[label] with { IsEscapeTarget = !labels[label].IsEscapeTarget }
                    : labels[label] with { Stack = [.. labels[label].Stack, ValueType.I32] };
                break;
            default:
                frame = random.Next(3) == 0 ? (uint)random.Next() : 16u * (uint)random.Next(20);
                break;
        }

        return new Function
        {
            Type = function.Type,
            Frame = frame,
            Locals = locals,
            Labels = labels,
            Code = code is null ? function.Code : Instruction.Encode(code),
        };
    }

    // An earlier mutation may have left code that can't be taken apart.
    private static List<Instruction>? Decode(Function function)
    {
        try
        {
            return Instruction.Decode(function.Code.Span);
        }
        catch (Exception exception) when (exception is IndexOutOfRangeException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    private Instruction Swapped(Instruction instruction)
    {
        OpcodeRow row = OpcodeTable.Get(instruction.Opcode);
        return s_compatible.TryGetValue((row.Pops, row.Pushes, row.Immediate, Kind(row)), out Opcode[]? others)
            ? instruction with { Opcode = others[random.Next(others.Length)] }
            : Renumbered(instruction);
    }

    private Instruction Renumbered(Instruction instruction)
    {
        if (instruction.Values.Length == 0)
        {
            return instruction;
        }

        long[] values = [.. instruction.Values];
        int place = random.Next(values.Length);
        bool wide = instruction.Immediate is Immediate.I64 or Immediate.F64 or Immediate.Range64;
        bool signed = instruction.Immediate is Immediate.I32 or Immediate.Range32
            || (instruction.Immediate == Immediate.Index && place < 2);
        long value = random.Next(8) switch
        {
            0 => values[place] + 1,
            1 => values[place] - 1,
            2 => random.Next(16),
            3 => int.MinValue,
            4 => uint.MaxValue,
            5 => long.MinValue >> random.Next(64),
            6 => 1L << random.Next(64),
            _ => random.NextInt64(),
        };
        bool isIndex = !wide && !signed && instruction.Immediate is not (Immediate.Offset or Immediate.Size or Immediate.F32);
        value = isIndex && random.Next(4) > 0 ? random.Next(6) : value;
        values[place] = wide ? value : signed ? (int)value : (uint)value;
        return instruction with { Values = values };
    }

    /// <summary>Instructions that leave the stack as it is.</summary>
    private Instruction[] Neutral()
    {
        Instruction number = new(Opcode.I32Const, [random.Next(4) == 0 ? int.MinValue : random.Next(-5, 70_000)]);
        Instruction drop = new(Opcode.Drop, []);
        return random.Next(7) switch
        {
            0 => [number, drop],
            1 => [number, new Instruction(Opcode.I32Load, [random.Next(9)]), drop],
            2 => [number, number, new Instruction(Opcode.I32Store, [random.Next(9)])],
            3 => [number, new Instruction(Opcode.MemoryGrow, []), drop],
            4 when module.FunctionCount > 0 && module.TypeOf(random.Next(module.FunctionCount)) is { Parameters.Length: 0, Results.Length: 0 } =>
                [new Instruction(Opcode.Call, [random.Next(module.FunctionCount)])],
            5 => [number, number, new Instruction(Opcode.Index, [random.Next(-3, 3), random.Next(3, 90), random.Next(40)]), drop],
            _ => [new Instruction(Opcode.Nop, [])],
        };
    }

    private static Dictionary<(string, string, Immediate, OpcodeFlags), Opcode[]> Compatible()
    {
        List<OpcodeRow> rows = [];
        foreach (ref readonly OpcodeRow row in OpcodeTable.Rows)
        {
            rows.Add(row);
        }

        return rows
            .GroupBy(row => (row.Pops, row.Pushes, row.Immediate, Kind(row)))
            .ToDictionary(group => group.Key, group => group.Select(row => row.Opcode).ToArray());
    }

    private static OpcodeFlags Kind(in OpcodeRow row) =>
        row.Flags & (OpcodeFlags.Ends | OpcodeFlags.Label | OpcodeFlags.Variadic | OpcodeFlags.Branch);
}
