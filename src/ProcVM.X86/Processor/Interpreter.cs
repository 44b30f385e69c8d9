using System.Numerics;
using ProcVM.X86.Decoding;
using ProcVM.X86.Units;

namespace ProcVM.X86.Processor;

/// <summary>Runs decoded code: one loop over operations, in which those that make up most of programs are written out; the others are done by units.</summary>
/// <remarks>
/// SAFETY: operations lie in the code cache, whose memory lives as long as the cache and always ends blocks with a transfer. Registers are named by offsets that
/// the decoder made, within the state. Guests' memory is reached through <see cref="MemoryUnit"/> alone, which gives an address in a frame, or none.
/// </remarks>
internal sealed unsafe class Interpreter(CpuState* state, MemoryUnit memory, CodeCache code)
{
    private const byte StackFault = 12;
    private const byte GeneralProtection = 13;

    /// <summary>Runs from the instruction pointer until something ends it. The budget is what's left of it then, and may be less than nothing by a block's length.</summary>
    /// <param name="limit">The most instructions a block may have: less than <see cref="BlockDecoder.MostInstructions"/> to end exactly there.</param>
    public Outcome Run(int limit)
    {
        CpuState* s = state;
        Operation* o = code.Find(s->Registers.Rip, limit);
        if (o == null)
        {
            return Outcome.Fault;
        }

        MemoryUnit port = memory;
        JumpEntry* jumps = code.Jumps;
        byte* p;
        ulong target;
        while (true)
        {
            switch (o->Code)
            {
                case Op.Stale:
                    s->Budget -= o->Number - 1;
                    target = o->Address;
                    goto LookUp;
                case Op.Continue:
                case Op.Jump:
                    goto Taken;
                case Op.JumpTo:
                    target = *(ulong*)((byte*)s + o->From);
                    if (!IsCanonical(target)) { goto Protection; }
                    goto Indirect;
                case Op.Call:
                    if (!port.Store(s, s->Registers.Rsp - 8, o->Next)) { goto Fault; }
                    s->Registers.Rsp -= 8;
                    goto Taken;
                case Op.CallTo:
                    target = *(ulong*)((byte*)s + o->From);
                    if (!IsCanonical(target))
                    {
                        // The stack comes first, and isn't written.
                        if (port.Prepare(s->Registers.Rsp - 8, 8) == null) { goto Fault; }
                        goto Protection;
                    }

                    if (!port.Store(s, s->Registers.Rsp - 8, o->Next)) { goto Fault; }
                    s->Registers.Rsp -= 8;
                    goto Indirect;
                case Op.Return:
                    p = port.Read(s, s->Registers.Rsp, 8);
                    if (p == null) { goto Fault; }
                    target = *(ulong*)p;
                    if (!IsCanonical(target)) { goto Protection; }
                    s->Registers.Rsp += 8 + (ulong)o->Constant;
                    goto Indirect;
                case Op.Push64:
                    if (!port.Store(s, s->Registers.Rsp - 8, *(ulong*)((byte*)s + o->From) + (ulong)o->Constant)) { goto Fault; }
                    s->Registers.Rsp -= 8;
                    o++;
                    continue;
                case Op.Pop64:
                    p = port.Read(s, s->Registers.Rsp, 8);
                    if (p == null) { goto Fault; }
                    s->Registers.Rsp += 8;
                    *(ulong*)((byte*)s + o->To) = *(ulong*)p;
                    o++;
                    continue;
                case Op.JumpIfLoaded: if (s->Loaded != 0) { goto Taken; } o++; continue;
                case Op.JumpO: if (Flags.IsOverflow(s)) { goto Taken; } o++; continue;
                case Op.JumpNo: if (!Flags.IsOverflow(s)) { goto Taken; } o++; continue;
                case Op.JumpB: if (Flags.IsCarry(s)) { goto Taken; } o++; continue;
                case Op.JumpAe: if (!Flags.IsCarry(s)) { goto Taken; } o++; continue;
                case Op.JumpE: if (Flags.IsZero(s)) { goto Taken; } o++; continue;
                case Op.JumpNe: if (!Flags.IsZero(s)) { goto Taken; } o++; continue;
                case Op.JumpBe: if (Flags.IsBelowOrEqual(s)) { goto Taken; } o++; continue;
                case Op.JumpA: if (!Flags.IsBelowOrEqual(s)) { goto Taken; } o++; continue;
                case Op.JumpS: if (Flags.IsSign(s)) { goto Taken; } o++; continue;
                case Op.JumpNs: if (!Flags.IsSign(s)) { goto Taken; } o++; continue;
                case Op.JumpP: if (Flags.IsParity(s)) { goto Taken; } o++; continue;
                case Op.JumpNp: if (!Flags.IsParity(s)) { goto Taken; } o++; continue;
                case Op.JumpL: if (Flags.IsLess(s)) { goto Taken; } o++; continue;
                case Op.JumpGe: if (!Flags.IsLess(s)) { goto Taken; } o++; continue;
                case Op.JumpLe: if (Flags.IsLessOrEqual(s)) { goto Taken; } o++; continue;
                case Op.JumpG: if (!Flags.IsLessOrEqual(s)) { goto Taken; } o++; continue;
                case Op.Move8: *((byte*)s + o->To) = (byte)(*((byte*)s + o->From) + (byte)o->Constant); o++; continue;
                case Op.Move16: *(ushort*)((byte*)s + o->To) = (ushort)(*(ushort*)((byte*)s + o->From) + (ushort)o->Constant); o++; continue;
                case Op.Move32: *(ulong*)((byte*)s + o->To) = (uint)(*(uint*)((byte*)s + o->From) + (uint)o->Constant); o++; continue;
                case Op.Move64: *(ulong*)((byte*)s + o->To) = (ulong)(*(ulong*)((byte*)s + o->From) + (ulong)o->Constant); o++; continue;
                case Op.MoveZ8: *(ulong*)((byte*)s + o->To) = *((byte*)s + o->From); o++; continue;
                case Op.MoveZ16: *(ulong*)((byte*)s + o->To) = *(ushort*)((byte*)s + o->From); o++; continue;
                case Op.MoveS8To16: *(short*)((byte*)s + o->To) = *(sbyte*)((byte*)s + o->From); o++; continue;
                case Op.MoveS8To32: *(ulong*)((byte*)s + o->To) = (uint)*(sbyte*)((byte*)s + o->From); o++; continue;
                case Op.MoveS8To64: *(long*)((byte*)s + o->To) = *(sbyte*)((byte*)s + o->From); o++; continue;
                case Op.MoveS16To32: *(ulong*)((byte*)s + o->To) = (uint)*(short*)((byte*)s + o->From); o++; continue;
                case Op.MoveS16To64: *(long*)((byte*)s + o->To) = *(short*)((byte*)s + o->From); o++; continue;
                case Op.MoveS32To64: *(long*)((byte*)s + o->To) = *(int*)((byte*)s + o->From); o++; continue;
                case Op.Load8:
                    p = port.Read(s, CpuState.AddressOf(s, o), 1);
                    if (p == null) { goto Fault; }
                    *((byte*)s + o->To) = *p;
                    o++;
                    continue;
                case Op.Load16:
                    p = port.Read(s, CpuState.AddressOf(s, o), 2);
                    if (p == null) { goto Fault; }
                    *(ushort*)((byte*)s + o->To) = *(ushort*)p;
                    o++;
                    continue;
                case Op.Load32:
                    p = port.Read(s, CpuState.AddressOf(s, o), 4);
                    if (p == null) { goto Fault; }
                    *(ulong*)((byte*)s + o->To) = *(uint*)p;
                    o++;
                    continue;
                case Op.Load64:
                    p = port.Read(s, CpuState.AddressOf(s, o), 8);
                    if (p == null) { goto Fault; }
                    *(ulong*)((byte*)s + o->To) = *(ulong*)p;
                    o++;
                    continue;
                case Op.LoadNear32:
                    p = port.Read(s, *(ulong*)((byte*)s + o->Base) + o->Displacement, 4);
                    if (p == null) { goto Fault; }
                    *(ulong*)((byte*)s + o->To) = *(uint*)p;
                    o++;
                    continue;
                case Op.LoadNear64:
                    p = port.Read(s, *(ulong*)((byte*)s + o->Base) + o->Displacement, 8);
                    if (p == null) { goto Fault; }
                    *(ulong*)((byte*)s + o->To) = *(ulong*)p;
                    o++;
                    continue;
                case Op.StoreNear32: if (!port.Store(s, *(ulong*)((byte*)s + o->Base) + o->Displacement, *(uint*)((byte*)s + o->From) + (uint)o->Constant)) { goto Fault; } o++; continue;
                case Op.StoreNear64: if (!port.Store(s, *(ulong*)((byte*)s + o->Base) + o->Displacement, *(ulong*)((byte*)s + o->From) + (ulong)o->Constant)) { goto Fault; } o++; continue;
                case Op.LoadZ8:
                    p = port.Read(s, CpuState.AddressOf(s, o), 1);
                    if (p == null) { goto Fault; }
                    *(ulong*)((byte*)s + o->To) = *p;
                    o++;
                    continue;
                case Op.LoadZ16:
                    p = port.Read(s, CpuState.AddressOf(s, o), 2);
                    if (p == null) { goto Fault; }
                    *(ulong*)((byte*)s + o->To) = *(ushort*)p;
                    o++;
                    continue;
                case Op.LoadS8To32:
                    p = port.Read(s, CpuState.AddressOf(s, o), 1);
                    if (p == null) { goto Fault; }
                    *(ulong*)((byte*)s + o->To) = (uint)*(sbyte*)p;
                    o++;
                    continue;
                case Op.LoadS8To64:
                    p = port.Read(s, CpuState.AddressOf(s, o), 1);
                    if (p == null) { goto Fault; }
                    *(long*)((byte*)s + o->To) = *(sbyte*)p;
                    o++;
                    continue;
                case Op.LoadS16To32:
                    p = port.Read(s, CpuState.AddressOf(s, o), 2);
                    if (p == null) { goto Fault; }
                    *(ulong*)((byte*)s + o->To) = (uint)*(short*)p;
                    o++;
                    continue;
                case Op.LoadS16To64:
                    p = port.Read(s, CpuState.AddressOf(s, o), 2);
                    if (p == null) { goto Fault; }
                    *(long*)((byte*)s + o->To) = *(short*)p;
                    o++;
                    continue;
                case Op.LoadS32To64:
                    p = port.Read(s, CpuState.AddressOf(s, o), 4);
                    if (p == null) { goto Fault; }
                    *(long*)((byte*)s + o->To) = *(int*)p;
                    o++;
                    continue;
                case Op.Store8: if (!port.Store(s, CpuState.AddressOf(s, o), (byte)(*((byte*)s + o->From) + (byte)o->Constant))) { goto Fault; } o++; continue;
                case Op.Store16: if (!port.Store(s, CpuState.AddressOf(s, o), (ushort)(*(ushort*)((byte*)s + o->From) + (ushort)o->Constant))) { goto Fault; } o++; continue;
                case Op.Store32: if (!port.Store(s, CpuState.AddressOf(s, o), (uint)(*(uint*)((byte*)s + o->From) + (uint)o->Constant))) { goto Fault; } o++; continue;
                case Op.Store64: if (!port.Store(s, CpuState.AddressOf(s, o), (ulong)(*(ulong*)((byte*)s + o->From) + (ulong)o->Constant))) { goto Fault; } o++; continue;
                case Op.Lea16: *(ushort*)((byte*)s + o->To) = (ushort)CpuState.AddressOf(s, o); o++; continue;
                case Op.Lea32: *(ulong*)((byte*)s + o->To) = (uint)CpuState.AddressOf(s, o); o++; continue;
                case Op.Lea64: *(ulong*)((byte*)s + o->To) = CpuState.AddressOf(s, o); o++; continue;
                case Op.LoadTarget8:
                    p = port.Prepare(CpuState.AddressOf(s, o), 1);
                    if (p == null) { goto Fault; }
                    s->Loaded = *(byte*)p;
                    o++;
                    continue;
                case Op.LoadTarget16:
                    p = port.Prepare(CpuState.AddressOf(s, o), 2);
                    if (p == null) { goto Fault; }
                    s->Loaded = *(ushort*)p;
                    o++;
                    continue;
                case Op.LoadTarget32:
                    p = port.Prepare(CpuState.AddressOf(s, o), 4);
                    if (p == null) { goto Fault; }
                    s->Loaded = *(uint*)p;
                    o++;
                    continue;
                case Op.LoadTarget64:
                    p = port.Prepare(CpuState.AddressOf(s, o), 8);
                    if (p == null) { goto Fault; }
                    s->Loaded = *(ulong*)p;
                    o++;
                    continue;
                case Op.StoreTarget8:
                    *(byte*)s->Target = (byte)s->Loaded;
                    port.Commit(1);
                    o++;
                    continue;
                case Op.StoreTarget16:
                    *(ushort*)s->Target = (ushort)s->Loaded;
                    port.Commit(2);
                    o++;
                    continue;
                case Op.StoreTarget32:
                    *(uint*)s->Target = (uint)s->Loaded;
                    port.Commit(4);
                    o++;
                    continue;
                case Op.StoreTarget64:
                    *(ulong*)s->Target = (ulong)s->Loaded;
                    port.Commit(8);
                    o++;
                    continue;
                case Op.Add8: Arithmetic.Add<Width8>(s, o); o++; continue;
                case Op.Add16: Arithmetic.Add<Width16>(s, o); o++; continue;
                case Op.Add32: Arithmetic.Add<Width32>(s, o); o++; continue;
                case Op.Add64: Arithmetic.Add<Width64>(s, o); o++; continue;
                case Op.Or8: Logic.Or<Width8>(s, o); o++; continue;
                case Op.Or16: Logic.Or<Width16>(s, o); o++; continue;
                case Op.Or32: Logic.Or<Width32>(s, o); o++; continue;
                case Op.Or64: Logic.Or<Width64>(s, o); o++; continue;
                case Op.Adc8: Arithmetic.AddWithCarry<Width8>(s, o); o++; continue;
                case Op.Adc16: Arithmetic.AddWithCarry<Width16>(s, o); o++; continue;
                case Op.Adc32: Arithmetic.AddWithCarry<Width32>(s, o); o++; continue;
                case Op.Adc64: Arithmetic.AddWithCarry<Width64>(s, o); o++; continue;
                case Op.Sbb8: Arithmetic.SubtractWithBorrow<Width8>(s, o); o++; continue;
                case Op.Sbb16: Arithmetic.SubtractWithBorrow<Width16>(s, o); o++; continue;
                case Op.Sbb32: Arithmetic.SubtractWithBorrow<Width32>(s, o); o++; continue;
                case Op.Sbb64: Arithmetic.SubtractWithBorrow<Width64>(s, o); o++; continue;
                case Op.And8: Logic.And<Width8>(s, o); o++; continue;
                case Op.And16: Logic.And<Width16>(s, o); o++; continue;
                case Op.And32: Logic.And<Width32>(s, o); o++; continue;
                case Op.And64: Logic.And<Width64>(s, o); o++; continue;
                case Op.Sub8: Arithmetic.Subtract<Width8>(s, o); o++; continue;
                case Op.Sub16: Arithmetic.Subtract<Width16>(s, o); o++; continue;
                case Op.Sub32: Arithmetic.Subtract<Width32>(s, o); o++; continue;
                case Op.Sub64: Arithmetic.Subtract<Width64>(s, o); o++; continue;
                case Op.Xor8: Logic.Xor<Width8>(s, o); o++; continue;
                case Op.Xor16: Logic.Xor<Width16>(s, o); o++; continue;
                case Op.Xor32: Logic.Xor<Width32>(s, o); o++; continue;
                case Op.Xor64: Logic.Xor<Width64>(s, o); o++; continue;
                case Op.Compare8: Arithmetic.Compare<Width8>(s, o); o++; continue;
                case Op.Compare16: Arithmetic.Compare<Width16>(s, o); o++; continue;
                case Op.Compare32: Arithmetic.Compare<Width32>(s, o); o++; continue;
                case Op.Compare64: Arithmetic.Compare<Width64>(s, o); o++; continue;
                case Op.Test8: Logic.Test<Width8>(s, o); o++; continue;
                case Op.Test16: Logic.Test<Width16>(s, o); o++; continue;
                case Op.Test32: Logic.Test<Width32>(s, o); o++; continue;
                case Op.Test64: Logic.Test<Width64>(s, o); o++; continue;
                case Op.Increment8: Arithmetic.Increment<Width8>(s, o); o++; continue;
                case Op.Increment16: Arithmetic.Increment<Width16>(s, o); o++; continue;
                case Op.Increment32: Arithmetic.Increment<Width32>(s, o); o++; continue;
                case Op.Increment64: Arithmetic.Increment<Width64>(s, o); o++; continue;
                case Op.Decrement8: Arithmetic.Decrement<Width8>(s, o); o++; continue;
                case Op.Decrement16: Arithmetic.Decrement<Width16>(s, o); o++; continue;
                case Op.Decrement32: Arithmetic.Decrement<Width32>(s, o); o++; continue;
                case Op.Decrement64: Arithmetic.Decrement<Width64>(s, o); o++; continue;
                case Op.Negate8: Arithmetic.Negate<Width8>(s, o); o++; continue;
                case Op.Negate16: Arithmetic.Negate<Width16>(s, o); o++; continue;
                case Op.Negate32: Arithmetic.Negate<Width32>(s, o); o++; continue;
                case Op.Negate64: Arithmetic.Negate<Width64>(s, o); o++; continue;
                case Op.Not8: Logic.Not<Width8>(s, o); o++; continue;
                case Op.Not16: Logic.Not<Width16>(s, o); o++; continue;
                case Op.Not32: Logic.Not<Width32>(s, o); o++; continue;
                case Op.Not64: Logic.Not<Width64>(s, o); o++; continue;
                case Op.ShiftLeft8: Shifts.Left<Width8>(s, o); o++; continue;
                case Op.ShiftLeft16: Shifts.Left<Width16>(s, o); o++; continue;
                case Op.ShiftLeft32: Shifts.Left<Width32>(s, o); o++; continue;
                case Op.ShiftLeft64: Shifts.Left<Width64>(s, o); o++; continue;
                case Op.ShiftRight8: Shifts.Right<Width8>(s, o); o++; continue;
                case Op.ShiftRight16: Shifts.Right<Width16>(s, o); o++; continue;
                case Op.ShiftRight32: Shifts.Right<Width32>(s, o); o++; continue;
                case Op.ShiftRight64: Shifts.Right<Width64>(s, o); o++; continue;
                case Op.ShiftArithmetic8: Shifts.Arithmetic<Width8>(s, o); o++; continue;
                case Op.ShiftArithmetic16: Shifts.Arithmetic<Width16>(s, o); o++; continue;
                case Op.ShiftArithmetic32: Shifts.Arithmetic<Width32>(s, o); o++; continue;
                case Op.ShiftArithmetic64: Shifts.Arithmetic<Width64>(s, o); o++; continue;
                case Op.RotateLeft8: Shifts.RotateLeft<Width8>(s, o); o++; continue;
                case Op.RotateLeft16: Shifts.RotateLeft<Width16>(s, o); o++; continue;
                case Op.RotateLeft32: Shifts.RotateLeft<Width32>(s, o); o++; continue;
                case Op.RotateLeft64: Shifts.RotateLeft<Width64>(s, o); o++; continue;
                case Op.RotateRight8: Shifts.RotateRight<Width8>(s, o); o++; continue;
                case Op.RotateRight16: Shifts.RotateRight<Width16>(s, o); o++; continue;
                case Op.RotateRight32: Shifts.RotateRight<Width32>(s, o); o++; continue;
                case Op.RotateRight64: Shifts.RotateRight<Width64>(s, o); o++; continue;
                case Op.Multiply16: WideUnit.Multiply<Width16>(s, o); o++; continue;
                case Op.Multiply32: WideUnit.Multiply<Width32>(s, o); o++; continue;
                case Op.Multiply64: WideUnit.Multiply<Width64>(s, o); o++; continue;
                case Op.SetIf: *((byte*)s + o->To) = Flags.Test(s, o->Base) ? (byte)1 : (byte)0; o++; continue;
                case Op.MoveIf16: if (Flags.Test(s, o->Base)) { *(ushort*)((byte*)s + o->To) = *(ushort*)((byte*)s + o->From); } o++; continue;
                case Op.MoveIf32: *(ulong*)((byte*)s + o->To) = Flags.Test(s, o->Base) ? *(uint*)((byte*)s + o->From) : *(uint*)((byte*)s + o->To); o++; continue;
                case Op.MoveIf64: if (Flags.Test(s, o->Base)) { *(ulong*)((byte*)s + o->To) = *(ulong*)((byte*)s + o->From); } o++; continue;
                case Op.Nop: o++; continue;
                case Op.PlainLeft32: *(ulong*)((byte*)s + o->To) = *(uint*)((byte*)s + o->From) << (*((byte*)s + o->Base) + (int)o->Constant); o++; continue;
                case Op.PlainLeft64: *(ulong*)((byte*)s + o->To) = *(ulong*)((byte*)s + o->From) << (*((byte*)s + o->Base) + (int)o->Constant); o++; continue;
                case Op.PlainRight32: *(ulong*)((byte*)s + o->To) = *(uint*)((byte*)s + o->From) >> (*((byte*)s + o->Base) + (int)o->Constant); o++; continue;
                case Op.PlainRight64: *(ulong*)((byte*)s + o->To) = *(ulong*)((byte*)s + o->From) >> (*((byte*)s + o->Base) + (int)o->Constant); o++; continue;
                case Op.PlainArithmetic32: *(ulong*)((byte*)s + o->To) = (uint)(*(int*)((byte*)s + o->From) >> (*((byte*)s + o->Base) + (int)o->Constant)); o++; continue;
                case Op.PlainArithmetic64: *(long*)((byte*)s + o->To) = *(long*)((byte*)s + o->From) >> (*((byte*)s + o->Base) + (int)o->Constant); o++; continue;
                case Op.PlainRotate32: *(ulong*)((byte*)s + o->To) = BitOperations.RotateRight(*(uint*)((byte*)s + o->From), (*((byte*)s + o->Base) + (int)o->Constant)); o++; continue;
                case Op.PlainRotate64: *(ulong*)((byte*)s + o->To) = BitOperations.RotateRight(*(ulong*)((byte*)s + o->From), (*((byte*)s + o->Base) + (int)o->Constant)); o++; continue;
                case Op.PlainAnd32: *(ulong*)((byte*)s + o->To) = *(uint*)((byte*)s + o->To) & (*(uint*)((byte*)s + o->From) + (uint)o->Constant); o++; continue;
                case Op.PlainAnd64: *(ulong*)((byte*)s + o->To) &= *(ulong*)((byte*)s + o->From) + (ulong)o->Constant; o++; continue;
                case Op.PlainOr32: *(ulong*)((byte*)s + o->To) = *(uint*)((byte*)s + o->To) | (*(uint*)((byte*)s + o->From) + (uint)o->Constant); o++; continue;
                case Op.PlainOr64: *(ulong*)((byte*)s + o->To) |= *(ulong*)((byte*)s + o->From) + (ulong)o->Constant; o++; continue;
                case Op.PlainXor32: *(ulong*)((byte*)s + o->To) = *(uint*)((byte*)s + o->To) ^ (*(uint*)((byte*)s + o->From) + (uint)o->Constant); o++; continue;
                case Op.PlainXor64: *(ulong*)((byte*)s + o->To) ^= *(ulong*)((byte*)s + o->From) + (ulong)o->Constant; o++; continue;
                case Op.PlainSub32: *(ulong*)((byte*)s + o->To) = *(uint*)((byte*)s + o->To) - (*(uint*)((byte*)s + o->From) + (uint)o->Constant); o++; continue;
                case Op.PlainSub64: *(ulong*)((byte*)s + o->To) -= *(ulong*)((byte*)s + o->From) + (ulong)o->Constant; o++; continue;
                case Op.Compare8JumpB: Arithmetic.Compare<Width8>(s, o); if ((ulong)s->Left < (ulong)s->Right) { goto TakenNext; } o += 2; continue;
                case Op.Compare8JumpAe: Arithmetic.Compare<Width8>(s, o); if ((ulong)s->Left >= (ulong)s->Right) { goto TakenNext; } o += 2; continue;
                case Op.Compare8JumpE: Arithmetic.Compare<Width8>(s, o); if (s->Left == s->Right) { goto TakenNext; } o += 2; continue;
                case Op.Compare8JumpNe: Arithmetic.Compare<Width8>(s, o); if (s->Left != s->Right) { goto TakenNext; } o += 2; continue;
                case Op.Compare8JumpBe: Arithmetic.Compare<Width8>(s, o); if ((ulong)s->Left <= (ulong)s->Right) { goto TakenNext; } o += 2; continue;
                case Op.Compare8JumpA: Arithmetic.Compare<Width8>(s, o); if ((ulong)s->Left > (ulong)s->Right) { goto TakenNext; } o += 2; continue;
                case Op.Compare8JumpL: Arithmetic.Compare<Width8>(s, o); if (s->Left < s->Right) { goto TakenNext; } o += 2; continue;
                case Op.Compare8JumpGe: Arithmetic.Compare<Width8>(s, o); if (s->Left >= s->Right) { goto TakenNext; } o += 2; continue;
                case Op.Compare8JumpLe: Arithmetic.Compare<Width8>(s, o); if (s->Left <= s->Right) { goto TakenNext; } o += 2; continue;
                case Op.Compare8JumpG: Arithmetic.Compare<Width8>(s, o); if (s->Left > s->Right) { goto TakenNext; } o += 2; continue;
                case Op.Test8JumpE: Logic.Test<Width8>(s, o); if (s->Result == 0) { goto TakenNext; } o += 2; continue;
                case Op.Test8JumpNe: Logic.Test<Width8>(s, o); if (s->Result != 0) { goto TakenNext; } o += 2; continue;
                case Op.Test8JumpS: Logic.Test<Width8>(s, o); if (s->Result < 0) { goto TakenNext; } o += 2; continue;
                case Op.Test8JumpNs: Logic.Test<Width8>(s, o); if (s->Result >= 0) { goto TakenNext; } o += 2; continue;
                case Op.Test8JumpLe: Logic.Test<Width8>(s, o); if (s->Result <= 0) { goto TakenNext; } o += 2; continue;
                case Op.Test8JumpG: Logic.Test<Width8>(s, o); if (s->Result > 0) { goto TakenNext; } o += 2; continue;
                case Op.Compare32JumpB: Arithmetic.Compare<Width32>(s, o); if ((ulong)s->Left < (ulong)s->Right) { goto TakenNext; } o += 2; continue;
                case Op.Compare32JumpAe: Arithmetic.Compare<Width32>(s, o); if ((ulong)s->Left >= (ulong)s->Right) { goto TakenNext; } o += 2; continue;
                case Op.Compare32JumpE: Arithmetic.Compare<Width32>(s, o); if (s->Left == s->Right) { goto TakenNext; } o += 2; continue;
                case Op.Compare32JumpNe: Arithmetic.Compare<Width32>(s, o); if (s->Left != s->Right) { goto TakenNext; } o += 2; continue;
                case Op.Compare32JumpBe: Arithmetic.Compare<Width32>(s, o); if ((ulong)s->Left <= (ulong)s->Right) { goto TakenNext; } o += 2; continue;
                case Op.Compare32JumpA: Arithmetic.Compare<Width32>(s, o); if ((ulong)s->Left > (ulong)s->Right) { goto TakenNext; } o += 2; continue;
                case Op.Compare32JumpL: Arithmetic.Compare<Width32>(s, o); if (s->Left < s->Right) { goto TakenNext; } o += 2; continue;
                case Op.Compare32JumpGe: Arithmetic.Compare<Width32>(s, o); if (s->Left >= s->Right) { goto TakenNext; } o += 2; continue;
                case Op.Compare32JumpLe: Arithmetic.Compare<Width32>(s, o); if (s->Left <= s->Right) { goto TakenNext; } o += 2; continue;
                case Op.Compare32JumpG: Arithmetic.Compare<Width32>(s, o); if (s->Left > s->Right) { goto TakenNext; } o += 2; continue;
                case Op.Test32JumpE: Logic.Test<Width32>(s, o); if (s->Result == 0) { goto TakenNext; } o += 2; continue;
                case Op.Test32JumpNe: Logic.Test<Width32>(s, o); if (s->Result != 0) { goto TakenNext; } o += 2; continue;
                case Op.Test32JumpS: Logic.Test<Width32>(s, o); if (s->Result < 0) { goto TakenNext; } o += 2; continue;
                case Op.Test32JumpNs: Logic.Test<Width32>(s, o); if (s->Result >= 0) { goto TakenNext; } o += 2; continue;
                case Op.Test32JumpLe: Logic.Test<Width32>(s, o); if (s->Result <= 0) { goto TakenNext; } o += 2; continue;
                case Op.Test32JumpG: Logic.Test<Width32>(s, o); if (s->Result > 0) { goto TakenNext; } o += 2; continue;
                case Op.Compare64JumpB: Arithmetic.Compare<Width64>(s, o); if ((ulong)s->Left < (ulong)s->Right) { goto TakenNext; } o += 2; continue;
                case Op.Compare64JumpAe: Arithmetic.Compare<Width64>(s, o); if ((ulong)s->Left >= (ulong)s->Right) { goto TakenNext; } o += 2; continue;
                case Op.Compare64JumpE: Arithmetic.Compare<Width64>(s, o); if (s->Left == s->Right) { goto TakenNext; } o += 2; continue;
                case Op.Compare64JumpNe: Arithmetic.Compare<Width64>(s, o); if (s->Left != s->Right) { goto TakenNext; } o += 2; continue;
                case Op.Compare64JumpBe: Arithmetic.Compare<Width64>(s, o); if ((ulong)s->Left <= (ulong)s->Right) { goto TakenNext; } o += 2; continue;
                case Op.Compare64JumpA: Arithmetic.Compare<Width64>(s, o); if ((ulong)s->Left > (ulong)s->Right) { goto TakenNext; } o += 2; continue;
                case Op.Compare64JumpL: Arithmetic.Compare<Width64>(s, o); if (s->Left < s->Right) { goto TakenNext; } o += 2; continue;
                case Op.Compare64JumpGe: Arithmetic.Compare<Width64>(s, o); if (s->Left >= s->Right) { goto TakenNext; } o += 2; continue;
                case Op.Compare64JumpLe: Arithmetic.Compare<Width64>(s, o); if (s->Left <= s->Right) { goto TakenNext; } o += 2; continue;
                case Op.Compare64JumpG: Arithmetic.Compare<Width64>(s, o); if (s->Left > s->Right) { goto TakenNext; } o += 2; continue;
                case Op.Test64JumpE: Logic.Test<Width64>(s, o); if (s->Result == 0) { goto TakenNext; } o += 2; continue;
                case Op.Test64JumpNe: Logic.Test<Width64>(s, o); if (s->Result != 0) { goto TakenNext; } o += 2; continue;
                case Op.Test64JumpS: Logic.Test<Width64>(s, o); if (s->Result < 0) { goto TakenNext; } o += 2; continue;
                case Op.Test64JumpNs: Logic.Test<Width64>(s, o); if (s->Result >= 0) { goto TakenNext; } o += 2; continue;
                case Op.Test64JumpLe: Logic.Test<Width64>(s, o); if (s->Result <= 0) { goto TakenNext; } o += 2; continue;
                case Op.Test64JumpG: Logic.Test<Width64>(s, o); if (s->Result > 0) { goto TakenNext; } o += 2; continue;
                default:
                    Outcome outcome = Execute(s, o, port);
                    if (outcome == Outcome.Next)
                    {
                        o++;
                        continue;
                    }

                    return Leave(s, o, outcome);
            }

        TakenNext:
            o++;
        Taken:
            s->Budget -= o->Number;
            target = o->Displacement;
            if (s->Budget <= 0)
            {
                s->Registers.Rip = target;
                return Outcome.Yield;
            }

            if (o->Target != null)
            {
                o = o->Target;
                continue;
            }

            o = code.Follow(o, target, limit);
            if (o == null)
            {
                s->Registers.Rip = target;
                return Outcome.Fault;
            }

            continue;
        Indirect:
            s->Budget -= o->Number;
            if (s->Budget <= 0)
            {
                s->Registers.Rip = target;
                return Outcome.Yield;
            }

            JumpEntry* known = jumps + CodeCache.JumpIndex(target);
            if (known->Address == target)
            {
                o = known->Code;
                continue;
            }

        LookUp:
            o = code.Find(target, limit);
            if (o == null)
            {
                s->Registers.Rip = target;
                return Outcome.Fault;
            }

            continue;
        Protection:
            // The processor checks where it goes before it goes.
            port.Raise(GeneralProtection);
        Fault:
            return Leave(s, o, Outcome.Fault);
        }
    }

    private static bool IsCanonical(ulong address) => (ulong)((long)(address << 16) >> 16) == address;

    // What the loop doesn't do itself.
    private static Outcome Execute(CpuState* s, Operation* o, MemoryUnit memory)
    {
        switch ((int)o->Code >> 8)
        {
            case 2:
                Outcome outcome = WideUnit.Execute(s, o);
                if (outcome == Outcome.Fault)
                {
                    memory.Raise(0);
                }

                return outcome;
            case 3:
                ShiftUnit.Execute(s, o);
                return Outcome.Next;
            case 4:
                BitUnit.Execute(s, o);
                return Outcome.Next;
            case 5:
                return ExchangeUnit.Execute(s, o, memory);
            case 6:
                return StringUnit.Execute(s, o, memory);
            case 7:
                return SystemUnit.Execute(s, o, memory);
            case 8:
                return VectorUnit.Execute(s, o, memory);
            case 9:
                LaneUnit.Execute(s, o);
                return Outcome.Next;
            case 0xA:
                RealUnit.Execute(s, o);
                return Outcome.Next;
            default:
                return FloatUnit.Execute(s, o, memory);
        }
    }

    /// <summary>Counts what was done of the block, and sets the instruction pointer.</summary>
    private Outcome Leave(CpuState* s, Operation* o, Outcome outcome)
    {
        bool isDone = outcome is not (Outcome.Fault or Outcome.Again);
        s->Budget -= isDone ? o->Number : o->Number - 1;
        s->Registers.Rip = isDone ? o->Next : o->Address;
        if (outcome == Outcome.Fault && memory.IsNotCanonical && UsesStack(o))
        {
            memory.Raise(StackFault);
        }

        return outcome == Outcome.Again ? Outcome.Yield : outcome;
    }

    // An address that isn't canonical is a stack fault when it's the stack's segment that is addressed (Intel SDM vol. 1, 3.7.5).
    private static bool UsesStack(Operation* o) =>
        o->Code is Op.Push64 or Op.Pop64 or Op.Call or Op.Push16 or Op.Pop16 or Op.PushFlags or Op.PopFlags or Op.EnterFrame
        || (o->Code.HasAddress() && o->Base is Slot.Rsp or Slot.Rbp && o->Index is not (Slot.FsBase or Slot.GsBase))
        || (o->Code.HasAddress() && o->Base == Slot.Address && o->Scale != 0);
}
