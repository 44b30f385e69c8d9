using System.Buffers.Binary;
using System.Runtime.InteropServices;
using ProcVM.Core;

namespace ProcVM.Llvm.Tests;

public unsafe class ObjectLoaderTests
{
    [LlvmFact]
    public void HelpersAreReachedWhereverTheyAre()
    {
        using Code code = new();
        code.Symbols.Add("host_double", (nint)(delegate* unmanaged<long, long>)&Double);
        using LoadedCode loaded = code.CompileAndLoad(module =>
        {
            LlvmFunction helper = module.Declare("host_double", LLVMTypeRef.CreateFunction(module.Types.I64, [module.Types.I64]));
            LlvmFunction function = Code.Unary(module, "caller");
            LLVMValueRef doubled = module.Call(helper, function.Parameter(0));
            module.Builder.BuildRet(module.Builder.BuildAdd(doubled, module.Types.Const(1L)));
        });
        Assert.Equal(43, ((delegate* unmanaged<long, long>)Code.AddressOf(loaded, "caller"))(21));
    }

    [LlvmFact]
    public void FunctionsCallEachOther()
    {
        using Code code = new();
        using LoadedCode loaded = code.CompileAndLoad(BuildFibonacci, LlvmPipeline.Quick);
        Assert.Equal(6765, ((delegate* unmanaged<long, long>)Code.AddressOf(loaded, "fib"))(20));
        Assert.Equal(2, loaded.Functions.Count);
    }

    [LlvmFact]
    public void ConstantsJumpTablesAndDataWork()
    {
        using Code code = new();
        using LoadedCode loaded = code.CompileAndLoad(BuildData);
        delegate* unmanaged<long, long> table = (delegate* unmanaged<long, long>)Code.AddressOf(loaded, "table");
        delegate* unmanaged<long, long> count = (delegate* unmanaged<long, long>)Code.AddressOf(loaded, "count");
        Assert.Equal([11, 13, 17, 19, 23, 29, 31, 37], Enumerable.Range(0, 8).Select(i => table(i)));
        Assert.Equal(107, count(7));
        Assert.Equal(110, count(3));
    }

    [LlvmFact]
    public void LlvmsOwnCallsFindTheCLibrary()
    {
        using Code code = new();
        using LoadedCode loaded = code.CompileAndLoad(module =>
        {
            LLVMTypeRef f64 = module.Types.F64;
            LlvmFunction function = module.DefineFunction("remainder", LLVMTypeRef.CreateFunction(f64, [f64, f64]));
            module.Builder.PositionAtEnd(module.AppendBlock(function));
            module.Builder.BuildRet(module.Builder.BuildFRem(function.Parameter(0), function.Parameter(1)));
        });
        Assert.Equal(5.5 % 2.0, ((delegate* unmanaged<double, double, double>)Code.AddressOf(loaded, "remainder"))(5.5, 2.0));
    }

    [LlvmFact]
    public void UnknownNamesAreErrors()
    {
        using Code code = new();
        byte[] file = code.Compile(module =>
        {
            LlvmFunction helper = module.Declare("nobody_home", LLVMTypeRef.CreateFunction(module.Types.I64, [module.Types.I64]));
            LlvmFunction function = Code.Unary(module, "caller");
            module.Builder.BuildRet(module.Call(helper, function.Parameter(0)));
        });
        LoadResult<LoadedCode> result = ObjectLoader.Load(file, code.Heap, code.Symbols);
        Assert.False(result.Succeeded);
        Assert.Equal(LlvmDiagnostics.Unresolved, Assert.Single(result.Diagnostics).Descriptor);
        Assert.Contains("nobody_home", result.Diagnostics[0].Message, StringComparison.Ordinal);
        Assert.Equal(0, code.Heap.CodeBytesUsed);
    }

    [LlvmFact]
    public void AFullHeapIsAnError()
    {
        using Code code = new(1 << 16);
        byte[] file = code.Compile(BuildFibonacci);
        using CodeBlock rest = code.Heap.TryAllocate(code.Heap.CodeBytesLimit)!;
        LoadResult<LoadedCode> result = ObjectLoader.Load(file, code.Heap, code.Symbols);
        Assert.False(result.Succeeded);
        Assert.Equal(LlvmDiagnostics.NoRoom, result.Diagnostics[0].Descriptor);
    }

    [LlvmFact]
    public void UnloadingGivesAllMemoryBack()
    {
        using Code code = new(1 << 16);
        byte[] file = code.Compile(BuildData);
        for (int i = 0; i < 1000; i++)
        {
            code.Load(file).Dispose();
        }

        Assert.Equal(0, code.Heap.CodeBytesUsed);
    }

    [LlvmFact]
    public void AddressesHaveFunctions()
    {
        using Code code = new();
        using LoadedCode loaded = code.CompileAndLoad(BuildFibonacci, LlvmPipeline.Quick);
        foreach (NativeFunction function in loaded.Functions)
        {
            Assert.True(loaded.TryFind(function.Address + function.Size - 1, out NativeFunction found));
            Assert.Equal(function, found);
            Assert.Equal(function.Size, loaded.BytesOf(function).Length);
        }

        Assert.False(loaded.TryFind(loaded.Functions[0].Address - 1, out _));
        Assert.False(loaded.TryFind(loaded.Functions[^1].Address + loaded.Functions[^1].Size, out _));
    }

    /// <summary>Damaged objects give errors or load; nothing throws, and nothing is written outside of a block.</summary>
    [LlvmFact]
    public void DamagedObjectsGiveErrors()
    {
        using Code code = new(1 << 20);
        byte[] whole = code.Compile(BuildData);
        Random random = new(7);
        int refused = 0;
        using CodeBlock guard = code.Heap.TryAllocate(64)!;
        guard.Writable.Fill(0x5A);
        for (int i = 0; i < 20_000; i++)
        {
            byte[] file = Damage(whole, random);
            LoadResult<LoadedCode> result = ObjectLoader.Load(file, code.Heap, code.Symbols);
            refused += result.Succeeded ? 0 : 1;
            Assert.True(result.Succeeded || result.Diagnostics.All(diagnostic => diagnostic.Message.Length > 0));
            result.Value?.Dispose();
        }

        Assert.InRange(refused, 2000, 19_999);
        Assert.Equal(-1, guard.Writable.IndexOfAnyExcept((byte)0x5A));
        Assert.Equal(64, code.Heap.CodeBytesUsed);
        for (int length = 0; length < whole.Length; length += 3)
        {
            ObjectLoader.Load(whole.AsMemory(0, length), code.Heap, code.Symbols).Value?.Dispose();
        }

        Assert.Equal(64, code.Heap.CodeBytesUsed);
    }

    /// <summary>Each field of each section's header gets the values that overflow, point outside or change a section's nature.</summary>
    [LlvmFact]
    public void WrongSectionHeadersGiveErrors()
    {
        using Code code = new(1 << 20);
        byte[] whole = code.Compile(BuildData);
        LoadedCode loaded = code.Load(whole);
        int table = (int)BinaryPrimitives.ReadInt64LittleEndian(whole.AsSpan(0x28));
        int count = BinaryPrimitives.ReadUInt16LittleEndian(whole.AsSpan(0x3C));
        long[] values = [0, 1, 2, 3, 4, 8, 9, 0xFF00, int.MaxValue, uint.MaxValue, 1L << 40, long.MaxValue, -1, whole.Length - 1];
        (int At, int Width)[] fields = [(0, 4), (4, 4), (8, 8), (24, 8), (32, 8), (40, 4), (44, 4), (48, 8), (56, 8)];
        for (int section = 0; section < count; section++)
        {
            foreach ((int at, int width) in fields)
            {
                foreach (long value in values)
                {
                    byte[] file = (byte[])whole.Clone();
                    Span<byte> field = file.AsSpan(table + (section * 64) + at, width);
                    byte[] bytes = BitConverter.GetBytes(value);
                    bytes.AsSpan(0, width).CopyTo(field);
                    ObjectLoader.Load(file, code.Heap, code.Symbols).Value?.Dispose();
                    // And with a size that no file has, whatever the type.
                    BinaryPrimitives.WriteInt64LittleEndian(file.AsSpan(table + (section * 64) + 32), 1 << 28);
                    ObjectLoader.Load(file, code.Heap, code.Symbols).Value?.Dispose();
                    LineMap.Read(file, loaded);
                }
            }
        }

        loaded.Dispose();
        Assert.Equal(0, code.Heap.CodeBytesUsed);
    }

    private static byte[] Damage(byte[] whole, Random random)
    {
        byte[] file = (byte[])whole.Clone();
        // Half of the changes go where the structure is: the header and the table of sections at the end.
        int table = (int)BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(0x28));
        for (int change = random.Next(1, 5); change > 0; change--)
        {
            int at = random.Next(4) switch
            {
                0 => random.Next(64),
                1 => random.Next(table, file.Length),
                _ => random.Next(file.Length),
            };
            file[at] = random.Next(3) switch
            {
                0 => 0xFF,
                1 => (byte)(file[at] ^ (1 << random.Next(8))),
                _ => (byte)random.Next(256),
            };
        }

        return file;
    }

    [UnmanagedCallersOnly]
    private static long Double(long value) => 2 * value;

    internal static void BuildFibonacci(LlvmModuleBuilder module)
    {
        LLVMTypeRef type = LLVMTypeRef.CreateFunction(module.Types.I64, [module.Types.I64]);
        LlvmFunction other = module.Declare("fib_less", type);
        LlvmFunction fib = Code.Unary(module, "fib");
        LLVMBuilderRef builder = module.Builder;
        LLVMBasicBlockRef small = module.AppendBlock(fib);
        LLVMBasicBlockRef large = module.AppendBlock(fib);
        builder.BuildCondBr(builder.BuildICmp(LLVMIntPredicate.LLVMIntSLT, fib.Parameter(0), module.Types.Const(2L)), small, large);
        builder.PositionAtEnd(small);
        builder.BuildRet(fib.Parameter(0));
        builder.PositionAtEnd(large);
        LLVMValueRef one = module.Call(fib, builder.BuildSub(fib.Parameter(0), module.Types.Const(1L)));
        LLVMValueRef two = module.Call(other, fib.Parameter(0));
        builder.BuildRet(builder.BuildAdd(one, two));

        module.DefineFunction("fib_less", type);
        module.AddAttribute(other.Value, "noinline");
        builder.PositionAtEnd(module.AppendBlock(other));
        builder.BuildRet(module.Call(fib, builder.BuildSub(other.Parameter(0), module.Types.Const(2L))));
    }

    /// <summary>table(i): a constant array; count(i): a variable, a switch that becomes a jump table, and addresses as data.</summary>
    internal static void BuildData(LlvmModuleBuilder module)
    {
        LLVMTypeRef i64 = module.Types.I64;
        LLVMBuilderRef builder = module.Builder;
        LLVMValueRef[] primes = [.. new long[] { 11, 13, 17, 19, 23, 29, 31, 37 }.Select(module.Types.Const)];
        LLVMTypeRef arrayType = LLVMTypeRef.CreateArray(i64, (uint)primes.Length);
        LLVMValueRef array = module.Module.AddGlobal(arrayType, "primes");
        array.SetInitializer(LLVMValueRef.CreateConstArray(i64, primes));
        array.SetGlobalConstant(true);
        array.SetLinkage(LLVMLinkage.LLVMPrivateLinkage);
        LlvmFunction table = Code.Unary(module, "table");
        LLVMValueRef place = builder.BuildInBoundsGEP2(arrayType, array, [module.Types.Const(0L), table.Parameter(0)]);
        builder.BuildRet(builder.BuildLoad2(i64, place));

        LLVMValueRef counter = module.Module.AddGlobal(i64, "counter");
        counter.SetInitializer(module.Types.Const(100L));
        LLVMValueRef pointer = module.Module.AddGlobal(module.Types.Pointer, "counter_address");
        pointer.SetInitializer(counter);
        LlvmFunction count = Code.Unary(module, "count");
        LLVMValueRef address = builder.BuildLoad2(module.Types.Pointer, pointer);
        LLVMValueRef sum = builder.BuildAdd(builder.BuildLoad2(i64, address), count.Parameter(0));
        builder.BuildStore(sum, address);
        builder.BuildRet(sum);
    }
}
