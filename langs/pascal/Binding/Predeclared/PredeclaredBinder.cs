using D = ProcVM.Pascal.Binding.BindingDiagnostics;

namespace ProcVM.Pascal.Binding;

/// <summary>Calls of the predeclared routines, and what binding their arguments has in common.</summary>
internal sealed class PredeclaredBinder
{
    private readonly Binder _binder;
    private readonly NumericFunctions _numeric;
    private readonly BitFunctions _bits;
    private readonly OrdinalFunctions _ordinal;
    private readonly TypeFunctions _type;
    private readonly StringRoutines _string;
    private readonly FileRoutines _file;
    private readonly HeapRoutines _heap;
    private readonly MemoryRoutines _memory;
    private readonly PackRoutines _pack;
    private readonly ProcessRoutines _process;

    internal PredeclaredBinder(Binder binder)
    {
        _binder = binder;
        _numeric = new NumericFunctions(binder);
        _bits = new BitFunctions(binder);
        _ordinal = new OrdinalFunctions(binder);
        _type = new TypeFunctions(binder);
        _string = new StringRoutines(binder);
        _file = new FileRoutines(binder);
        _heap = new HeapRoutines(binder);
        _memory = new MemoryRoutines(binder);
        _pack = new PackRoutines(binder);
        _process = new ProcessRoutines(binder);
    }

    /// <summary>The call of a function.</summary>
    internal BoundExpression BindFunction(in PredeclaredCall call)
    {
        BoundExpression? result = call.Symbol.Routine switch
        {
            Predeclared.Abs or Predeclared.Sqr or Predeclared.Sin or Predeclared.Cos or Predeclared.Exp or Predeclared.Ln
                or Predeclared.Sqrt or Predeclared.ArcTan or Predeclared.Trunc or Predeclared.Round or Predeclared.Int
                or Predeclared.Frac or Predeclared.Random or Predeclared.Hi or Predeclared.Lo or Predeclared.Swap => _numeric.Bind(call),
            >= Predeclared.RolByte and <= Predeclared.PopCnt => _bits.Bind(call),
            Predeclared.Ord or Predeclared.Chr or Predeclared.Succ or Predeclared.Pred or Predeclared.Odd => _ordinal.Bind(call),
            Predeclared.High or Predeclared.Low or Predeclared.SizeOf or Predeclared.BitSizeOf or Predeclared.Length => _type.Bind(call),
            Predeclared.Copy or Predeclared.Concat or Predeclared.Pos or Predeclared.UpCase or Predeclared.LowerCase
                or Predeclared.UpperCase or Predeclared.StringOfChar => _string.BindFunction(call),
            Predeclared.Eof or Predeclared.Eoln or Predeclared.SeekEof or Predeclared.SeekEoln or Predeclared.FilePos
                or Predeclared.FileSize or Predeclared.IoResult => _file.BindFunction(call),
            Predeclared.Assigned or Predeclared.Addr or Predeclared.GetMem or Predeclared.AllocMem or Predeclared.MemAvail =>
                _heap.BindFunction(call),
            Predeclared.ParamCount or Predeclared.ParamStr or Predeclared.GetEnv or Predeclared.TickCount or Predeclared.UnixTime =>
                _process.BindFunction(call),
            Predeclared.RandSeed => _binder.Fail(call.Span, D.RandSeed),
            _ => null,
        };
        return result ?? new BoundIntrinsic(call.Span, VoidType.Instance, Intrinsic.Randomize);
    }

    /// <summary>The call of a procedure as a statement.</summary>
    internal BoundStatement BindProcedure(in PredeclaredCall call)
    {
        BoundStatement? result = call.Symbol.Routine switch
        {
            Predeclared.Read or Predeclared.ReadLn => _binder.InputOutput.BindRead(call),
            Predeclared.Write or Predeclared.WriteLn => _binder.InputOutput.BindWrite(call),
            Predeclared.Inc or Predeclared.Dec => _ordinal.BindIncrement(call),
            Predeclared.Include or Predeclared.Exclude => _memory.BindMember(call),
            Predeclared.FillChar or Predeclared.Move => _memory.BindBlock(call),
            Predeclared.New => _heap.BindNew(call),
            Predeclared.Dispose or Predeclared.GetMem or Predeclared.FreeMem => _heap.BindProcedure(call),
            Predeclared.SetLength => _string.BindSetLength(call),
            Predeclared.Insert or Predeclared.Delete or Predeclared.Str or Predeclared.Val => _string.BindProcedure(call),
            Predeclared.Pack or Predeclared.Unpack => _pack.Bind(call),
            Predeclared.Get or Predeclared.Put or Predeclared.Reset or Predeclared.Rewrite or Predeclared.Page or Predeclared.Assign
                or Predeclared.Append or Predeclared.Close or Predeclared.Seek or Predeclared.Truncate or Predeclared.Erase
                or Predeclared.Rename or Predeclared.BlockRead or Predeclared.BlockWrite or Predeclared.Flush => _file.BindProcedure(call),
            Predeclared.Halt or Predeclared.RunError or Predeclared.Assert or Predeclared.Randomize => _process.BindProcedure(call),
            _ => null,
        };
        if (result is not null)
        {
            return result;
        }

        BoundExpression value = BindFunction(call);
        if (!value.Type.IsError)
        {
            _binder.Report.Add(D.FunctionAsStatement, call.NameSpan, call.Symbol.Name);
        }

        return new BoundEmpty(call.Span);
    }

    /// <summary>True for as many arguments as the routine takes; reports otherwise.</summary>
    internal static bool HasArguments(Binder binder, in PredeclaredCall call, int least, int most)
    {
        int count = call.Arguments.Length;
        if (count >= least && count <= most)
        {
            return true;
        }

        binder.Calls.BindForErrors(call.Arguments);
        binder.Report.Add(D.ArgumentCount, call.NameSpan, call.Symbol.Name, least == most ? $"{least}" : $"{least} to {most}", count);
        return false;
    }
}
