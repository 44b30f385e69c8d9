using Iced.Intel;
using ProcVM.X86.Processor;

namespace ProcVM.X86.Decoding;

/// <summary>Which operation each instruction of SSE and SSE2 is.</summary>
internal static class VectorTable
{
    /// <summary>Adds the rows.</summary>
    public static void AddTo(InstructionTable.Row[] rows)
    {
        Add(rows, Shape.Own,
        [
            (Mnemonic.Movaps, Op.LoadVectorAligned), (Mnemonic.Movapd, Op.LoadVectorAligned), (Mnemonic.Movdqa, Op.LoadVectorAligned),
            (Mnemonic.Movups, Op.LoadVector), (Mnemonic.Movupd, Op.LoadVector), (Mnemonic.Movdqu, Op.LoadVector),
            (Mnemonic.Movntdq, Op.LoadVectorAligned), (Mnemonic.Movntps, Op.LoadVectorAligned), (Mnemonic.Movntpd, Op.LoadVectorAligned),
            (Mnemonic.Movq, Op.LoadDouble), (Mnemonic.Movd, Op.LoadSingle), (Mnemonic.Movsd, Op.LoadDouble), (Mnemonic.Movss, Op.LoadSingle),
            (Mnemonic.Movlps, Op.LoadLow), (Mnemonic.Movlpd, Op.LoadLow), (Mnemonic.Movhps, Op.LoadHigh), (Mnemonic.Movhpd, Op.LoadHigh),
            (Mnemonic.Movhlps, Op.MoveHighToLow), (Mnemonic.Movlhps, Op.MoveLowToHigh), (Mnemonic.Movnti, default), (Mnemonic.Cmpsd, Op.CompareRealD),
            (Mnemonic.Pmovmskb, Op.MoveMask8), (Mnemonic.Movmskps, Op.MoveMaskSingle), (Mnemonic.Movmskpd, Op.MoveMaskDouble),
            (Mnemonic.Pextrw, Op.ExtractWord), (Mnemonic.Pinsrw, Op.InsertWord),
            (Mnemonic.Cvtsi2ss, Op.IntegerToS), (Mnemonic.Cvtsi2sd, Op.IntegerToD), (Mnemonic.Cvttss2si, Op.TruncateSToInteger),
            (Mnemonic.Cvttsd2si, Op.TruncateDToInteger), (Mnemonic.Cvtss2si, Op.RoundSToInteger), (Mnemonic.Cvtsd2si, Op.RoundDToInteger),
        ]);
        Add(rows, Shape.Vector,
        [
            (Mnemonic.Pand, Op.And128), (Mnemonic.Andps, Op.And128), (Mnemonic.Andpd, Op.And128), (Mnemonic.Pandn, Op.AndNot128),
            (Mnemonic.Andnps, Op.AndNot128), (Mnemonic.Andnpd, Op.AndNot128), (Mnemonic.Por, Op.Or128), (Mnemonic.Orps, Op.Or128),
            (Mnemonic.Orpd, Op.Or128), (Mnemonic.Pxor, Op.Xor128), (Mnemonic.Xorps, Op.Xor128), (Mnemonic.Xorpd, Op.Xor128),
            (Mnemonic.Paddb, Op.Add8x16), (Mnemonic.Paddw, Op.Add16x8), (Mnemonic.Paddd, Op.Add32x4), (Mnemonic.Paddq, Op.Add64x2),
            (Mnemonic.Psubb, Op.Subtract8x16), (Mnemonic.Psubw, Op.Subtract16x8), (Mnemonic.Psubd, Op.Subtract32x4), (Mnemonic.Psubq, Op.Subtract64x2),
            (Mnemonic.Paddsb, Op.AddSaturated8S), (Mnemonic.Paddsw, Op.AddSaturated16S), (Mnemonic.Paddusb, Op.AddSaturated8U),
            (Mnemonic.Paddusw, Op.AddSaturated16U), (Mnemonic.Psubsb, Op.SubtractSaturated8S), (Mnemonic.Psubsw, Op.SubtractSaturated16S),
            (Mnemonic.Psubusb, Op.SubtractSaturated8U), (Mnemonic.Psubusw, Op.SubtractSaturated16U),
            (Mnemonic.Pcmpeqb, Op.Equal8x16), (Mnemonic.Pcmpeqw, Op.Equal16x8), (Mnemonic.Pcmpeqd, Op.Equal32x4),
            (Mnemonic.Pcmpgtb, Op.Greater8x16), (Mnemonic.Pcmpgtw, Op.Greater16x8), (Mnemonic.Pcmpgtd, Op.Greater32x4),
            (Mnemonic.Pminub, Op.Minimum8U), (Mnemonic.Pmaxub, Op.Maximum8U), (Mnemonic.Pminsw, Op.Minimum16S), (Mnemonic.Pmaxsw, Op.Maximum16S),
            (Mnemonic.Pavgb, Op.Average8), (Mnemonic.Pavgw, Op.Average16), (Mnemonic.Pmullw, Op.MultiplyLow16), (Mnemonic.Pmulhw, Op.MultiplyHigh16S),
            (Mnemonic.Pmulhuw, Op.MultiplyHigh16U), (Mnemonic.Pmaddwd, Op.MultiplyAdd16), (Mnemonic.Pmuludq, Op.MultiplyEven32),
            (Mnemonic.Psadbw, Op.SumOfDifferences),
            (Mnemonic.Punpcklbw, Op.UnpackLow8), (Mnemonic.Punpcklwd, Op.UnpackLow16), (Mnemonic.Punpckldq, Op.UnpackLow32),
            (Mnemonic.Punpcklqdq, Op.UnpackLow64), (Mnemonic.Punpckhbw, Op.UnpackHigh8), (Mnemonic.Punpckhwd, Op.UnpackHigh16),
            (Mnemonic.Punpckhdq, Op.UnpackHigh32), (Mnemonic.Punpckhqdq, Op.UnpackHigh64), (Mnemonic.Unpcklps, Op.UnpackLow32),
            (Mnemonic.Unpcklpd, Op.UnpackLow64), (Mnemonic.Unpckhps, Op.UnpackHigh32), (Mnemonic.Unpckhpd, Op.UnpackHigh64),
            (Mnemonic.Packsswb, Op.PackSigned16), (Mnemonic.Packssdw, Op.PackSigned32), (Mnemonic.Packuswb, Op.PackUnsigned16),
            (Mnemonic.Pshufd, Op.Shuffle32), (Mnemonic.Pshuflw, Op.ShuffleLow16), (Mnemonic.Pshufhw, Op.ShuffleHigh16),
            (Mnemonic.Shufps, Op.ShuffleSingle), (Mnemonic.Shufpd, Op.ShuffleDouble),
            (Mnemonic.Cmpps, Op.CompareRealsS), (Mnemonic.Cmppd, Op.CompareRealsD),
            (Mnemonic.Cvtdq2ps, Op.IntegersToSs), (Mnemonic.Cvtps2dq, Op.SsToIntegers), (Mnemonic.Cvttps2dq, Op.SsToIntegersTruncated),
            (Mnemonic.Cvtpd2dq, Op.DsToIntegers), (Mnemonic.Cvttpd2dq, Op.DsToIntegersTruncated), (Mnemonic.Cvtpd2ps, Op.DsToSs),
        ]);
        Add(rows, Shape.Vector64,
        [
            (Mnemonic.Cvtsd2ss, Op.DToS), (Mnemonic.Cvtps2pd, Op.SsToDs), (Mnemonic.Cvtdq2pd, Op.IntegersToDs),
            (Mnemonic.Ucomisd, Op.OrderD), (Mnemonic.Comisd, Op.OrderD),
        ]);
        Add(rows, Shape.Vector32,
        [
            (Mnemonic.Cvtss2sd, Op.SToD), (Mnemonic.Ucomiss, Op.OrderS), (Mnemonic.Comiss, Op.OrderS), (Mnemonic.Cmpss, Op.CompareRealS),
        ]);
        Add(rows, Shape.VectorShift,
        [
            (Mnemonic.Psllw, Op.ShiftLeft16x8), (Mnemonic.Pslld, Op.ShiftLeft32x4), (Mnemonic.Psllq, Op.ShiftLeft64x2),
            (Mnemonic.Psrlw, Op.ShiftRight16x8), (Mnemonic.Psrld, Op.ShiftRight32x4), (Mnemonic.Psrlq, Op.ShiftRight64x2),
            (Mnemonic.Psraw, Op.ShiftArithmetic16x8), (Mnemonic.Psrad, Op.ShiftArithmetic32x4),
            (Mnemonic.Pslldq, Op.ShiftBytesLeft), (Mnemonic.Psrldq, Op.ShiftBytesRight),
        ]);
        AddReals(rows,
        [
            (Mnemonic.Addss, Mnemonic.Addsd, Mnemonic.Addps, Mnemonic.Addpd, Op.AddRealS),
            (Mnemonic.Subss, Mnemonic.Subsd, Mnemonic.Subps, Mnemonic.Subpd, Op.SubtractRealS),
            (Mnemonic.Mulss, Mnemonic.Mulsd, Mnemonic.Mulps, Mnemonic.Mulpd, Op.MultiplyRealS),
            (Mnemonic.Divss, Mnemonic.Divsd, Mnemonic.Divps, Mnemonic.Divpd, Op.DivideRealS),
            (Mnemonic.Minss, Mnemonic.Minsd, Mnemonic.Minps, Mnemonic.Minpd, Op.MinimumRealS),
            (Mnemonic.Maxss, Mnemonic.Maxsd, Mnemonic.Maxps, Mnemonic.Maxpd, Op.MaximumRealS),
            (Mnemonic.Sqrtss, Mnemonic.Sqrtsd, Mnemonic.Sqrtps, Mnemonic.Sqrtpd, Op.SquareRootRealS),
        ]);
    }

    private static void Add(InstructionTable.Row[] rows, Shape shape, ReadOnlySpan<(Mnemonic Name, Op Code)> all)
    {
        foreach ((Mnemonic name, Op code) in all)
        {
            rows[(int)name] = new InstructionTable.Row(shape, code);
        }
    }

    private static void AddReals(
        InstructionTable.Row[] rows, ReadOnlySpan<(Mnemonic Single, Mnemonic Double, Mnemonic Singles, Mnemonic Doubles, Op Code)> all)
    {
        foreach ((Mnemonic single, Mnemonic real, Mnemonic singles, Mnemonic doubles, Op code) in all)
        {
            rows[(int)single] = new InstructionTable.Row(Shape.Vector32, code);
            rows[(int)real] = new InstructionTable.Row(Shape.Vector64, code.Plus(1));
            rows[(int)singles] = new InstructionTable.Row(Shape.Vector, code.Plus(2));
            rows[(int)doubles] = new InstructionTable.Row(Shape.Vector, code.Plus(3));
        }
    }
}
