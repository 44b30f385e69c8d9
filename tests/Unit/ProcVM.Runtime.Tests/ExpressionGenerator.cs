using ProcVM.Module;
using ValueType = ProcVM.Module.ValueType;

namespace ProcVM.Runtime.Tests;

/// <summary>Makes random expressions.</summary>
internal sealed class ExpressionGenerator(GeneratorState state)
{
    private static readonly long[] s_edges = [0, 1, -1, 2, 7, 8, 31, 32, 63, 64, 100, 255, 256, 65535, 65536, int.MaxValue, int.MinValue, long.MaxValue, long.MinValue];

    /// <summary>Makes addresses of these expressions.</summary>
    internal AddressGenerator Addresses => field ??= new AddressGenerator(state, this);

    private FunctionBuilder Code => state.Code;

    private Random Random => state.Random;

    /// <summary>Pushes a value of a type.</summary>
    internal void Push(ValueType type, int depth)
    {
        if (state.More?.TryPush(type, depth) == true)
        {
            return;
        }

        if (depth == 0 || Random.Next(5) == 0)
        {
            Leaf(type);
            return;
        }

        switch (Random.Next(12))
        {
            case 0:
                Addresses.Push(out uint offset);
                Code.Emit(LoadOf(type), offset);
                break;
            case 1:
                Push(type, depth - 1);
                Push(type, depth - 1);
                Push(ValueType.I32, depth - 1);
                Code.Emit(Opcode.Select);
                break;
            case 2 when type == ValueType.I32:
                Push(type, depth - 1);
                Code.Range(Opcode.I32Range, int.MinValue, Random.Next(6) == 0 ? 1000 : int.MaxValue);
                break;
            case 3 when type == ValueType.I64:
                Push(type, depth - 1);
                Code.Range(Opcode.I64Range, Random.Next(6) == 0 ? -1000 : long.MinValue, long.MaxValue);
                break;
            case 4:
                int local = state.AnyLocal(type);
                Push(type, depth - 1);
                Code.Tee(local);
                break;
            default:
                Operation(type, depth);
                break;
        }
    }

    private void Operation(ValueType type, int depth)
    {
        Opcode op;
        OpcodeRow row;
        do
        {
            op = OpcodeTable.Rows[Random.Next(OpcodeTable.Rows.Length)].Opcode;
            row = OpcodeTable.Get(op);
        }
        while (!IsWanted(row, type));
        foreach (char letter in row.Pops)
        {
            Push(ValueTypes.FromLetter(letter), depth - 1);
        }

        Code.Emit(op);
    }

    private bool IsWanted(in OpcodeRow row, ValueType type)
    {
        bool traps = (row.Flags & OpcodeFlags.Traps) != 0;
        return ((row.Flags & OpcodeFlags.Pure) != 0 || (traps && Random.Next(6) == 0))
            && row.Immediate == Immediate.None && row.Pops.Length <= 2 && !row.Pops.Contains('f', StringComparison.Ordinal)
            && row.Opcode is not Opcode.NilCheck and not Opcode.F64Cos and not Opcode.F64Atan and not Opcode.F64Exp and not Opcode.F64Ln
            && ((int)row.Opcode < 0xFC00) && row.Opcode is not Opcode.I32TruncF64U and not Opcode.I64TruncF64U
            && row.Pushes.Length == 1 && row.Pushes[0] != 'f' && ValueTypes.FromLetter(row.Pushes[0]) == type
            && row.Opcode is not Opcode.F64PromoteF32 and not Opcode.I32ReinterpretF32;
    }

    private void Leaf(ValueType type)
    {
        switch (Random.Next(8))
        {
            case < 4:
                Code.Get(state.AnyLocal(type, reading: true));
                break;
            case 4:
                int[] globals = [.. Enumerable.Range(0, GeneratorState.GlobalCount).Where(g => GeneratorState.Types[g % 3] == type)];
                Code.Emit(Opcode.GlobalGet, (uint)globals[Random.Next(globals.Length)]);
                break;
            default:
                long edge = s_edges[Random.Next(s_edges.Length)];
                switch (type)
                {
                    case ValueType.I32:
                        Code.I32((int)edge);
                        break;
                    case ValueType.I64:
                        Code.I64(edge);
                        break;
                    default:
                        Code.F64(Random.Next(10) == 0 ? double.NaN : Random.Next(4) == 0 ? edge : Random.NextDouble() * 100);
                        break;
                }

                break;
        }
    }

    private Opcode LoadOf(ValueType type) => type switch
    {
        ValueType.I32 => (Opcode[])[Opcode.I32Load, Opcode.I32Load8S, Opcode.I32Load8U, Opcode.I32Load16S, Opcode.I32Load16U, Opcode.I32Load],
        ValueType.I64 => (Opcode[])[Opcode.I64Load, Opcode.I64Load8S, Opcode.I64Load8U, Opcode.I64Load16S, Opcode.I64Load32S, Opcode.I64Load32U],
        _ => (Opcode[])[Opcode.F64Load, Opcode.F64Load, Opcode.F64Load, Opcode.F64Load, Opcode.F64Load, Opcode.F64Load],
    } is var choice ? choice[Random.Next(6)] : Opcode.Nop;
}
