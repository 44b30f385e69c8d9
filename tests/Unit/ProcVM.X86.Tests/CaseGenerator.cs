using Iced.Intel;
using ProcVM.Core.Seam;
using ProcVM.Seam.Tests;

namespace ProcVM.X86.Tests;

/// <summary>Random instructions, from random bytes: any opcode, prefix and operand may come. Registers are set so that most of what they address is there.</summary>
internal sealed class CaseGenerator(int seed)
{
    private const int Window = 0x1000;
    private const int Middle = Oracle.DataSize / 2;

    private static readonly HashSet<CpuidFeature> s_features =
    [
        CpuidFeature.INTEL8086, CpuidFeature.INTEL186, CpuidFeature.INTEL286, CpuidFeature.INTEL386, CpuidFeature.INTEL486, CpuidFeature.X64, CpuidFeature.CMOV,
        CpuidFeature.CX8, CpuidFeature.CMPXCHG16B, CpuidFeature.SSE, CpuidFeature.SSE2, CpuidFeature.POPCNT, CpuidFeature.LZCNT, CpuidFeature.BMI1, CpuidFeature.BMI2,
        CpuidFeature.ADX, CpuidFeature.MOVBE, CpuidFeature.MULTIBYTENOP, CpuidFeature.SSE4_2, CpuidFeature.PAUSE, CpuidFeature.FSGSBASE, CpuidFeature.CET_IBT,
        CpuidFeature.FPU, CpuidFeature.FPU287, CpuidFeature.FPU387, CpuidFeature.FXSR,
    ];

    /// <summary>What isn't compared: it tells of the machine, or isn't known yet.</summary>
    private static readonly HashSet<Mnemonic> s_left =
    [
        // The machine.
        Mnemonic.Cpuid, Mnemonic.Rdtsc, Mnemonic.Syscall, Mnemonic.Sysenter, Mnemonic.Sysret, Mnemonic.Sysexit, Mnemonic.Sldt, Mnemonic.Str, Mnemonic.Smsw,
        Mnemonic.Sidt, Mnemonic.Sgdt, Mnemonic.Verr, Mnemonic.Verw, Mnemonic.Lar, Mnemonic.Lsl, Mnemonic.Lss, Mnemonic.Lfs, Mnemonic.Lgs,
        // Traced by the kernel.
        Mnemonic.Int1, Mnemonic.Popf, Mnemonic.Popfq, Mnemonic.Int,
        // Far.
        Mnemonic.Retf, Mnemonic.Iret, Mnemonic.Iretd, Mnemonic.Iretq,
        // Estimates.
        Mnemonic.Rcpss, Mnemonic.Rcpps, Mnemonic.Rsqrtss, Mnemonic.Rsqrtps,
        // Status that isn't kept, and what is missing.
        Mnemonic.Stmxcsr, Mnemonic.Ldmxcsr, Mnemonic.Maskmovdqu, Mnemonic.Pcmpestri, Mnemonic.Pcmpestrm, Mnemonic.Pcmpistri, Mnemonic.Pcmpistrm, Mnemonic.Pcmpgtq,
        Mnemonic.Cvtpi2ps, Mnemonic.Cvtpi2pd,
        Mnemonic.F2xm1, Mnemonic.Fyl2x, Mnemonic.Fyl2xp1, Mnemonic.Fptan, Mnemonic.Fpatan, Mnemonic.Fxtract, Mnemonic.Fprem, Mnemonic.Fprem1, Mnemonic.Fsincos,
        Mnemonic.Fsin, Mnemonic.Fcos, Mnemonic.Fscale, Mnemonic.Fbld, Mnemonic.Fbstp, Mnemonic.Fnsave, Mnemonic.Frstor, Mnemonic.Fnstenv, Mnemonic.Fldenv,
        Mnemonic.Ffreep, Mnemonic.Fstpnce, Mnemonic.Fnsetpm, Mnemonic.Fndisi, Mnemonic.Fneni, Mnemonic.Frstpm, Mnemonic.Fldcw, Mnemonic.Fxsave, Mnemonic.Fxsave64,
        Mnemonic.Fxrstor, Mnemonic.Fxrstor64, Mnemonic.Pcmpestri64, Mnemonic.Pcmpestrm64, Mnemonic.Wait,
    ];

    private readonly Random _random = new(seed);

    /// <summary>The next instruction, with its bytes.</summary>
    public Instruction Next(out byte[] bytes, out ConstantOffsets offsets)
    {
        while (true)
        {
            bytes = Bytes();
            Decoder decoder = Decoder.Create(64, new ByteArrayCodeReader(bytes), RawGuest.Code);
            Instruction instruction = decoder.Decode();
            if (!instruction.IsInvalid && IsCompared(instruction, bytes.AsSpan(0, instruction.Length)))
            {
                bytes = bytes[..instruction.Length];
                offsets = decoder.GetConstantOffsets(instruction);
                return instruction;
            }
        }
    }

    /// <summary>The next instruction that needs no registers to be set for it, whatever came before, and leaves no flag undefined.</summary>
    public Instruction NextOfSequence(out byte[] bytes, out ConstantOffsets offsets)
    {
        while (true)
        {
            Instruction i = Next(out bytes, out offsets);
            bool isAbsolute = IsMemory(i).Count == 0 || (i.MemoryBase == Register.None && i.MemoryIndex == Register.None && offsets.DisplacementSize == 4);
            bool ends = i.FlowControl != FlowControl.Next || i.IsPrivileged || i.IsStringInstruction || i.IsStackInstruction;
            bool isFlag = i.Mnemonic is Mnemonic.Cli or Mnemonic.Sti or Mnemonic.In or Mnemonic.Out or Mnemonic.Hlt or Mnemonic.Xlatb or Mnemonic.Std
                or Mnemonic.Wrfsbase or Mnemonic.Wrgsbase or Mnemonic.Div or Mnemonic.Idiv or Mnemonic.Clts;
            bool isUndefined = i.RflagsUndefined is not RflagsBits.None && i.RflagsUndefined != RflagsBits.AF;
            if (isAbsolute && !ends && !isFlag && !isUndefined && (i.RflagsRead & RflagsBits.AF) == 0)
            {
                return i;
            }
        }
    }

    /// <summary>Changes constants of an instruction so that what it addresses is in the data, and jumps go three bytes ahead.</summary>
    public void Direct(in Instruction i, byte[] bytes, in ConstantOffsets offsets)
    {
        if (i.IsIPRelativeMemoryOperand && offsets.HasDisplacement)
        {
            uint distance = (uint)(RawGuest.Data + Middle - RawGuest.Code - (ulong)bytes.Length);
            BitConverter.TryWriteBytes(bytes.AsSpan(offsets.DisplacementOffset), distance);
        }
        else if (offsets.DisplacementSize == 4 && i.MemoryBase == Register.None && _random.Next(4) != 0)
        {
            BitConverter.TryWriteBytes(bytes.AsSpan(offsets.DisplacementOffset), (uint)RawGuest.Data + Middle);
        }

        if (i.Op0Kind is OpKind.NearBranch64)
        {
            bytes.AsSpan(offsets.ImmediateOffset, offsets.ImmediateSize).Clear();
            bytes[offsets.ImmediateOffset] = 3;
        }
    }

    /// <summary>Sets the registers that an instruction addresses memory with.</summary>
    public void Aim(in Instruction i, ref X86Registers registers, ulong codeEnd)
    {
        Span<ulong> all = System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref registers.Rax, 16);
        bool usesStrings = i.IsStringInstruction || i.Mnemonic is Mnemonic.Movsd or Mnemonic.Cmpsd;
        if (usesStrings)
        {
            registers.Rsi = RawGuest.Data + (ulong)_random.Next(Oracle.DataSize);
            registers.Rdi = RawGuest.Data + (ulong)_random.Next(Oracle.DataSize);
            registers.Rcx = (ulong)_random.Next(40);
            registers.Rflags |= _random.Next(4) == 0 ? 0x400UL : 0;
        }

        if (i.Mnemonic is Mnemonic.Xlatb)
        {
            registers.Rbx = RawGuest.Data + Middle;
        }

        if (i.Mnemonic is Mnemonic.Leave)
        {
            registers.Rbp = registers.Rsp - 64;
        }

        if (i.Op0Kind == OpKind.Register && i.FlowControl is FlowControl.IndirectBranch or FlowControl.IndirectCall && i.Op0Register.IsGPR64())
        {
            all[Index(i.Op0Register)] = codeEnd + 3;
        }

        bool hasMemory = Enumerable.Range(0, i.OpCount).Any(IsMemory(i).Contains);
        if (!hasMemory || _random.Next(30) == 0)
        {
            return;
        }

        ulong target = RawGuest.Data + Middle + (ulong)_random.NextInt64(-Window / 2, Window / 2);
        target = _random.Next(3) == 0 ? target : target & ~15UL;
        if (i.Mnemonic is Mnemonic.Bt or Mnemonic.Bts or Mnemonic.Btr or Mnemonic.Btc && i.Op1Kind == OpKind.Register)
        {
            all[Index(i.Op1Register)] = (ulong)_random.NextInt64(-8000, 8000);
        }

        if (i.MemoryIndex != Register.None && i.MemoryIndex != i.MemoryBase)
        {
            all[Index(i.MemoryIndex)] = (ulong)_random.NextInt64(-100, 100);
            target -= all[Index(i.MemoryIndex)] * (ulong)i.MemoryIndexScale;
        }

        if (i.MemoryBase != Register.None && !i.IsIPRelativeMemoryOperand)
        {
            all[Index(i.MemoryBase)] = target - i.MemoryDisplacement64;
        }
    }

    private static HashSet<int> IsMemory(Instruction i) => [.. Enumerable.Range(0, i.OpCount).Where(one => i.GetOpKind(one) == OpKind.Memory)];

    private static int Index(Register register) => (register.GetFullRegister() - Register.RAX) switch
    {
        0 => 0,
        1 => 2,
        2 => 3,
        3 => 1,
        4 => 7,
        5 => 6,
        6 => 4,
        7 => 5,
        var upper => upper,
    };

    private static bool IsCompared(in Instruction i, ReadOnlySpan<byte> bytes)
    {
        if (s_left.Contains(i.Mnemonic) || !i.CpuidFeatures.All(s_features.Contains))
        {
            return false;
        }

        for (int operand = 0; operand < i.OpCount; operand++)
        {
            if (i.GetOpKind(operand) is OpKind.FarBranch16 or OpKind.FarBranch32 or OpKind.NearBranch16 or OpKind.NearBranch32)
            {
                return false;
            }

            Register register = i.GetOpKind(operand) == OpKind.Register ? i.GetOpRegister(operand) : Register.None;
            if (register.IsMM() || register.IsCR() || register.IsDR() || register.IsTR() || register.IsSegmentRegister())
            {
                return false;
            }
        }

        // With a 66 prefix Intel's processors ignore it, and AMD's take 16 bits of the target.
        bool isNarrowed = i.FlowControl != FlowControl.Next && Bytes16(bytes);
        // Of 16 bits shifted by more the result is undefined. With REX.B a PAUSE is an exchange on AMD's.
        bool isUndefined = i.Code is Code.Shld_rm16_r16_CL or Code.Shrd_rm16_r16_CL
            || (i.Code is Code.Shld_rm16_r16_imm8 or Code.Shrd_rm16_r16_imm8 && (i.Immediate8 & 31) > 16);
        // AMD's processors take a repeat prefix for the condition.
        bool isRepeatedLoop = i.Mnemonic is Mnemonic.Loop or Mnemonic.Loope or Mnemonic.Loopne && bytes.IndexOfAny((byte)0xF2, (byte)0xF3) >= 0;
        return !isNarrowed && !isUndefined && !isRepeatedLoop && !(i.Mnemonic == Mnemonic.Pause && i.Length > 2) && i.Code is not (Code.Enterw_imm16_imm8 or Code.Leavew) && !i.IsCallFar && !i.IsCallFarIndirect && !i.IsJmpFar && !i.IsJmpFarIndirect && !(i.Mnemonic == Mnemonic.Ret && i.StackPointerIncrement < 8);
    }

    private static bool Bytes16(ReadOnlySpan<byte> bytes) => bytes.Contains((byte)0x66);

    private byte[] Bytes()
    {
        List<byte> bytes = [];
        byte[] tail = new byte[24];
        _random.NextBytes(tail);
        if (_random.Next(20) == 0)
        {
            // VEX, for BMI: three bytes, map 2 or 3, L and W anything.
            byte r = (byte)_random.Next(256);
            bytes.AddRange([0xC4, (byte)((r & 0xE0) | _random.Next(2, 4)), (byte)(_random.Next(256) & 0xFB), (byte)(0xF0 | _random.Next(8))]);
            bytes.AddRange(tail);
            return [.. bytes];
        }

        if (_random.Next(12) == 0)
        {
            bytes.Add((byte)(_random.Next(2) == 0 ? 0x64 : 0x67));
        }

        if (_random.Next(3) == 0)
        {
            bytes.Add((byte)(_random.Next(4) switch { 0 => 0x66, 1 => 0xF2, 2 => 0xF3, _ => 0xF0 }));
        }

        if (_random.Next(6) == 0)
        {
            bytes.Add(0x66);
        }

        if (_random.Next(2) == 0)
        {
            bytes.Add((byte)(0x40 | _random.Next(16)));
        }

        if (_random.Next(8) == 0)
        {
            // The x87.
            bytes.Add((byte)(0xD8 + _random.Next(8)));
            bytes.AddRange(tail);
            return [.. bytes];
        }

        switch (_random.Next(16))
        {
            case 0:
                bytes.AddRange([0x0F, 0x38, (byte)(0xF0 | _random.Next(8))]);
                break;
            case < 8:
                bytes.Add(0x0F);
                break;
        }

        bytes.AddRange(tail);
        return [.. bytes];
    }
}
