using ProcVM.Module;

namespace ProcVM.Fuzz.Modules;

/// <summary>Writes random immediates that the verifier accepts, edge values often among them.</summary>
internal sealed class ImmediateGenerator(ModuleGenerator module, Random random, CodeBuffer code, uint frame)
{
    internal void Write(Immediate immediate)
    {
        switch (immediate)
        {
            case Immediate.None:
                break;
            case Immediate.I32:
                code.WriteS32((int)Interesting());
                break;
            case Immediate.I64:
                code.WriteS64(Interesting());
                break;
            case Immediate.F32:
                code.WriteF32(BitConverter.Int32BitsToSingle((int)InterestingFloat32()));
                break;
            case Immediate.F64:
                code.WriteF64(InterestingFloat());
                break;
            case Immediate.Table:
                code.WriteU32((uint)random.Next(module.Tables.Length));
                break;
            case Immediate.TableTable:
                code.WriteU32((uint)random.Next(module.Tables.Length));
                code.WriteU32((uint)random.Next(module.Tables.Length));
                break;
            case Immediate.ElementTable:
                code.WriteU32((uint)random.Next(module.ElementCount));
                code.WriteU32((uint)random.Next(module.Tables.Length));
                break;
            case Immediate.Element:
                code.WriteU32((uint)random.Next(module.ElementCount));
                break;
            case Immediate.Data:
                code.WriteU32((uint)random.Next(module.DataCount));
                break;
            case Immediate.Offset or Immediate.Size:
                code.WriteU32(random.Next(12) == 0 ? (uint)Interesting() : (uint)random.Next(64));
                break;
            case Immediate.Frame:
                code.WriteU32((uint)random.Next((int)frame + 1));
                break;
            case Immediate.Range32 or Immediate.Index:
                int low = random.Next(2) == 0 ? (int)Interesting() : 0;
                code.WriteS32(low);
                code.WriteS32(Math.Max(low, (int)Interesting()));
                if (immediate == Immediate.Index)
                {
                    code.WriteU32((uint)random.Next(1, 20));
                }

                break;
            case Immediate.Range64:
                long from = Interesting();
                code.WriteS64(from);
                code.WriteS64(Math.Max(from, Interesting()));
                break;
            default:
                throw new InvalidOperationException("the generator doesn't know an immediate: " + immediate);
        }
    }

    private long Interesting() => random.Next(8) switch
    {
        0 => 0,
        1 => -1,
        2 => int.MinValue,
        3 => int.MaxValue,
        4 => long.MinValue,
        5 => long.MaxValue,
        6 => random.Next(-200, 200),
        _ => random.NextInt64(long.MinValue, long.MaxValue),
    };

    private uint InterestingFloat32() => random.Next(6) switch
    {
        0 => 0x7FC00000,
        1 => 0x7F800000,
        2 => 0x80000000,
        3 => 0x00000001,
        4 => BitConverter.SingleToUInt32Bits(random.Next(-100, 100) / 8f),
        _ => (uint)random.NextInt64(),
    };

    private double InterestingFloat() => random.Next(6) switch
    {
        0 => double.NaN,
        1 => double.NegativeInfinity,
        2 => -0.0,
        3 => double.Epsilon,
        4 => random.Next(-1000, 1000) / 16.0,
        _ => BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)),
    };
}
