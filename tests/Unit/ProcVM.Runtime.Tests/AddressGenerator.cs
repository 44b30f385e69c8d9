using ProcVM.Module;
using ValueType = ProcVM.Module.ValueType;

namespace ProcVM.Runtime.Tests;

/// <summary>Makes random addresses, as compilers compute them.</summary>
internal sealed class AddressGenerator(GeneratorState state, ExpressionGenerator expressions)
{
    private const int ArrayLength = 16;

    private FunctionBuilder Code => state.Code;

    private Random Random => state.Random;

    /// <summary>Pushes an address; mostly a good one.</summary>
    internal void Push(out uint offset)
    {
        offset = 0;
        switch (Random.Next(11))
        {
            case < 2:
                Code.I32(state.Statics + (8 * Random.Next(8)));
                break;
            case < 4 when state.Frame > 0:
                Code.Emit(Opcode.FrameAddr, 8 * (uint)Random.Next(8));
                break;
            case 4 when state.Frame > 0:
                Code.Emit(Opcode.FrameAddr, 0);
                offset = 8 * (uint)Random.Next(8);
                break;
            case 5 when state.Frame > 0:
                Code.Emit(Opcode.FrameAddr, 8);
                SmallIndex();
                Code.Index(0, 7, 8);
                break;
            case < 8:
                Code.I32(state.Statics + 64);
                SmallIndex();
                Code.Index(Math.Min(Random.Next(2), state.LowestIndex), ArrayLength - 1, 8);
                offset = Random.Next(2) == 0 ? 0 : 8u;
                break;
            case 8:
                // base + index * size + constant, as compilers write it for an index that needs no check.
                expressions.Push(ValueType.I32, 1);
                Code.I32(7);
                Code.Emit(Opcode.I32And);
                Code.I32(state.Statics);
                Code.Emit(Opcode.I32Add);
                SmallIndex();
                Code.I32(15);
                Code.Emit(Opcode.I32And);
                Code.I32(Random.Next(3) == 0 ? 12 : 8);
                Code.Emit(Opcode.I32Mul);
                if (Random.Next(2) == 0)
                {
                    Code.I32(-8);
                    Code.Emit(Opcode.I32Add);
                    offset = 8;
                }

                Code.Emit(Opcode.I32Add);
                if (Random.Next(2) == 0)
                {
                    Code.I32(16);
                    Code.Emit(Opcode.I32Add);
                }

                break;
            case 9:
                Code.I32(state.Statics);
                expressions.Push(ValueType.I32, 1);
                Code.I32(0xF8);
                Code.Emit(Opcode.I32And);
                Code.Emit(Opcode.I32Add);
                Code.Emit(Opcode.NilCheck);
                offset = (uint)Random.Next(16);
                break;
            default:
                Code.I32(state.Statics + 64);
                SmallIndex();
                Code.I32(0);
                Code.I32(ArrayLength - 1);
                Code.Emit(Opcode.Indexv, 8);
                break;
        }
    }

    private void SmallIndex()
    {
        if (Random.Next(state.Care) == 0)
        {
            expressions.Push(ValueType.I32, 1);
            return;
        }

        List<(int Local, ValueType Type)> counters = state.Locals.Where(l => state.Fixed.Contains(l.Local)).ToList();
        if (counters.Count > 0 && Random.Next(3) > 0)
        {
            Code.Get(state.Any(counters).Local);
            return;
        }

        expressions.Push(ValueType.I32, 1);
        Code.I32(7);
        Code.Emit(Opcode.I32And);
    }
}
