using ProcVM.Module;

namespace ProcVM.Runtime.Lowering;

internal sealed partial class IrBuilder
{
    private static readonly Operand s_none = new(-1, -1);

    private void Translate(ref CodeReader code, Opcode op)
    {
        ref readonly OpcodeRow row = ref OpcodeTable.Get(op);
        switch (op)
        {
            case Opcode.Nop:
                break;
            case Opcode.I32Const:
                PushConstant(ValueType.I32, (uint)code.ReadS32());
                break;
            case Opcode.I64Const:
                PushConstant(ValueType.I64, (ulong)code.ReadS64());
                break;
            case Opcode.F32Const:
                PushConstant(ValueType.F32, code.ReadF32Bits());
                break;
            case Opcode.F64Const:
                PushConstant(ValueType.F64, code.ReadF64Bits());
                break;
            case Opcode.LocalGet:
                int local = (int)code.ReadU32();
                int value = ValueOfLocal(local);
                Push(_ir.IsConstant(value) ? value : local, value);
                break;
            case Opcode.LocalSet:
                SetLocal((int)code.ReadU32(), Pop());
                break;
            case Opcode.LocalTee:
                TeeLocal((int)code.ReadU32());
                break;
            case Opcode.GlobalGet:
                GetGlobal((int)code.ReadU32());
                break;
            case Opcode.GlobalSet:
                SetGlobal((int)code.ReadU32());
                break;
            case Opcode.Drop:
                Pop();
                break;
            case Opcode.Select:
                Select();
                break;
            case Opcode.FrameAddr:
                Push(Compute(op, ValueType.I32, s_none, s_none, imm: code.ReadU32()));
                break;
            case Opcode.I32Range:
                PushChecked32(code.ReadS32(), code.ReadS32());
                break;
            case Opcode.I64Range:
                PushChecked64(code.ReadS64(), code.ReadS64());
                break;
            case Opcode.I32Rangev or Opcode.I64Rangev:
                PushCheckedBetween(op);
                break;
            case Opcode.NilCheck:
                PushNotNil();
                break;
            case Opcode.Index:
                Index(code.ReadS32(), code.ReadS32(), code.ReadU32());
                break;
            case Opcode.Indexv:
                IndexBetween(code.ReadU32());
                break;
            default:
                if (!TranslateControl(ref code, op))
                {
                    TranslateByRow(ref code, row);
                }

                break;
        }
    }

    private void TranslateByRow(ref CodeReader code, in OpcodeRow row)
    {
        if ((row.Flags & (OpcodeFlags.Load | OpcodeFlags.Store)) != 0 && row.Immediate == Immediate.Offset)
        {
            uint offset = code.ReadU32();
            if ((row.Flags & OpcodeFlags.Load) != 0)
            {
                Load(row, offset);
            }
            else
            {
                Store(row, offset);
            }

            return;
        }

        if ((row.Flags & (OpcodeFlags.Pure | OpcodeFlags.Traps)) == 0 || row.Opcode == Opcode.MemoryCompare)
        {
            Rare(ref code, row);
            return;
        }

        ValueType type = ValueTypes.FromLetter(row.Pushes[0]);
        if (row.Pops.Length == 1)
        {
            Unary(row.Opcode, type, Pop());
        }
        else
        {
            Operand b = Pop();
            Operand a = Pop();
            Binary(row.Opcode, type, a, b);
        }
    }

    private void Push(Operand operand) => Push(operand.Register, operand.Value);

    private void PushConstant(ValueType type, ulong bits)
    {
        int register = Constant(type, bits);
        Push(register, register);
    }

    private void Unary(Opcode op, ValueType type, Operand a)
    {
        if (_ir.IsConstant(a.Register) && ConstantFolding.TryUnary(op, _ir.Constants[a.Register], out ulong folded))
        {
            PushConstant(type, folded);
            return;
        }

        if (op == Opcode.I32Eqz && Definition(a) is { } index)
        {
            // not (x < y) is x >= y, but for floating-point numbers.
            ref IrInstruction compare = ref _ir.Instructions[index];
            Opcode negated = Simplification.Negate(compare.Op);
            if (negated != Opcode.Nop && IsStable(compare.A) && IsStable(compare.B))
            {
                Push(Compute(negated, type, Known(compare.A), Known(compare.B)));
                return;
            }
        }

        switch (op)
        {
            case Opcode.I32Eqz:
                Push(Compute(Opcode.I32Eq, type, a, ConstantOperand(ValueType.I32, 0)));
                break;
            case Opcode.I64Eqz:
                Push(Compute(Opcode.I64Eq, type, a, ConstantOperand(ValueType.I64, 0)));
                break;
            case Opcode.I32NegO:
                Push(Compute(Opcode.I32SubO, type, ConstantOperand(ValueType.I32, 0), new Operand(InRegister(a), a.Value)));
                break;
            case Opcode.I64NegO:
                Operand zero = ConstantOperand(ValueType.I64, 0);
                Push(Compute(Opcode.I64SubO, type, new Operand(InRegister(zero), zero.Value), new Operand(InRegister(a), a.Value)));
                break;
            default:
                Push(Compute(op, type, new Operand(InRegister(a), a.Value), s_none));
                break;
        }
    }

    private void Binary(Opcode op, ValueType type, Operand a, Operand b)
    {
        bool constantA = _ir.IsConstant(a.Register);
        bool constantB = _ir.IsConstant(b.Register);
        if (constantA && constantB
            && ConstantFolding.TryBinary(op, _ir.Constants[a.Register], _ir.Constants[b.Register], out ulong folded))
        {
            PushConstant(type, folded);
            return;
        }

        if (op is Opcode.I32Or or Opcode.I32Xor or Opcode.I32Add or Opcode.I64Or or Opcode.I64Xor or Opcode.I64Add
            && (TryRotate(op, type, a, b) || TryRotate(op, type, b, a)))
        {
            return;
        }

        if (constantA && !constantB && (Simplification.IsCommutative(op) || Simplification.Mirror(op) != op))
        {
            op = Simplification.Mirror(op);
            (a, b, constantA, constantB) = (b, a, false, true);
        }

        if (constantB && SimplifyWithConstant(ref op, ref a, ref b, type))
        {
            return;
        }

        constantB = _ir.IsConstant(b.Register);
        bool keepB = constantB && !constantA && Simplification.TakesConstant(op, _ir.Constants[b.Register]);
        bool keepA = constantA && !constantB && Simplification.TakesFirstConstant(op);
        if (constantA && !keepA)
        {
            a = new Operand(InRegister(a), a.Value);
        }

        if (constantB && !keepB)
        {
            b = new Operand(InRegister(b), b.Value);
        }

        Push(Compute(op, type, a, b));
    }

    /// <summary>Recognises x shr k or x shl (width − k), joined by or, xor or addition: a rotation. True when the result is pushed.</summary>
    private bool TryRotate(Opcode join, ValueType type, Operand right, Operand left)
    {
        bool is32 = join is Opcode.I32Or or Opcode.I32Xor or Opcode.I32Add;
        (Opcode shiftRight, Opcode shiftLeft, int width) = is32
            ? (Opcode.I32ShrU, Opcode.I32Shl, 32) : (Opcode.I64ShrU, Opcode.I64Shl, 64);
        if (!_options.ReuseValues || Definition(right) is not { } first || Definition(left) is not { } second
            || _ir.Instructions[first].Op != shiftRight || _ir.Instructions[second].Op != shiftLeft)
        {
            return false;
        }

        ref IrInstruction down = ref _ir.Instructions[first];
        ref IrInstruction up = ref _ir.Instructions[second];
        if (down.A != up.A || !_ir.IsConstant(down.B) || !_ir.IsConstant(up.B))
        {
            return false;
        }

        long distance = (long)_ir.Constants[down.B];
        if (distance <= 0 || distance >= width || distance + (long)_ir.Constants[up.B] != width)
        {
            return false;
        }

        // A local may have been assigned since: both shifts must be those of its present value.
        int value = _ir.IsLocal(down.A) ? ValueOfLocal(down.A) : down.A;
        if (_values.Find(shiftRight, value, down.B) != right.Value || _values.Find(shiftLeft, value, up.B) != left.Value)
        {
            return false;
        }

        Opcode rotate = is32 ? Opcode.I32Rotr : Opcode.I64Rotr;
        Push(Compute(rotate, type, new Operand(down.A, value), new Operand(down.B, down.B)));
        return true;
    }

    /// <summary>Simplifies an operation with a constant second operand. True when the result is pushed.</summary>
    private bool SimplifyWithConstant(ref Opcode op, ref Operand a, ref Operand b, ValueType type)
    {
        ulong bits = _ir.Constants[b.Register];
        switch (op)
        {
            case Opcode.I32Sub:
                op = Opcode.I32Add;
                b = ConstantOperand(type, (uint)-(int)bits);
                return SimplifyWithConstant(ref op, ref a, ref b, type);
            case Opcode.I32SubO when (int)bits != int.MinValue:
                op = Opcode.I32AddO;
                b = ConstantOperand(type, (uint)-(int)bits);
                return SimplifyWithConstant(ref op, ref a, ref b, type);
            case Opcode.I64Sub:
                op = Opcode.I64Add;
                b = ConstantOperand(type, (ulong)-(long)bits);
                return SimplifyWithConstant(ref op, ref a, ref b, type);
            case Opcode.I64SubO when (long)bits != long.MinValue:
                op = Opcode.I64AddO;
                b = ConstantOperand(type, (ulong)-(long)bits);
                return SimplifyWithConstant(ref op, ref a, ref b, type);
            case Opcode.I32Add when Definition(a) is { } index && _ir.Instructions[index].Op == Opcode.I32Add
                && _ir.IsConstant(_ir.Instructions[index].B) && IsStable(_ir.Instructions[index].A):
                a = Known(_ir.Instructions[index].A);
                b = ConstantOperand(type, (uint)((int)bits + _ir.Int32(_ir.Instructions[index].B)));
                bits = _ir.Constants[b.Register];
                break;
            case Opcode.F64DivZ when BitConverter.UInt64BitsToDouble(bits) != 0:
                op = Opcode.F64Div;
                break;
            case Opcode.I32Mul when bits != 0 && (bits & (bits - 1)) == 0:
                op = Opcode.I32Shl;
                b = ConstantOperand(type, (uint)System.Numerics.BitOperations.TrailingZeroCount(bits));
                bits = _ir.Constants[b.Register];
                break;
            case Opcode.I32Mul when bits == 0:
                PushConstant(type, 0);
                return true;
            default:
                break;
        }

        bool isNeutral = op switch
        {
            Opcode.I32Add or Opcode.I32AddO or Opcode.I32Or or Opcode.I32Xor or Opcode.I32Shl or Opcode.I32ShrS or Opcode.I32ShrU
                or Opcode.I64Add or Opcode.I64AddO or Opcode.I64Or or Opcode.I64Xor or Opcode.I64Shl => bits == 0,
            Opcode.I32MulO or Opcode.I32DivS => (int)bits == 1,
            Opcode.I64Mul or Opcode.I64MulO or Opcode.I64DivS => bits == 1,
            Opcode.I32And => (int)bits == -1,
            Opcode.I64And => (long)bits == -1,
            _ => false,
        };
        if (isNeutral)
        {
            Push(a);
        }

        return isNeutral;
    }

    private Operand ConstantOperand(ValueType type, ulong bits)
    {
        int register = Constant(type, bits);
        return new Operand(register, register);
    }

    /// <summary>The instruction that computed an operand, when it is a temporary of the straight-line code we are in.</summary>
    private int? Definition(Operand a)
    {
        int index = _ir.IsTemporary(a.Register) ? _ir.Definitions[a.Register] : -1;
        return index >= 0 ? index : null;
    }

    /// <summary>True when a register still has the value it had when an instruction used it.</summary>
    private bool IsStable(int register) => !_ir.IsLocal(register);

    private static Operand Known(int register) => new(register, register);

    private void Select()
    {
        Operand condition = Pop();
        Operand b = Pop();
        Operand a = Pop();
        if (_ir.IsConstant(condition.Register))
        {
            Push(_ir.Int32(condition.Register) != 0 ? a : b);
            return;
        }

        ValueType type = _ir.Types[a.Register];
        Push(Compute(Opcode.Select, type, new Operand(InRegister(a), a.Value), new Operand(InRegister(b), b.Value), condition));
    }

    private void PushChecked32(int low, int high)
    {
        Operand a = Pop();
        if (!_ir.IsConstant(a.Register) || _ir.Int32(a.Register) < low || _ir.Int32(a.Register) > high)
        {
            Check(Opcode.I32Range, new Operand(InRegister(a), a.Value), imm: low, imm2: high);
        }

        Push(a);
    }

    private void PushChecked64(long low, long high)
    {
        Operand a = Pop();
        long value = _ir.IsConstant(a.Register) ? (long)_ir.Constants[a.Register] : 0;
        if (!_ir.IsConstant(a.Register) || value < low || value > high)
        {
            Check(Opcode.I64Range, new Operand(InRegister(a), a.Value), imm: low, imm2: high);
        }

        Push(a);
    }

    private void PushCheckedBetween(Opcode op)
    {
        Operand high = Pop();
        Operand low = Pop();
        Operand a = Pop();
        Check(op, new Operand(InRegister(a), a.Value), new Operand(InRegister(low), low.Value),
            new Operand(InRegister(high), high.Value));
        Push(a);
    }

    private void PushNotNil()
    {
        Operand a = Pop();
        if (!_ir.IsConstant(a.Register) || _ir.Int32(a.Register) == 0)
        {
            Check(Opcode.NilCheck, new Operand(InRegister(a), a.Value));
        }

        Push(a);
    }

    private void Index(int low, int high, uint size)
    {
        Operand index = Pop();
        Operand start = Pop();
        if (_ir.IsConstant(index.Register) && _ir.Int32(index.Register) >= low && _ir.Int32(index.Register) <= high)
        {
            int distance = (int)((uint)(_ir.Int32(index.Register) - low) * size);
            Binary(Opcode.I32Add, ValueType.I32, start, ConstantOperand(ValueType.I32, (uint)distance));
            return;
        }

        index = new Operand(InRegister(index), index.Value);
        if (low == int.MinValue && high == int.MaxValue)
        {
            Binary(Opcode.I32Sub, ValueType.I32, index, ConstantOperand(ValueType.I32, (uint)low));
            Binary(Opcode.I32Mul, ValueType.I32, Pop(), ConstantOperand(ValueType.I32, size));
            Binary(Opcode.I32Add, ValueType.I32, start, Pop());
            return;
        }

        Push(Compute(Opcode.Index, ValueType.I32, start, index, imm: low, imm2: high, size: (int)size));
    }

    private void IndexBetween(uint size)
    {
        Operand high = Pop();
        Operand low = Pop();
        Operand index = Pop();
        Operand start = Pop();
        Operand distance = Compute(IrOp.IndexOffset, ValueType.I32, new Operand(InRegister(index), index.Value),
            new Operand(InRegister(low), low.Value), new Operand(InRegister(high), high.Value), imm: size);
        Binary(Opcode.I32Add, ValueType.I32, start, distance);
    }
}
