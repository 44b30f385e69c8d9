using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace ProcVM.Llvm.Tests;

public unsafe class DebuggingTests
{
    [LlvmFact]
    public void PerfMapsNameFunctions()
    {
        using Code code = new();
        using LoadedCode loaded = code.CompileAndLoad(ObjectLoaderTests.BuildFibonacci);
        string path = Path.GetTempFileName();
        using (PerfMap map = new(path))
        {
            foreach (NativeFunction function in loaded.Functions)
            {
                map.Add(function);
            }

            map.Add(new NativeFunction("two\nlines", 16, 1));
        }

        string[] lines = File.ReadAllLines(path);
        File.Delete(path);
        Assert.Equal(3, lines.Length);
        NativeFunction first = loaded.Functions[0];
        Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"{first.Address:x} {first.Size:x} {first.Name}"), lines[0]);
        Assert.Equal("10 1 two lines", lines[2]);
    }

    [LlvmFact]
    public void JitDumpsHoldTheCode()
    {
        using Code code = new();
        using LoadedCode loaded = code.CompileAndLoad(module => CompilerTests.BuildSum(module, "sum"));
        Assert.True(loaded.TryFind("sum", out NativeFunction sum));
        string directory = Directory.CreateTempSubdirectory().FullName;
        string path;
        using (JitDump dump = new(directory))
        {
            path = dump.Path;
            dump.Add(sum, loaded.BytesOf(sum));
        }

        byte[] file = File.ReadAllBytes(path);
        Directory.Delete(directory, recursive: true);
        Assert.Equal("DTiJ", Encoding.ASCII.GetString(file, 0, 4));
        Span<byte> record = file.AsSpan(40);
        Assert.Equal(0u, BinaryPrimitives.ReadUInt32LittleEndian(record));
        int size = BinaryPrimitives.ReadInt32LittleEndian(record[4..]);
        Assert.Equal((long)sum.Address, BinaryPrimitives.ReadInt64LittleEndian(record[32..]));
        Assert.Equal("sum\0", Encoding.ASCII.GetString(record.Slice(56, 4)));
        Assert.True(record[60..size].SequenceEqual(loaded.BytesOf(sum)));
        Assert.Equal(3u, BinaryPrimitives.ReadUInt32LittleEndian(record[size..]));
    }

    [LlvmFact]
    public void ListingsAreReadable()
    {
        using Code code = new();
        code.Symbols.Add("host_write", unchecked((nint)0x1234567890));
        using LoadedCode loaded = code.CompileAndLoad(BuildLoopWithCall);
        Assert.True(loaded.TryFind("run", out NativeFunction run));
        StringWriter text = new();
        CodeListing.Write(loaded, run, text, code.Symbols, offset => offset == 0 ? "a.pas:7: while" : null);
        string listing = text.ToString();
        Assert.StartsWith("run: ; ", listing, StringComparison.Ordinal);
        Assert.Contains("; a.pas:7: while", listing, StringComparison.Ordinal);
        Assert.Contains("host_write", listing, StringComparison.Ordinal);
        Assert.Contains("L1:", listing, StringComparison.Ordinal);
        Assert.Contains("ret", listing, StringComparison.Ordinal);
    }

    [LlvmFact]
    public void AddressesHaveLines()
    {
        using Code code = new();
        byte[] file = code.Compile(BuildWithLines, LlvmPipeline.Quick);
        using LoadedCode loaded = code.Load(file);
        LineMap lines = LineMap.Read(file, loaded);
        Assert.False(lines.IsEmpty);
        Assert.True(loaded.TryFind("one", out NativeFunction one));
        Assert.True(loaded.TryFind("two", out NativeFunction two));
        Assert.Equal(["/src/a.pas:10", "/src/a.pas:11"], LinesOf(lines, one));
        Assert.Equal(["/src/b.pas:500", "/src/b.pas:70000"], LinesOf(lines, two));
        Assert.False(lines.TryFind(0, out _));
        nint end = Math.Max(one.Address + one.Size, two.Address + two.Size);
        Assert.False(lines.TryFind(end + 4096, out _));
        Assert.True(LineMap.Read(file.AsMemory(0, file.Length / 2), loaded).IsEmpty);
    }

    [LlvmFact]
    public void DamagedLineTablesAreHarmless()
    {
        using Code code = new();
        byte[] whole = code.Compile(BuildWithLines, LlvmPipeline.Quick);
        using LoadedCode loaded = code.Load(whole);
        Random random = new(3);
        for (int i = 0; i < 20_000; i++)
        {
            byte[] file = (byte[])whole.Clone();
            for (int change = random.Next(1, 20); change > 0; change--)
            {
                file[random.Next(64, file.Length)] = (byte)random.Next(256);
            }

            LineMap lines = LineMap.Read(file, loaded);
            lines.TryFind(loaded.Functions[0].Address, out _);
        }
    }

    /// <summary>A gdb that attaches to this process knows the function by name.</summary>
    [LlvmFact]
    public void GdbKnowsRegisteredCode()
    {
        using Code code = new();
        byte[] file = code.Compile(module => CompilerTests.BuildSum(module, "guest_sum_for_gdb"));
        using LoadedCode loaded = code.Load(file);
        using GdbRegistration first = GdbRegistration.TryRegister(code.Library, file, loaded)!;
        Assert.NotNull(first);
        GdbRegistration second = GdbRegistration.TryRegister(code.Library, file, loaded)!;
        second.Dispose();
        second.Dispose();
        nint address = Code.AddressOf(loaded, "guest_sum_for_gdb");
        if (!File.Exists("/usr/bin/gdb"))
        {
            return;
        }

        string command = string.Create(CultureInfo.InvariantCulture, $"info symbol 0x{address:x}");
        ProcessStartInfo start = new("/usr/bin/gdb", ["-nx", "-batch", "-p", $"{Environment.ProcessId}", "-ex", command])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process gdb = Process.Start(start)!;
        // gdb stops this process while it looks, so nothing is read until it has gone.
        string output = gdb.StandardOutput.ReadToEnd();
        string errors = gdb.StandardError.ReadToEnd();
        gdb.WaitForExit();
        bool mayAttach = !errors.Contains("Operation not permitted", StringComparison.Ordinal);
        Assert.True(!mayAttach || output.Contains("guest_sum_for_gdb", StringComparison.Ordinal), output + errors);
    }

    private static SortedSet<string> LinesOf(LineMap lines, NativeFunction function)
    {
        SortedSet<string> found = new(StringComparer.Ordinal);
        for (int i = 0; i < function.Size; i++)
        {
            if (lines.TryFind(function.Address + i, out SourceLine line) && line.Line != 0)
            {
                found.Add($"{line.Path}:{line.Line}");
            }
        }

        return found;
    }

    private static void BuildWithLines(LlvmModuleBuilder module)
    {
        foreach ((string name, string path, int first, int second) in new[] { ("one", "/src/a.pas", 10, 11), ("two", "/src/b.pas", 500, 70_000) })
        {
            LLVMTypeRef i64 = module.Types.I64;
            LlvmFunction function = module.DefineFunction(name, LLVMTypeRef.CreateFunction(i64, [i64, module.Types.Pointer]));
            LLVMMetadataRef scope = module.Lines.Describe(function, name, path, first);
            module.Builder.PositionAtEnd(module.AppendBlock(function));
            module.Lines.SetLine(module.Builder, scope, first);
            LLVMValueRef product = module.Builder.BuildMul(function.Parameter(0), function.Parameter(0));
            module.Builder.BuildStore(product, function.Parameter(1));
            module.Lines.SetLine(module.Builder, scope, second);
            module.Builder.BuildRet(module.Builder.BuildSDiv(product, module.Types.Const(7L)));
            LlvmLineTable.ClearLine(module.Builder);
        }
    }

    private static void BuildLoopWithCall(LlvmModuleBuilder module)
    {
        LlvmFunction write = module.Declare("host_write", LLVMTypeRef.CreateFunction(module.Types.I64, [module.Types.I64]));
        LlvmFunction function = Code.Unary(module, "run");
        LLVMBuilderRef builder = module.Builder;
        LLVMBasicBlockRef loop = module.AppendBlock(function);
        LLVMBasicBlockRef end = module.AppendBlock(function);
        builder.BuildBr(loop);
        builder.PositionAtEnd(loop);
        LLVMValueRef result = module.Call(write, function.Parameter(0));
        builder.BuildCondBr(builder.BuildICmp(LLVMIntPredicate.LLVMIntNE, result, module.Types.Const(0L)), loop, end);
        builder.PositionAtEnd(end);
        builder.BuildRet(result);
    }
}
