using ProcVM.Module;
using ProcVM.Pascal.Binding;

namespace ProcVM.Pascal.Emit;

/// <summary>Calls of predeclared routines, by kind.</summary>
internal sealed class IntrinsicEmitter
{
    /// <summary>The last address: what begins there ends outside of any memory.</summary>
    private const int Nowhere = -1;

    private readonly RoutineEmitter _routine;
    private readonly NumberIntrinsics _numbers;
    private readonly BitIntrinsics _bits;
    private readonly StringIntrinsics _strings;
    private readonly FileIntrinsics _files;

    internal IntrinsicEmitter(RoutineEmitter routine)
    {
        _routine = routine;
        _numbers = new NumberIntrinsics(routine);
        _bits = new BitIntrinsics(routine);
        _strings = new StringIntrinsics(routine);
        _files = new FileIntrinsics(routine);
    }

    private FunctionBuilder Code => _routine.Code;

    internal void Push(BoundIntrinsic call)
    {
        switch (call.Intrinsic)
        {
            case >= Intrinsic.RotateLeft and <= Intrinsic.CountBits:
                _bits.Push(call);
                break;
            case <= Intrinsic.Swap:
                _numbers.Push(call);
                break;
            case <= Intrinsic.Val:
                _strings.Push(call);
                break;
            case <= Intrinsic.OpenHigh:
                PushArray(call);
                break;
            case <= Intrinsic.MemAvail:
                PushHeap(call);
                break;
            case <= Intrinsic.Exclude:
                PushMemory(call);
                break;
            case <= Intrinsic.IoResult:
                _files.Push(call);
                break;
            default:
                PushProcess(call);
                break;
        }
    }

    private static BoundPlace Place(BoundIntrinsic call, int index) => (BoundPlace)call.Arguments[index];

    private void PushArgument(BoundIntrinsic call, int index) => _routine.Values.Push(call.Arguments[index]);

    private void PushArray(BoundIntrinsic call)
    {
        switch (call.Intrinsic)
        {
            case Intrinsic.DynamicLength:
                PushArgument(call, 0);
                Code.Emit(Opcode.I32Load, 0);
                break;
            case Intrinsic.SetLengthArray:
                _routine.Places.PushAddress(Place(call, 0));
                for (int i = 1; i < call.Arguments.Length; i++)
                {
                    PushArgument(call, i);
                }

                Code.Call(_routine.Context.Managed.SetLength(call.Arguments[0].Type, call.Arguments.Length - 1));
                break;
            case Intrinsic.CopyArray:
                _routine.Values.PushArrayCopy(call);
                _routine.Calls.Keep(call.Type);
                break;
            default:
                _routine.Places.PushHigh(((BoundVariable)call.Arguments[0]).Variable);
                break;
        }
    }

    private void PushHeap(BoundIntrinsic call)
    {
        switch (call.Intrinsic)
        {
            case Intrinsic.New or Intrinsic.GetMem:
                Address target = _routine.Places.LocateTarget(Place(call, 0));
                PushNew(call.Arguments[1]);
                _routine.Places.Store(target, Cell.I32);
                break;
            case Intrinsic.AllocMem:
                PushNew(call.Arguments[0]);
                break;
            case Intrinsic.Dispose:
                PushDispose(call.Arguments[0]);
                break;
            case Intrinsic.FreeMem:
                PushFree(call.Arguments[0]);
                break;
            default:
                _routine.Host(PvmImports.HeapAvailable);
                break;
        }
    }

    private void PushNew(BoundExpression size)
    {
        long? known = size is BoundOrdinal ordinal ? ordinal.Value : null;
        if (known is null)
        {
            _routine.Values.Push(size);
        }

        _routine.Context.Heap.Allocate(Code, known);
    }

    private void PushDispose(BoundExpression pointer)
    {
        PushDisposed(pointer);
        if (pointer.Type is PointerType { Target: { NeedsZeros: true } target })
        {
            int block = Code.Take(ValueType.I32);
            Code.Emit(Opcode.NilCheck);
            Code.Tee(block);
            Code.Call(_routine.Context.Managed.Release(target));
            Code.Get(block);
            Code.Release(block, ValueType.I32);
        }

        Code.Call(_routine.Context.Heap.Free);
    }

    // In ISO Pascal the variable that named what is disposed of is undefined from then on: it gets an address where there is
    // nothing, so that its next use traps (Appendix D.4).
    private void PushDisposed(BoundExpression pointer)
    {
        BoundExpression named = pointer is BoundConversion { Kind: ConversionKind.Same } conversion ? conversion.Operand : pointer;
        if (!_routine.Context.IsIso || named is not BoundPlace place)
        {
            _routine.Values.Push(pointer);
            return;
        }

        int value = Code.Take(ValueType.I32);
        Address address = _routine.Places.Locate(place);
        if (!address.IsLocal)
        {
            int local = _routine.Places.ToLocal(address);
            Code.Get(local);
            Code.Emit(Opcode.I32Load, 0);
            Code.Set(value);
            Code.Get(local);
            Code.I32(Nowhere);
            Code.Emit(Opcode.I32Store, 0);
            Code.Release(local, ValueType.I32);
        }
        else
        {
            _routine.Places.Load(address, Cell.I32);
            Code.Set(value);
            Code.I32(Nowhere);
            _routine.Places.Store(address, Cell.I32);
        }

        Code.Get(value);
        Code.Release(value, ValueType.I32);
    }

    private void PushFree(BoundExpression pointer)
    {
        int block = Code.Take(ValueType.I32);
        LabelHandle isNil = Code.NewLabelHere();
        _routine.Values.Push(pointer);
        Code.Tee(block);
        Code.Branch(Opcode.BrIfz, isNil);
        Code.Get(block);
        Code.Call(_routine.Context.Heap.Free);
        Code.Mark(isNil);
        Code.Release(block, ValueType.I32);
    }

    private void PushMemory(BoundIntrinsic call)
    {
        switch (call.Intrinsic)
        {
            case Intrinsic.FillChar:
                _routine.Places.PushAddress(Place(call, 0));
                int count = Code.Take(ValueType.I32);
                PushArgument(call, 1);
                Code.Set(count);
                PushArgument(call, 2);
                PushClipped(count);
                Code.Emit(Opcode.MemoryFill);
                Code.Release(count, ValueType.I32);
                break;
            case Intrinsic.Move:
                PushMove(call);
                break;
            default:
                _routine.Sets.Change(Place(call, 0), call.Arguments[1], call.Intrinsic == Intrinsic.Exclude);
                break;
        }
    }

    private void PushMove(BoundIntrinsic call)
    {
        int from = Code.Take(ValueType.I32);
        int count = Code.Take(ValueType.I32);
        _routine.Places.PushAddress(Place(call, 0));
        Code.Set(from);
        _routine.Places.PushAddress(Place(call, 1));
        PushArgument(call, 2);
        Code.Set(count);
        Code.Get(from);
        PushClipped(count);
        Code.Emit(Opcode.MemoryCopy);
        Code.Release(from, ValueType.I32);
        Code.Release(count, ValueType.I32);
    }

    // A negative count means none.
    private void PushClipped(int count)
    {
        Code.Get(count);
        Code.I32(0);
        Code.Get(count);
        Code.I32(0);
        Code.Emit(Opcode.I32GtS);
        Code.Emit(Opcode.Select);
    }

    private void PushProcess(BoundIntrinsic call)
    {
        switch (call.Intrinsic)
        {
            case Intrinsic.Halt or Intrinsic.RunError:
                PushArgument(call, 0);
                Code.Call(_routine.Context.Halt);
                Code.Emit(Opcode.Unreachable);
                break;
            case Intrinsic.Assert:
                LabelHandle holds = Code.NewLabelHere();
                _routine.Conditions.Branch(call.Arguments[0], holds, when: true);
                if (call.Arguments.Length > 1)
                {
                    _routine.Strings.PushString(call.Arguments[1]);
                    _routine.Host(PvmImports.AssertFailed);
                    Code.Emit(Opcode.Unreachable);
                }
                else
                {
                    Code.Trap(TrapKind.Assertion);
                }

                Code.Mark(holds);
                break;
            case Intrinsic.ParamCount:
                _routine.Host(PvmImports.ArgCount);
                break;
            case Intrinsic.ParamStr:
                PushText(call, PvmImports.ArgGet, hasResult: false);
                break;
            case Intrinsic.GetEnv:
                PushText(call, PvmImports.EnvGet, hasResult: true);
                break;
            case Intrinsic.RandomReal:
                _routine.Host(PvmImports.RandomF64);
                break;
            case Intrinsic.RandomInteger:
                _routine.Values.PushWide(call.Arguments[0]);
                _routine.Host(PvmImports.RandomI64);
                if (call.Type.Representation == Representation.I32)
                {
                    Code.Emit(Opcode.I32WrapI64);
                }

                break;
            case Intrinsic.Randomize:
                _routine.Host(PvmImports.RandomEntropy);
                break;
            case Intrinsic.RandomSeed:
                _routine.Values.Push(call.Arguments[0]);
                _routine.Host(PvmImports.RandomSeed);
                break;
            case Intrinsic.TickCount:
                PushTime(PvmImports.ClockMonotonic, 1_000_000);
                break;
            default:
                PushTime(PvmImports.ClockUnix, 1_000_000_000);
                break;
        }
    }

    private void PushText(BoundIntrinsic call, string host, bool hasResult)
    {
        Address text = _routine.Temporary(StringEmitter.MaxLength + 1, 1);
        if (hasResult)
        {
            _routine.Strings.PushString(call.Arguments[0]);
        }
        else
        {
            PushArgument(call, 0);
        }

        _routine.Places.Push(text);
        Code.I32(StringEmitter.MaxLength);
        _routine.Host(host);
        if (hasResult)
        {
            Code.Emit(Opcode.Drop);
        }

        _routine.Places.Push(text);
    }

    private void PushTime(string host, long nanoseconds)
    {
        _routine.Host(host);
        Code.I64(nanoseconds);
        Code.Emit(Opcode.I64DivS);
    }
}
