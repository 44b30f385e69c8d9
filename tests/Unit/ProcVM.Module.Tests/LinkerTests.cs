using ProcVM.Core;

namespace ProcVM.Module.Tests;

public sealed class LinkerTests
{
    [Fact]
    public void CallsAndAddressesCrossModules()
    {
        PcodeModule linked = Link(Unit("n", ">i"), Program("n", ">i", "unit:n"));

        Assert.DoesNotContain(linked.Imports, import => import.Module == "unit");
        Assert.Equal("io_check", Assert.Single(linked.Imports).Name);
        Assert.Equal(3, linked.FunctionCount);
        Assert.Equal(2, linked.Entry);
        Assert.Equal(2, linked.Data.Length);
        Assert.Equal(DataBuilder.NilPage, linked.Data[0].Offset);
        Assert.Equal(DataBuilder.NilPage + 16, linked.Data[1].Offset);
        Assert.Equal(DataBuilder.NilPage + 32, linked.Memory.StackBase);

        CodeReader reader = new(linked.Functions[1].Code.Span);
        Assert.Equal(Opcode.Call, reader.ReadOpcode());
        Assert.Equal(1u, reader.ReadU32());
        Assert.Equal(Opcode.Drop, reader.ReadOpcode());
        Assert.Equal(Opcode.I32Const, reader.ReadOpcode());
        Assert.Equal((int)DataBuilder.NilPage + 4, reader.ReadS32());
        Assert.Equal(Opcode.Drop, reader.ReadOpcode());
        Assert.Equal(Opcode.I32Const, reader.ReadOpcode());
        Assert.Equal(3, reader.ReadS32());
        Assert.Equal(Opcode.Drop, reader.ReadOpcode());
        Assert.Equal(Opcode.I32Const, reader.ReadOpcode());
        Assert.Equal((int)DataBuilder.NilPage + 16, reader.ReadS32());

        Assert.True(linked.Lines!.TryFind(2, 0, out string file, out int line));
        Assert.Equal(("main.pas", 7), (file, line));
        Assert.Equal("main", linked.NameOf(2));
    }

    [Theory]
    [InlineData("missing", ">i", "unit:n", "PVM0280")]
    [InlineData("n", ">l", "unit:n", "PVM0281")]
    [InlineData("n", ">i", "unit:missing", "PVM0282")]
    [InlineData("n", ">i", "nowhere", "PVM0282")]
    public void WhatDoesNotFitIsAnError(string function, string letters, string symbol, string code)
    {
        LoadResult<PcodeModule> result = Linker.Link(
            [new("unit", Linkable(Unit("n", ">i"))), new("main", Linkable(Program(function, letters, symbol)))]);
        Assert.False(result.Succeeded);
        Assert.Contains(result.Diagnostics, d => d.Descriptor.Code == code);
    }

    [Fact]
    public void TwoModulesOfOneNameAreAnError()
    {
        LoadResult<PcodeModule> result = Linker.Link(
            [new("a", Linkable(Unit("n", ">i"))), new("a", Linkable(Unit("n", ">i")))]);
        Assert.Equal("PVM0284", Assert.Single(result.Diagnostics).Descriptor.Code);
    }

    [Fact]
    public void WhatIsNotLinkedDoesNotVerifyToRun()
    {
        PcodeModule unit = Program("n", ">i", "unit:n");
        Assert.NotEmpty(unit.Relocations);
        Assert.Equal("PVM0244", Assert.Single(Verifier.Verify(unit).Diagnostics).Descriptor.Code);

        PcodeModule read = ModuleReader.Read(ModuleWriter.ToArray(unit), "unit.pcode").Value!;
        Assert.Equal(unit.Relocations, read.Relocations);
        Assert.False(Verifier.Verify(read).Succeeded);
        Assert.True(Verifier.VerifyLinkable(read).Succeeded);
    }

    [Fact]
    public void ARelocationThatPatchesNothingIsAnError()
    {
        ModuleBuilder module = new() { IsRelocatable = true };
        FunctionBuilder main = module.Function("main", module.Type(">"));
        main.I32(1);
        main.Emit(Opcode.Drop);
        main.Emit(Opcode.Return);
        PcodeModule built = module.Build();
        PcodeModule wrong = new()
        {
            Types = built.Types,
            Imports = [],
            Functions = built.Functions,
            Memory = built.Memory,
            Relocations = [new Relocation(0, 0, RelocationKind.Address, "+1024")],
        };
        Assert.Equal("PVM0282", Assert.Single(Linker.Link([new("main", Linkable(wrong))]).Diagnostics).Descriptor.Code);
    }

    private static PcodeModule Unit(string name, string letters)
    {
        ModuleBuilder module = new() { IsRelocatable = true };
        uint address = module.Data.Place([1, 2, 3, 4, 5, 6, 7, 8], 4);
        module.Export("n", ExportKind.Global, module.Global(ValueType.I32, false, address));
        FunctionBuilder code = module.Function("unit." + name, module.Type(letters));
        code.Call(module.Import("pvm", "io_check", ">"));
        code.I32(42);
        code.Emit(Opcode.Return);
        module.Export(name + "()", code.Handle);
        return module.Build();
    }

    private static PcodeModule Program(string function, string letters, string symbol)
    {
        ModuleBuilder module = new() { IsRelocatable = true };
        module.Data.Place("0123456789"u8, 1);
        FunctionBuilder main = module.Function("main", module.Type(">"));
        main.Line(module.File("main.pas"), 7);
        main.Call(module.Import("unit", function + "()", letters));
        main.Emit(Opcode.Drop);
        main.Relocated(RelocationKind.Address, symbol + "+4");
        main.Emit(Opcode.Drop);
        main.Reference(main.Handle);
        main.Emit(Opcode.Drop);
        main.Relocated(RelocationKind.Address, "+" + DataBuilder.NilPage);
        main.Emit(Opcode.Drop);
        main.Emit(Opcode.Return);
        module.Entry = main.Handle;
        return module.Build();
    }

    private static PcodeModule Link(PcodeModule unit, PcodeModule program)
    {
        LoadResult<PcodeModule> result = Linker.Link([new("unit", Linkable(unit)), new("main", Linkable(program))]);
        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
        Assert.Empty(result.Value.Relocations);
        LoadResult<VerifiedModule> verified = Verifier.Verify(result.Value);
        Assert.True(verified.Succeeded, string.Join('\n', verified.Diagnostics));
        return verified.Value.Module;
    }

    private static LinkableModule Linkable(PcodeModule module)
    {
        LoadResult<LinkableModule> result = Verifier.VerifyLinkable(module);
        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
        return result.Value;
    }
}
