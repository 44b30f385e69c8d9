using ProcVM.Module;
using ProcVM.Runtime.Tests;
using ValueType = ProcVM.Module.ValueType;

namespace ProcVM.Fuzz.Tiers.Programs;

/// <summary>Tables of references, calls through them, and segments.</summary>
internal sealed class TableCode(GeneratorState state, ExpressionGenerator expressions)
{
    /// <summary>Data segments that programs copy from; the first of the module.</summary>
    internal const int DataSegments = 2;

    private const int Tables = 2;
    private const int ElementSegments = 2;
    private const int Entries = 6;
    private const int Most = 9;

    private FunctionBuilder Code => state.Code;

    private Random Random => state.Random;

    internal void PushSize() => Code.Emit(Opcode.TableSize, Table());

    internal void Statement()
    {
        switch (Random.Next(7))
        {
            case 0:
                Place();
                Code.I32(Random.Next(4));
                Code.Emit(Opcode.TableSet, 1);
                break;
            case 1:
                Place();
                Place();
                Code.I32(Random.Next(4));
                Code.Emit(Opcode.TableCopy, 1, Table());
                break;
            case 2:
                Place();
                Place();
                Code.I32(Random.Next(3));
                Code.Emit(Opcode.TableInit, (uint)Random.Next(ElementSegments), 1);
                break;
            case 3:
                Place();
                Code.I32(Random.Next(3));
                Code.I32(Random.Next(4));
                Code.Emit(Opcode.TableFill, 1);
                break;
            case 4:
                Code.I32(Random.Next(3));
                Code.I32(Random.Next(4));
                Code.Emit(Opcode.TableGrow, 1);
                Code.Set(state.AnyLocal(ValueType.I32));
                break;
            case 5:
                Code.Emit(Opcode.ElemDrop, (uint)Random.Next(ElementSegments));
                break;
            default:
                Place();
                Code.Emit(Opcode.TableGet, Table());
                Code.Set(state.AnyLocal(ValueType.I32));
                break;
        }
    }

    /// <summary>Calls a later function through the first table, or now and then what it finds.</summary>
    internal void CallThrough()
    {
        int first = state.Index + 1;
        if (first >= state.Functions.Count)
        {
            return;
        }

        int index = Random.Next(first, state.Functions.Count);
        FunctionType type = state.Module.TypeAt(state.Functions[index].TypeIndex);
        foreach (ValueType parameter in type.Parameters.ToArray())
        {
            expressions.Push(parameter, 1);
        }

        if (Random.Next(12) == 0)
        {
            Place();
        }
        else
        {
            Code.I32(index);
        }

        Code.Emit(Opcode.TableGet, 0);
        Code.Emit(Opcode.CallRef, (uint)state.Functions[index].TypeIndex);
        foreach (ValueType result in type.Results.ToArray().Reverse())
        {
            Code.Set(state.AnyLocal(result));
        }
    }

    /// <summary>The module with what the builder doesn't make: tables, and segments that stay until they are used.</summary>
    internal PcodeModule AddTo(PcodeModule module)
    {
        uint[] references = [.. state.Functions.Select(function => (uint)state.Module.IndexOf(function.Handle) + 1)];
        byte[] bytes = new byte[40];
        Random.NextBytes(bytes);
        return new PcodeModule
        {
            Types = module.Types,
            Imports = module.Imports,
            Functions = module.Functions,
            Tables = [.. Enumerable.Range(0, Tables).Select(_ => new TableType(Entries + 2, Most))],
            Memory = module.Memory,
            Globals = module.Globals,
            Entry = module.Entry,
            // The first table is the functions' own, and no program changes it.
            Elements = [new ElementSegment(false, 0, 0, references), new ElementSegment(false, 0, 0, [0, 1]), new ElementSegment(true, 0, 0, references)],
            Data = [new DataSegment(false, 0, bytes), new DataSegment(false, 0, bytes.AsMemory(0, 9)), .. module.Data],
            Names = module.Names,
            Lines = module.Lines,
        };
    }

    private uint Table() => (uint)Random.Next(Tables);

    private void Place()
    {
        if (Random.Next(8) == 0)
        {
            expressions.Push(ValueType.I32, 1);
        }
        else
        {
            Code.I32(Random.Next(Entries));
        }
    }
}
