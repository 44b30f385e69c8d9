using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ProcVM.Llvm.Tests;

/// <summary>Native code on the stack of a .NET thread: what makes handlers of signals and stacks of its own unnecessary
/// (src/RATIONALE.md).</summary>
public unsafe class NativeRunTests
{
    private const int LargeStack = 256 << 20;

    [LlvmFact]
    public void AFailedCheckIsAStatus()
    {
        using Code code = new();
        using LoadedCode loaded = code.CompileAndLoad(BuildCheckedDivision);
        delegate* unmanaged<long, long, long*, long> divide = (delegate* unmanaged<long, long, long*, long>)Code.AddressOf(loaded, "divide");
        long quotient = 0;
        Assert.Equal(0, divide(84, 2, &quotient));
        Assert.Equal(42, quotient);
        Assert.Equal(1, divide(84, 0, &quotient));
        Assert.Equal(2, divide(long.MinValue, -1, &quotient));
        Assert.Equal(42, quotient);
    }

    [LlvmFact]
    public void ALoopObeysTheFlagAndHoldsUpNoCollection()
    {
        using Code code = new();
        using LoadedCode loaded = code.CompileAndLoad(BuildSpin);
        nint spin = Code.AddressOf(loaded, "spin");
        int* flag = (int*)NativeMemory.AllocZeroed(sizeof(int));
        long turns = 0;
        Thread guest = new(() => turns = ((delegate* unmanaged<int*, long>)spin)(flag));
        guest.Start();
        Thread.Sleep(20);
        Stopwatch collections = Stopwatch.StartNew();
        for (int i = 0; i < 5; i++)
        {
            GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
        }

        Assert.InRange(collections.Elapsed.TotalSeconds, 0, 10);
        Assert.True(guest.IsAlive);
        Volatile.Write(ref *flag, 1);
        Assert.True(guest.Join(TimeSpan.FromSeconds(10)));
        Assert.True(turns > 1000);
        NativeMemory.Free(flag);
    }

    [LlvmFact]
    public void DeepRecursionStopsAtTheLimitOfItsStack()
    {
        using Code code = new();
        using LoadedCode loaded = code.CompileAndLoad(BuildDive);
        nint dive = Code.AddressOf(loaded, "dive");
        long depth = 0;
        bool hasRoom = false;
        OnLargeStack(() =>
        {
            NativeStack stack = NativeStack.OfThisThread()!.Value;
            Assert.InRange((long)stack.Size, LargeStack - (1 << 20), LargeStack + (1 << 20));
            depth = ((delegate* unmanaged<nint, long, long>)dive)(stack.LimitWith(1 << 20), 0);
            hasRoom = RuntimeHelpers.TryEnsureSufficientExecutionStack();
        });
        // A frame holds the 1,000 bytes the function keeps, and little else.
        Assert.InRange(depth, (LargeStack - (2 << 20)) / 1200, LargeStack / 1000);
        Assert.True(hasRoom);
    }

    /// <summary>Helpers run managed code under native frames: they allocate, collect, throw, catch, and fault.</summary>
    [LlvmFact]
    public void HelpersAreOrdinaryManagedCode()
    {
        using Code code = new();
        code.Symbols.Add("helper", (nint)(delegate* unmanaged<long, long>)&Helper);
        using LoadedCode loaded = code.CompileAndLoad(BuildCallingLoop);
        nint loop = Code.AddressOf(loaded, "loop");
        int failures = 0;
        bool isOver = false;
        Thread[] guests = [.. Enumerable.Range(0, 4).Select(worker => new Thread(() => RunGuest(loop, worker, ref isOver, ref failures), LargeStack))];
        Array.ForEach(guests, guest => guest.Start());
        int before = GC.CollectionCount(2);
        Stopwatch time = Stopwatch.StartNew();
        while (time.Elapsed < TimeSpan.FromSeconds(2))
        {
            GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
            Thread.Sleep(1);
        }

        Volatile.Write(ref isOver, true);
        Array.ForEach(guests, guest => guest.Join());
        Assert.Equal(0, failures);
        Assert.True(GC.CollectionCount(2) > before);
    }

    [LlvmFact]
    public void HelpersWorkDeepDown()
    {
        using Code code = new();
        code.Symbols.Add("helper", (nint)(delegate* unmanaged<long, long>)&Helper);
        using LoadedCode loaded = code.CompileAndLoad(BuildDeepCall);
        nint deep = Code.AddressOf(loaded, "deep");
        long result = 0;
        OnLargeStack(() => result = ((delegate* unmanaged<long, long>)deep)(100_000));
        Assert.Equal(Helper(0, 100) + 100_000, result);
    }

    [LlvmFact]
    public void LargeFramesTouchTheirPages()
    {
        using Code code = new();
        using LoadedCode loaded = code.CompileAndLoad(module =>
        {
            LlvmFunction function = Code.Unary(module, "wide");
            LLVMValueRef space = module.Builder.BuildArrayAlloca(module.Types.I8, module.Types.Const(300_000));
            LLVMValueRef place = module.Builder.BuildGEP2(module.Types.I8, space, [function.Parameter(0)]);
            LLVMValueRef store = module.Builder.BuildStore(function.Parameter(0), place);
            store.SetVolatile(true);
            LLVMValueRef load = module.Builder.BuildLoad2(module.Types.I64, place);
            load.SetVolatile(true);
            module.Builder.BuildRet(load);
        });
        Assert.True(loaded.TryFind("wide", out NativeFunction wide));
        StringWriter text = new();
        CodeListing.Write(loaded, wide, text);
        Assert.Contains("1000h", text.ToString(), StringComparison.Ordinal);
        Assert.Equal(16, ((delegate* unmanaged<long, long>)wide.Address)(16));
    }

    private static void RunGuest(nint loop, int worker, ref bool isOver, ref int failures)
    {
        Random random = new(worker);
        int zero = worker - worker;
        while (!Volatile.Read(ref isOver))
        {
            long seed = random.Next(1 << 20);
            long expected = 0;
            for (int i = 0; i < 50; i++)
            {
                expected += Helper(seed + i, 100);
            }

            bool isRight = ((delegate* unmanaged<long, long, long>)loop)(seed, 50) == expected
                && Throws<NullReferenceException>(() => ((string)null!).Length.ToString())
                && Throws<DivideByZeroException>(() => (worker / zero).ToString());
            if (!isRight)
            {
                Interlocked.Increment(ref failures);
            }
        }
    }

    [UnmanagedCallersOnly]
    private static long Helper(long value)
    {
        try
        {
            return Helper(value, 100);
        }
        catch (Exception)
        {
            return -1;
        }
    }

    // What a helper does depends on its argument; the result doesn't.
    private static long Helper(long value, int size)
    {
        switch (value % 64)
        {
            case 1:
                return Throws<NullReferenceException>(() => ((string)null!).Length.ToString()) ? value + size : -1;
            case 2:
                return Throws<InvalidOperationException>(() => throw new InvalidOperationException()) ? value + size : -1;
            case 3:
                GC.Collect(0);
                return value + size;
            default:
                byte[] garbage = new byte[size];
                return value + garbage.Length;
        }
    }

    private static bool Throws<T>(Action action)
        where T : Exception
    {
        try
        {
            action();
            return false;
        }
        catch (T)
        {
            return true;
        }
    }

    private static void OnLargeStack(Action action)
    {
        Exception? failure = null;
        Thread thread = new(() => failure = Record.Exception(action), LargeStack);
        thread.Start();
        thread.Join();
        Assert.Null(failure);
    }

    private static void BuildCheckedDivision(LlvmModuleBuilder module)
    {
        LLVMTypeRef i64 = module.Types.I64;
        LlvmFunction function = module.DefineFunction(
            "divide", LLVMTypeRef.CreateFunction(i64, [i64, i64, module.Types.Pointer]));
        LLVMBuilderRef builder = module.Builder;
        LLVMBasicBlockRef entry = module.AppendBlock(function);
        LLVMBasicBlockRef isZero = module.AppendBlock(function);
        LLVMBasicBlockRef notZero = module.AppendBlock(function);
        LLVMBasicBlockRef overflows = module.AppendBlock(function);
        LLVMBasicBlockRef fits = module.AppendBlock(function);
        builder.PositionAtEnd(entry);
        LLVMValueRef zero = builder.BuildICmp(LLVMIntPredicate.LLVMIntEQ, function.Parameter(1), module.Types.Const(0L));
        module.Metadata.MarkUnlikely(builder.BuildCondBr(zero, isZero, notZero));
        builder.PositionAtEnd(isZero);
        builder.BuildRet(module.Types.Const(1L));
        builder.PositionAtEnd(notZero);
        LLVMValueRef least = builder.BuildICmp(LLVMIntPredicate.LLVMIntEQ, function.Parameter(0), module.Types.Const(long.MinValue));
        LLVMValueRef minusOne = builder.BuildICmp(LLVMIntPredicate.LLVMIntEQ, function.Parameter(1), module.Types.Const(-1L));
        module.Metadata.MarkUnlikely(builder.BuildCondBr(builder.BuildAnd(least, minusOne), overflows, fits));
        builder.PositionAtEnd(overflows);
        builder.BuildRet(module.Types.Const(2L));
        builder.PositionAtEnd(fits);
        builder.BuildStore(builder.BuildSDiv(function.Parameter(0), function.Parameter(1)), function.Parameter(2));
        builder.BuildRet(module.Types.Const(0L));
    }

    // i64 spin(i32* flag): turns until the flag is set.
    private static void BuildSpin(LlvmModuleBuilder module)
    {
        LlvmFunction function = module.DefineFunction("spin", LLVMTypeRef.CreateFunction(module.Types.I64, [module.Types.Pointer]));
        LLVMBuilderRef builder = module.Builder;
        LLVMBasicBlockRef entry = module.AppendBlock(function);
        LLVMBasicBlockRef loop = module.AppendBlock(function);
        LLVMBasicBlockRef end = module.AppendBlock(function);
        builder.PositionAtEnd(entry);
        builder.BuildBr(loop);
        builder.PositionAtEnd(loop);
        LLVMValueRef turns = builder.BuildPhi(module.Types.I64);
        LLVMValueRef next = builder.BuildAdd(turns, module.Types.Const(1L));
        LLVMValueRef flag = builder.BuildLoad2(module.Types.I32, function.Parameter(0));
        flag.SetAlignment(4);
        flag.SetOrdering(LLVMAtomicOrdering.LLVMAtomicOrderingMonotonic);
        LLVMValueRef isSet = builder.BuildICmp(LLVMIntPredicate.LLVMIntNE, flag, module.Types.Const(0));
        module.Metadata.MarkUnlikely(builder.BuildCondBr(isSet, end, loop));
        turns.AddIncoming(module.Types.Const(0L), entry);
        turns.AddIncoming(next, loop);
        builder.PositionAtEnd(end);
        builder.BuildRet(next);
    }

    // i64 dive(ptr limit, i64 depth): the depth at which the frame lies below the limit.
    private static void BuildDive(LlvmModuleBuilder module)
    {
        LLVMTypeRef i64 = module.Types.I64;
        LlvmFunction function = module.DefineFunction("dive", LLVMTypeRef.CreateFunction(i64, [module.Types.Pointer, i64]));
        LLVMBuilderRef builder = module.Builder;
        LLVMBasicBlockRef entry = module.AppendBlock(function);
        LLVMBasicBlockRef end = module.AppendBlock(function);
        LLVMBasicBlockRef deeper = module.AppendBlock(function);
        builder.PositionAtEnd(entry);
        LLVMValueRef space = builder.BuildArrayAlloca(module.Types.I8, module.Types.Const(1000));
        LLVMValueRef stored = builder.BuildStore(function.Parameter(1), space);
        stored.SetVolatile(true);
        LLVMValueRef isLow = builder.BuildICmp(LLVMIntPredicate.LLVMIntULT, space, function.Parameter(0));
        module.Metadata.MarkUnlikely(builder.BuildCondBr(isLow, end, deeper));
        builder.PositionAtEnd(end);
        builder.BuildRet(function.Parameter(1));
        builder.PositionAtEnd(deeper);
        LLVMValueRef depth = builder.BuildAdd(function.Parameter(1), module.Types.Const(1L));
        LLVMValueRef result = module.Call(function, function.Parameter(0), depth);
        LLVMValueRef mine = builder.BuildLoad2(i64, space);
        mine.SetVolatile(true);
        LLVMValueRef nothing = builder.BuildSub(mine, function.Parameter(1));
        builder.BuildRet(builder.BuildAdd(result, nothing));
    }

    // i64 loop(i64 seed, i64 count): the sum of helper(seed + i).
    private static void BuildCallingLoop(LlvmModuleBuilder module)
    {
        LLVMTypeRef i64 = module.Types.I64;
        LlvmFunction helper = module.Declare("helper", LLVMTypeRef.CreateFunction(i64, [i64]));
        LlvmFunction function = module.DefineFunction("loop", LLVMTypeRef.CreateFunction(i64, [i64, i64]));
        LLVMBuilderRef builder = module.Builder;
        LLVMBasicBlockRef entry = module.AppendBlock(function);
        LLVMBasicBlockRef loop = module.AppendBlock(function);
        LLVMBasicBlockRef end = module.AppendBlock(function);
        builder.PositionAtEnd(entry);
        builder.BuildBr(loop);
        builder.PositionAtEnd(loop);
        LLVMValueRef i = builder.BuildPhi(i64);
        LLVMValueRef sum = builder.BuildPhi(i64);
        LLVMValueRef value = module.Call(helper, builder.BuildAdd(function.Parameter(0), i));
        LLVMValueRef nextSum = builder.BuildAdd(sum, value);
        LLVMValueRef nextI = builder.BuildAdd(i, module.Types.Const(1L));
        builder.BuildCondBr(builder.BuildICmp(LLVMIntPredicate.LLVMIntSLT, nextI, function.Parameter(1)), loop, end);
        i.AddIncoming(module.Types.Const(0L), entry);
        i.AddIncoming(nextI, loop);
        sum.AddIncoming(module.Types.Const(0L), entry);
        sum.AddIncoming(nextSum, loop);
        builder.PositionAtEnd(end);
        builder.BuildRet(nextSum);
    }

    // i64 deep(i64 n): n frames down, helper(0) is called; each frame adds one.
    private static void BuildDeepCall(LlvmModuleBuilder module)
    {
        LLVMTypeRef i64 = module.Types.I64;
        LlvmFunction helper = module.Declare("helper", LLVMTypeRef.CreateFunction(i64, [i64]));
        LlvmFunction function = Code.Unary(module, "deep");
        LLVMBuilderRef builder = module.Builder;
        LLVMBasicBlockRef bottom = module.AppendBlock(function);
        LLVMBasicBlockRef deeper = module.AppendBlock(function);
        LLVMValueRef space = builder.BuildAlloca(i64);
        builder.BuildStore(module.Types.Const(1L), space).SetVolatile(true);
        builder.BuildCondBr(builder.BuildICmp(LLVMIntPredicate.LLVMIntEQ, function.Parameter(0), module.Types.Const(0L)), bottom, deeper);
        builder.PositionAtEnd(bottom);
        builder.BuildRet(module.Call(helper, function.Parameter(0)));
        builder.PositionAtEnd(deeper);
        LLVMValueRef result = module.Call(function, builder.BuildSub(function.Parameter(0), module.Types.Const(1L)));
        LLVMValueRef one = builder.BuildLoad2(i64, space);
        one.SetVolatile(true);
        builder.BuildRet(builder.BuildAdd(result, one));
    }
}
