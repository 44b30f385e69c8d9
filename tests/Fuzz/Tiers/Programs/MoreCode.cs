using ProcVM.Module;
using ProcVM.Runtime.Tests;
using ValueType = ProcVM.Module.ValueType;

namespace ProcVM.Fuzz.Tiers.Programs;

/// <summary>Deals out the turns among all that the plain generator doesn't know.</summary>
internal sealed class MoreCode(GeneratorState state, ExpressionGenerator expressions, StatementGenerator statements) : IMoreGenerator
{
    private readonly ValueCode _values = new(state, expressions);

    /// <summary>Loops.</summary>
    internal LoopCode Loops { get; } = new(state, expressions, statements);

    /// <summary>Host calls.</summary>
    internal HostCode Host { get; } = new(state, expressions);

    /// <summary>Tables and segments.</summary>
    internal TableCode Tables { get; } = new(state, expressions);

    private FunctionBuilder Code => state.Code;

    private Random Random => state.Random;

    public bool TryPush(ValueType type, int depth)
    {
        if (type != ValueType.F32 && Random.Next(4) > 0)
        {
            return false;
        }

        if (depth > 1 && Random.Next(8) == 0 && Host.TryPush(type))
        {
            return true;
        }

        if (depth > 0 && type == ValueType.I32 && Random.Next(20) == 0)
        {
            Tables.PushSize();
            return true;
        }

        _values.Push(type, depth);
        return true;
    }

    public bool TryStatement(int depth)
    {
        switch (Random.Next(30))
        {
            case 0 or 1:
                Host.Statement();
                return true;
            case 2:
                Tables.Statement();
                return true;
            case 3:
                Tables.CallThrough();
                return true;
            case 4:
                Segments();
                return true;
            case 5:
                Stop();
                return true;
            case 6:
                StoreSingle();
                return true;
            case 7 or 8 when depth < 3:
                Loops.Statement(depth);
                return true;
            default:
                return false;
        }
    }

    /// <summary>An address that is in the frame or the statics, or near the memory's end.</summary>
    private void StoreSingle()
    {
        if (Random.Next(6) == 0)
        {
            Code.Emit(Opcode.MemorySize);
            Code.I32(16);
            Code.Emit(Opcode.I32Shl);
            Code.I32(-Random.Next(1, 12));
            Code.Emit(Opcode.I32Add);
            expressions.Push(ValueType.I32, 1);
            Code.Emit(Opcode.I32Store8 + (ushort)Random.Next(2), (uint)Random.Next(3));
            return;
        }

        int value = Code.NewLocal(ValueType.F32);
        expressions.Push(ValueType.F32, 2);
        Code.Set(value);
        expressions.Addresses.Push(out uint offset);
        Code.Get(value);
        Code.Emit(Opcode.F32Store, offset);
    }

    private void Segments()
    {
        switch (Random.Next(8))
        {
            case 0 or 1:
                Code.I32(Random.Next(3));
                Code.Emit(Opcode.MemoryGrow);
                Code.Set(state.AnyLocal(ValueType.I32));
                break;
            case 2:
                Code.Emit(Opcode.DataDrop, (uint)Random.Next(TableCode.DataSegments));
                break;
            default:
                Code.I32(state.Statics + Random.Next(400));
                Code.I32(Random.Next(20));
                Code.I32(Random.Next(12) == 0 ? 1000 : Random.Next(20));
                Code.Emit(Opcode.MemoryInit, (uint)Random.Next(TableCode.DataSegments));
                break;
        }
    }

    /// <summary>What leaves the function, under a condition.</summary>
    private void Stop()
    {
        LabelHandle on = Code.NewLabel();
        expressions.Push(ValueType.I32, 2);
        if (Random.Next(2) == 0)
        {
            Code.I32(7);
            Code.Emit(Opcode.I32And);
            Code.I32(7);
            Code.Emit(Opcode.I32Eq);
        }

        Code.Branch(Opcode.BrIfz, on);
        switch (Random.Next(8))
        {
            case 0:
                Code.Trap((TrapKind)Random.Next(1, (int)TrapKind.Table + 1));
                break;
            case 1:
                Code.Emit(Opcode.Unreachable);
                break;
            default:
                foreach (ValueType result in state.Module.TypeAt(Code.TypeIndex).Results.ToArray())
                {
                    expressions.Push(result, 1);
                }

                Code.Emit(Opcode.Return);
                break;
        }

        Code.Mark(on);
    }
}
