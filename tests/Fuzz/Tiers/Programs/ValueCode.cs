using ProcVM.Module;
using ProcVM.Runtime.Tests;
using ValueType = ProcVM.Module.ValueType;

namespace ProcVM.Fuzz.Tiers.Programs;

/// <summary>Values by any instruction that makes one: binary32, every conversion, every function, with the numbers at which they go wrong.</summary>
internal sealed class ValueCode(GeneratorState state, ExpressionGenerator expressions)
{
    private static readonly double[] s_edges =
    [
        0, -0.0, 1, -1, 0.5, -0.5, 1.5, 2.5, -2.5, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, -double.Epsilon,
        double.MaxValue, double.MinValue, float.Epsilon, float.MaxValue, 2147483647, 2147483647.5, 2147483648, -2147483648, -2147483648.5, -2147483649,
        4294967295, 4294967295.5, 4294967296, -0.99, 9223372036854775807, -9223372036854775808, 18446744073709551615, 1e-310, 1e300, 16777217, 3.0000001,
    ];

    private static readonly Dictionary<ValueType, OpcodeRow[]> s_rows = MakeRows();

    private FunctionBuilder Code => state.Code;

    private Random Random => state.Random;

    internal void Push(ValueType type, int depth)
    {
        if (depth == 0 || Random.Next(5) == 0)
        {
            Leaf(type);
            return;
        }

        switch (Random.Next(10))
        {
            case 0 when type == ValueType.F32:
                expressions.Addresses.Push(out uint offset);
                Code.Emit(Opcode.F32Load, offset);
                break;
            case 1:
                expressions.Push(type, depth - 1);
                expressions.Push(type, depth - 1);
                expressions.Push(ValueType.I32, depth - 1);
                Code.Emit(Opcode.Select);
                break;
            case 2 when type is ValueType.I32 or ValueType.I64:
                RangeOfValues(type, depth);
                break;
            case 3:
                int local = state.AnyLocal(type);
                expressions.Push(type, depth - 1);
                Code.Tee(local);
                break;
            default:
                Operation(type, depth);
                break;
        }
    }

    private static Dictionary<ValueType, OpcodeRow[]> MakeRows()
    {
        Dictionary<ValueType, List<OpcodeRow>> rows = [];
        foreach (OpcodeRow row in OpcodeTable.Rows)
        {
            if (row.IsDefined && row.Immediate == Immediate.None && (row.Flags & (OpcodeFlags.Pure | OpcodeFlags.Traps)) != 0
                && (row.Flags & (OpcodeFlags.Variadic | OpcodeFlags.Load | OpcodeFlags.Store | OpcodeFlags.Ends)) == 0
                && row.Pops.Length is 1 or 2 && row.Pushes.Length == 1 && row.Opcode is not Opcode.NilCheck and not Opcode.MemoryGrow)
            {
                ValueType type = ValueTypes.FromLetter(row.Pushes[0]);
                (rows.TryGetValue(type, out List<OpcodeRow>? some) ? some : rows[type] = []).Add(row);
            }
        }

        return rows.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray());
    }

    private void Operation(ValueType type, int depth)
    {
        OpcodeRow[] rows = s_rows[type];
        OpcodeRow row;
        do
        {
            row = rows[Random.Next(rows.Length)];
        }
        while ((row.Flags & OpcodeFlags.Traps) != 0 && Random.Next(10) > 0);
        foreach (char letter in row.Pops)
        {
            expressions.Push(ValueTypes.FromLetter(letter), depth - 1);
        }

        Code.Emit(row.Opcode);
    }

    private void RangeOfValues(ValueType type, int depth)
    {
        expressions.Push(type, depth - 1);
        bool isTight = Random.Next(8) == 0;
        if (type == ValueType.I32)
        {
            Code.I32(isTight ? Random.Next(-5, 5) : int.MinValue);
            expressions.Push(type, 0);
            Code.I32(int.MaxValue);
            Code.Emit(Opcode.I32Or);
            Code.I32(int.MaxValue);
            Code.Emit(Opcode.I32And);
            Code.Emit(Opcode.I32Rangev);
            return;
        }

        Code.I64(isTight ? Random.Next(-5, 5) : long.MinValue);
        expressions.Push(type, 0);
        Code.I64(long.MaxValue);
        Code.Emit(Opcode.I64Or);
        Code.I64(long.MaxValue);
        Code.Emit(Opcode.I64And);
        Code.Emit(Opcode.I64Rangev);
    }

    private void Leaf(ValueType type)
    {
        if (Random.Next(2) == 0)
        {
            Code.Get(state.AnyLocal(type, reading: true));
            return;
        }

        double edge = s_edges[Random.Next(s_edges.Length)];
        switch (type)
        {
            case ValueType.I32:
                Code.I32(Random.Next(2) == 0 ? Random.Next(-3, 9) : 1 << Random.Next(32));
                break;
            case ValueType.I64:
                Code.I64(Random.Next(2) == 0 ? Random.Next(-3, 9) : Random.NextInt64(long.MinValue, long.MaxValue) >> Random.Next(64));
                break;
            case ValueType.F32:
                Code.F32(Random.Next(4) == 0 ? BitConverter.Int32BitsToSingle(Random.Next()) : (float)edge);
                break;
            default:
                Code.F64(Random.Next(4) == 0 ? BitConverter.Int64BitsToDouble(Random.NextInt64(long.MinValue, long.MaxValue)) : edge);
                break;
        }
    }
}
