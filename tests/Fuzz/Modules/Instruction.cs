using System.Buffers.Binary;
using ProcVM.Module;

namespace ProcVM.Fuzz.Modules;

/// <summary>An instruction taken apart: its opcode and its immediates as numbers.</summary>
internal sealed record Instruction(Opcode Opcode, long[] Values)
{
    internal Immediate Immediate => OpcodeTable.Get(Opcode).Immediate;

    /// <summary>The instructions of verified code.</summary>
    internal static List<Instruction> Decode(ReadOnlySpan<byte> code)
    {
        List<Instruction> instructions = [];
        CodeReader reader = new(code);
        while (!reader.AtEnd)
        {
            Opcode opcode = reader.ReadOpcode();
            instructions.Add(new Instruction(opcode, Read(ref reader, OpcodeTable.Get(opcode).Immediate)));
        }

        return instructions;
    }

    /// <summary>The code of instructions.</summary>
    internal static byte[] Encode(List<Instruction> instructions)
    {
        CodeBuffer code = new();
        foreach (Instruction instruction in instructions)
        {
            if ((int)instruction.Opcode > 0xFF)
            {
                code.WriteByte(OpcodeTable.Prefix);
            }

            code.WriteByte((byte)instruction.Opcode);
            instruction.Write(code);
        }

        return code.Written.ToArray();
    }

    private static long[] Read(ref CodeReader reader, Immediate immediate)
    {
        switch (immediate)
        {
            case Immediate.None:
                return [];
            case Immediate.I32:
                return [reader.ReadS32()];
            case Immediate.I64:
                return [reader.ReadS64()];
            case Immediate.F32:
                return [reader.ReadF32Bits()];
            case Immediate.F64:
                return [(long)reader.ReadF64Bits()];
            case Immediate.Trap:
                return [reader.ReadU8()];
            case Immediate.Range32:
                return [reader.ReadS32(), reader.ReadS32()];
            case Immediate.Range64:
                return [reader.ReadS64(), reader.ReadS64()];
            case Immediate.Index:
                return [reader.ReadS32(), reader.ReadS32(), reader.ReadU32()];
            case Immediate.TableTable or Immediate.ElementTable or Immediate.Escape:
                return [reader.ReadU32(), reader.ReadU32()];
            case Immediate.LabelTable:
                long[] labels = new long[reader.ReadU32() + 1];
                for (int i = 0; i < labels.Length; i++)
                {
                    labels[i] = reader.ReadU32();
                }

                return labels;
            default:
                return [reader.ReadU32()];
        }
    }

    private void Write(CodeBuffer code)
    {
        Span<byte> bits = stackalloc byte[8];
        switch (Immediate)
        {
            case Immediate.I32 or Immediate.I64 or Immediate.Range32 or Immediate.Range64:
                foreach (long value in Values)
                {
                    code.WriteS64(value);
                }

                break;
            case Immediate.F32 or Immediate.F64:
                BinaryPrimitives.WriteInt64LittleEndian(bits, Values[0]);
                code.WriteBytes(Immediate == Immediate.F32 ? bits[..4] : bits);
                break;
            case Immediate.Trap:
                code.WriteByte((byte)Values[0]);
                break;
            case Immediate.Index:
                code.WriteS64(Values[0]);
                code.WriteS64(Values[1]);
                code.WriteU32((uint)Values[2]);
                break;
            default:
                if (Immediate == Immediate.LabelTable)
                {
                    code.WriteU32((uint)Values.Length - 1);
                }

                foreach (long value in Values)
                {
                    code.WriteU32((uint)value);
                }

                break;
        }
    }
}
