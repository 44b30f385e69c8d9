using System.Numerics;
using Iced.Intel;
using ProcVM.X86.Processor;

namespace ProcVM.X86.Decoding;

/// <summary>Turns instructions into operations. An instruction with an operand in memory becomes a load, the operation, and a store; nothing of it happens
/// before all of its memory could be reached.</summary>
internal unsafe ref partial struct Lowering
{
    /// <summary>The most operations of an instruction.</summary>
    public const int MostOperations = 10;

    private const int LongestInstruction = 15;

    private readonly Operation* _first;
    private Operation* _next;
    private ulong _address;
    private byte _length;
    private ushort _number;
    private byte _base;
    private byte _index;
    private byte _scale;
    private ulong _displacement;

    private readonly bool _is32Bit;

    /// <summary>Operations go where there is room for those of a block.</summary>
    /// <param name="to">Where.</param>
    /// <param name="is32Bit">True for 32-bit code.</param>
    public Lowering(Operation* to, bool is32Bit)
    {
        _is32Bit = is32Bit;
        _first = to;
        _next = to;
    }

    /// <summary>Adds an instruction; false when nothing may follow it.</summary>
    public bool Add(in Instruction i, ushort number)
    {
        _address = i.IP;
        _length = (byte)i.Length;
        _number = number;
        if (i.IsInvalid)
        {
            // Fifteen bytes without an end are a protection fault (Intel SDM vol. 3, 6.15).
            Emit(i.Length >= LongestInstruction ? Op.Protected : Op.Undefined);
            return false;
        }

        if (_is32Bit && AddNarrow(i) is { } isOpen)
        {
            return isOpen;
        }

        InstructionTable.Row row = InstructionTable.Find(i.Mnemonic);
        int width = i.OpCount == 0 ? 0 : Log2OfBytes(i, 0);
        switch (row.Shape)
        {
            case Shape.Nothing:
                Emit(Op.Nop);
                return true;
            case Shape.Plain:
                Emit(row.Code);
                return true;
            case Shape.Last:
                Emit(row.Code);
                return false;
            case Shape.Binary:
                return AddBinary(i, row.Code.Plus(width), width);
            case Shape.Compare:
                return AddCompare(i, row.Code.Plus(width), width);
            case Shape.Unary:
                return AddUnary(i, row.Code.Plus(width), width);
            case Shape.Move:
                return AddMove(i, width);
            case Shape.Source:
                byte single = Source(i, 0, width, out _);
                Emit(row.Code.Plus(width))->From = single;
                return true;
            case Shape.Scan:
                return AddScan(i, row.Code.Plus(width - 1), width);
            case Shape.Scan32:
                return AddScan(i, row.Code.Plus(width - 2), width);
            case Shape.Ternary:
                return AddTernary(i, row.Code.Plus(width - 2), width);
            case Shape.Isolate:
                return AddScan(i, row.Code.Plus(width - 2), width);
            case Shape.Double:
                return AddDouble(i, row.Code.Plus(width - 1), width);
            case Shape.Bit:
            case Shape.BitTest:
                return AddBit(i, row.Code.Plus(width - 1), width, row.Shape == Shape.Bit);
            case Shape.String:
                return AddString(i, row.Code);
            case Shape.Vector:
            case Shape.Vector64:
            case Shape.Vector32:
            case Shape.VectorShift:
                return AddVector(i, row);
            case Shape.Own:
                return AddOwn(i, row.Code, width) ?? AddUndefined();
            default:
                return AddUnlisted(i);
        }
    }

    /// <summary>Ends the block where the last instruction ends; gives the operations there are.</summary>
    public int Finish(ulong end, ushort number)
    {
        _address = end;
        _length = 0;
        _number = number;
        Emit(Op.Continue)->Displacement = end;
        DeadFlags.Apply(_first, _next);
        Fusion.Apply(_first, _next);
        return (int)(_next - _first);
    }

    private Operation* Emit(Op code)
    {
        Operation* o = _next++;
        *o = default;
        o->Code = code;
        o->To = Slot.Zero;
        o->From = Slot.Zero;
        o->Base = Slot.Zero;
        o->Index = Slot.Zero;
        o->Address = _address;
        o->Length = _length;
        o->Number = _number;
        return o;
    }

    private bool AddUnlisted(in Instruction i)
    {
        if (i.IsJccShortOrNear)
        {
            Operation* jump = Emit(Op.JumpO.Plus(Condition(i)));
            jump->Displacement = i.NearBranchTarget;
            return true;
        }

        if (i.ConditionCode != ConditionCode.None && (i.OpCount == 1 || (i.OpCount == 2 && i.Op0Register.IsGPR())))
        {
            return i.OpCount == 1 ? AddSetIf(i) : AddMoveIf(i);
        }

        Emit(i.IsPrivileged ? Op.Protected : Op.Undefined);
        return false;
    }

    private bool AddUndefined()
    {
        Emit(Op.Undefined);
        return false;
    }

    // Iced's order is that of the manual's table, from 1.
    private static int Condition(in Instruction i) => (int)i.ConditionCode - 1;

    private bool AddSetIf(in Instruction i)
    {
        bool inMemory = i.Op0Kind == OpKind.Memory;
        if (inMemory)
        {
            SetAddress(i);
        }

        Operation* set = Emit(Op.SetIf);
        set->To = inMemory ? Slot.Loaded : RegisterSlot(i.Op0Register);
        set->Base = (byte)Condition(i);
        if (inMemory)
        {
            EmitAddressed(Op.Store8)->From = Slot.Loaded;
        }

        return true;
    }

    private bool AddMoveIf(in Instruction i)
    {
        int width = Log2OfBytes(i, 0);
        byte from = Source(i, 1, width, out _);
        Operation* move = Emit(Op.MoveIf16.Plus(width - 1));
        move->To = RegisterSlot(i.Op0Register);
        move->From = from;
        move->Base = (byte)Condition(i);
        return true;
    }

    /// <summary>0 for bytes, 3 for 64 bits; other operands' too, for vectors and the like.</summary>
    private static int Log2OfBytes(in Instruction i, int operand)
    {
        int bytes = i.GetOpKind(operand) switch
        {
            OpKind.Register => i.GetOpRegister(operand).GetSize(),
            OpKind.Memory => i.MemorySize.GetSize(),
            _ => 1,
        };
        return BitOperations.Log2((uint)Math.Max(1, bytes));
    }

    /// <summary>Where a register is.</summary>
    private static byte RegisterSlot(Register register)
    {
        if (register is Register.AH or Register.BH or Register.CH or Register.DH)
        {
            return (byte)(RegisterSlot(register - Register.AH + Register.RAX) + 1);
        }

        return (register.GetFullRegister() - Register.RAX) switch
        {
            0 => Slot.Rax,
            1 => Slot.Rcx,
            2 => Slot.Rdx,
            3 => Slot.Rbx,
            4 => Slot.Rsp,
            5 => Slot.Rbp,
            6 => Slot.Rsi,
            7 => Slot.Rdi,
            var upper => (byte)(upper * 8),
        };
    }

    /// <summary>An operand that is read: its slot, and a constant to add; what is in memory is loaded first.</summary>
    private byte Source(in Instruction i, int operand, int width, out long constant)
    {
        constant = 0;
        switch (i.GetOpKind(operand))
        {
            case OpKind.Register:
                return RegisterSlot(i.GetOpRegister(operand));
            case OpKind.Memory:
                SetAddress(i);
                EmitAddressed(LoadOf(width))->To = Slot.Loaded;
                return Slot.Loaded;
            default:
                constant = SignExtend((long)i.GetImmediate(operand), width);
                return Slot.Zero;
        }
    }

    private static long SignExtend(long value, int width) => width switch
    {
        0 => (sbyte)value,
        1 => (short)value,
        2 => (int)value,
        _ => value,
    };

    private static Op LoadOf(int width) => width switch
    {
        0 => Op.LoadZ8,
        1 => Op.LoadZ16,
        2 => Op.Load32,
        _ => Op.Load64,
    };

    /// <summary>An operation with the address that <see cref="SetAddress"/> found.</summary>
    private Operation* EmitAddressed(Op code)
    {
        Operation* o = Emit(code);
        o->Base = _base;
        o->Index = _index;
        o->Scale = _scale;
        o->Displacement = _displacement;
        return o;
    }

    /// <summary>Finds the parts of an instruction's address, of which there is room for two registers.</summary>
    private void SetAddress(in Instruction i)
    {
        Register segment = i.MemorySegment;
        byte segmentSlot = segment == Register.FS ? Slot.FsBase : segment == Register.GS ? Slot.GsBase : Slot.Zero;
        _scale = (byte)BitOperations.Log2((uint)i.MemoryIndexScale);
        _base = Slot.Zero;
        _index = Slot.Zero;
        _displacement = i.MemoryDisplacement64;
        if (_is32Bit)
        {
            SetAddress32(i, segmentSlot);
            return;
        }

        bool is32 = i.MemoryBase.IsGPR32() || i.MemoryIndex.IsGPR32() || i.MemoryBase == Register.EIP;
        if (!i.IsIPRelativeMemoryOperand)
        {
            _base = i.MemoryBase == Register.None ? Slot.Zero : RegisterSlot(i.MemoryBase);
            _index = i.MemoryIndex == Register.None ? Slot.Zero : RegisterSlot(i.MemoryIndex);
        }

        bool isFull = segmentSlot != Slot.Zero && _index != Slot.Zero;
        if (is32 || isFull)
        {
            EmitAddressed(is32 ? Op.Lea32 : Op.Lea64)->To = Slot.Address;
            UseComputedAddress();
        }

        if (segmentSlot != Slot.Zero)
        {
            _index = segmentSlot;
            _scale = 0;
        }
    }

    // The sum may come out beyond 4 GiB, above or below: memory is told apart there.
    private void SetAddress32(in Instruction i, byte segmentSlot)
    {
        bool hasRegister = i.MemoryBase != Register.None || i.MemoryIndex != Register.None;
        bool is16 = i.MemoryBase.IsGPR16() || i.MemoryIndex.IsGPR16() || (!hasRegister && i.MemoryDisplSize == 2);
        _displacement = is16 ? (ushort)i.MemoryDisplacement32 : hasRegister || segmentSlot != Slot.Zero ? (ulong)(int)i.MemoryDisplacement32 : i.MemoryDisplacement32;
        _base = i.MemoryBase == Register.None ? Slot.Zero : RegisterSlot(i.MemoryBase);
        _index = i.MemoryIndex == Register.None ? Slot.Zero : RegisterSlot(i.MemoryIndex);
        if (is16 || (segmentSlot != Slot.Zero && _index != Slot.Zero))
        {
            EmitAddressed(Op.Lea32)->To = Slot.Address;
            UseComputedAddress();
        }

        if (is16)
        {
            Operation* narrow = Emit(Op.MoveZ16);
            narrow->To = Slot.Address;
            narrow->From = Slot.Address;
        }

        if (segmentSlot != Slot.Zero)
        {
            _index = segmentSlot;
            _scale = 0;
        }
    }

    // The scale, which has nothing to multiply then, tells that the stack's segment is addressed.
    private void UseComputedAddress()
    {
        bool isStack = _base is Slot.Rsp or Slot.Rbp && _index is not (Slot.FsBase or Slot.GsBase);
        _base = Slot.Address;
        _index = Slot.Zero;
        _scale = isStack ? (byte)1 : (byte)0;
        _displacement = 0;
    }
}
