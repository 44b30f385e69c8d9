namespace ProcVM.Module.Tests;

public sealed class BuilderTests
{
    [Fact]
    public void ImportsMayComeAfterTheFunctionsThatCallThem()
    {
        ModuleBuilder module = new();
        FunctionBuilder first = module.Function("first", module.Type(">"));
        FunctionBuilder second = module.Function("second", module.Type(">"));
        first.Line(module.File("a.pas"), 1);
        first.Call(second.Handle);
        first.Line(module.File("a.pas"), 2);
        first.Reference(second.Handle);
        first.Line(module.File("a.pas"), 3);
        first.Emit(Opcode.Drop);
        first.Emit(Opcode.Return);
        second.Call(module.Import("pvm", "io_check", ">"));
        second.Emit(Opcode.Return);
        module.Entry = first.Handle;
        PcodeModule result = module.Build();

        Assert.Equal(1, result.Entry);
        Assert.Equal([0x10, 2, 0x41, 3, 0x1A, 0x0F], result.Functions[0].Code.ToArray());
        Assert.Equal([0x10, 0, 0x0F], result.Functions[1].Code.ToArray());
        Assert.Equal(
            [new LineEntry(0, 0, 1), new LineEntry(2, 0, 2), new LineEntry(4, 0, 3)], result.Lines!.Functions[1]);
    }

    [Fact]
    public void UnreachableCodeIsNotWritten()
    {
        ModuleBuilder module = new();
        FunctionBuilder code = module.Function("f", module.Type(">i"));
        LabelHandle unused = code.NewLabel();
        LabelHandle label = code.NewLabel();
        code.Branch(Opcode.Br, label);
        code.I32(1);
        code.Branch(Opcode.Br, unused);
        code.Mark(label);
        code.I32(2);
        code.Emit(Opcode.Return);
        code.Emit(Opcode.Drop);
        Function function = Assert.Single(module.Build().Functions);

        Assert.Equal([0x0C, 0, 0x02, 0, 0x41, 2, 0x0F], function.Code.ToArray());
        Assert.Single(function.Labels);
    }

    [Fact]
    public void TemporariesAreReusedByType()
    {
        ModuleBuilder module = new();
        FunctionBuilder code = module.Function("f", module.Type("i>"));
        int first = code.Take(ValueType.I64);
        code.Release(first, ValueType.I64);
        Assert.Equal(1, first);
        Assert.Equal(2, code.Take(ValueType.I32));
        Assert.Equal(first, code.Take(ValueType.I64));
    }

    [Fact]
    public void FrameRoomIsReusedAndRoundedUp()
    {
        ModuleBuilder module = new();
        FunctionBuilder code = module.Function("f", module.Type(">"));
        Assert.Equal(0u, code.AllocateFrame(3, 1));
        uint top = code.FrameTop;
        Assert.Equal(8u, code.AllocateFrame(20, 8));
        code.ReleaseFrame(top);
        Assert.Equal(4u, code.AllocateFrame(4, 4));
        code.Emit(Opcode.Return);
        Assert.Equal(32u, module.Build().Functions[0].Frame);
    }

    [Fact]
    public void TooManyLocalsAreReportedNotThrown()
    {
        ModuleBuilder module = new();
        FunctionBuilder code = module.Function("f", module.Type(">"));
        for (int i = 0; i <= FunctionBuilder.MaxLocals; i++)
        {
            code.NewLocal(ValueType.I32);
        }

        Assert.Equal(BuilderLimit.Locals, code.Limit);
    }

    [Fact]
    public void TooMuchCodeIsReportedAndDoesNotGrow()
    {
        ModuleBuilder module = new();
        FunctionBuilder code = module.Function("f", module.Type(">"));
        for (int i = 0; i < FunctionBuilder.MaxCode; i++)
        {
            code.Emit(Opcode.Nop);
        }

        Assert.Equal(BuilderLimit.Code, code.Limit);
        Assert.True(code.CodeSize < FunctionBuilder.MaxCode);
    }

    [Fact]
    public void StaticDataIsLaidOutAboveTheNilPage()
    {
        ModuleBuilder module = new();
        FunctionBuilder code = module.Function("f", module.Type(">"));
        code.Emit(Opcode.Return);
        uint variable = module.Data.Reserve(4, 4);
        uint text = module.Data.Intern("hello");
        uint reference = module.Data.Reserve(4, 4);
        module.Data.InitialiseReference(reference, code.Handle);
        Assert.Equal(DataBuilder.NilPage, variable);
        Assert.Equal(text, module.Data.Intern("hello"));
        PcodeModule result = module.Build();

        DataSegment segment = Assert.Single(result.Data);
        Assert.Equal(text, segment.Offset);
        Assert.Equal((byte)'h', segment.Bytes.Span[0]);
        Assert.Equal(1, segment.Bytes.Span[(int)(reference - text)]);
        Assert.Equal(1040u, result.Memory.StackBase);
        Assert.Equal(ModuleBuilder.DefaultStackSize, result.Memory.StackSize);
    }

    [Fact]
    public void AValueGivenLaterLeavesItsNeighboursAlone()
    {
        ModuleBuilder module = new();
        uint first = module.Data.Reserve(4, 4);
        uint second = module.Data.Reserve(4, 4);
        uint third = module.Data.Reserve(4, 4);
        module.Data.Initialise(second, [41]);
        module.Data.Initialise(first, [1]);
        module.Data.Initialise(third, [2]);
        byte[] memory = new byte[third + 4];
        foreach (DataSegment segment in module.Build().Data)
        {
            segment.Bytes.CopyTo(memory.AsMemory((int)segment.Offset));
        }

        Assert.Equal((1, 41, 2), (memory[first], memory[second], memory[third]));
    }

    [Theory]
    [InlineData(0, "00")]
    [InlineData(63, "3F")]
    [InlineData(64, "C000")]
    [InlineData(-64, "40")]
    [InlineData(-65, "BF7F")]
    [InlineData(int.MinValue, "8080808078")]
    [InlineData(long.MinValue, "8080808080808080807F")]
    public void SignedNumbersAreMinimal(long value, string hex)
    {
        CodeBuffer buffer = new();
        buffer.WriteS64(value);
        Assert.Equal(hex, Convert.ToHexString(buffer.Written));
    }
}
