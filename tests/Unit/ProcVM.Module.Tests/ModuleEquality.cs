namespace ProcVM.Module.Tests;

/// <summary>Compares modules item by item.</summary>
internal static class ModuleEquality
{
    internal static void AssertEqual(PcodeModule expected, PcodeModule actual)
    {
        Assert.Equal(expected.Types, actual.Types);
        Assert.Equal(expected.Imports, actual.Imports);
        Assert.Equal(expected.Tables, actual.Tables);
        Assert.Equal(expected.Memory, actual.Memory);
        Assert.Equal(expected.Globals, actual.Globals);
        Assert.Equal(expected.Exports, actual.Exports);
        Assert.Equal(expected.Entry, actual.Entry);
        Assert.Equal(expected.Elements.Length, actual.Elements.Length);
        foreach ((ElementSegment one, ElementSegment other) in expected.Elements.Zip(actual.Elements))
        {
            Assert.Equal((one.IsActive, one.Table, one.Offset), (other.IsActive, other.Table, other.Offset));
            Assert.Equal(one.References, other.References);
        }

        Assert.Equal(expected.Data.Length, actual.Data.Length);
        foreach ((DataSegment one, DataSegment other) in expected.Data.Zip(actual.Data))
        {
            Assert.Equal((one.IsActive, one.Offset), (other.IsActive, other.Offset));
            Assert.Equal(one.Bytes.ToArray(), other.Bytes.ToArray());
        }

        Functions(expected, actual);
        Tools(expected, actual);
    }

    private static void Functions(PcodeModule expected, PcodeModule actual)
    {
        Assert.Equal(expected.Functions.Length, actual.Functions.Length);
        foreach ((Function one, Function other) in expected.Functions.Zip(actual.Functions))
        {
            Assert.Equal((one.Type, one.Frame), (other.Type, other.Frame));
            Assert.Equal(one.Locals, other.Locals);
            Assert.Equal(one.Code.ToArray(), other.Code.ToArray());
            Assert.Equal(one.Labels.Select(label => label.IsEscapeTarget), other.Labels.Select(label => label.IsEscapeTarget));
            Assert.Equal(one.Labels.Select(label => label.Stack), other.Labels.Select(label => label.Stack));
        }
    }

    private static void Tools(PcodeModule expected, PcodeModule actual)
    {
        Assert.Equal(expected.Names is null, actual.Names is null);
        if (expected.Names is { } names)
        {
            Assert.Equal(names.Functions, actual.Names!.Functions);
            Assert.Equal(names.Globals, actual.Names.Globals);
            Assert.Equal(names.Locals, actual.Names.Locals);
        }

        Assert.Equal(expected.Lines is null, actual.Lines is null);
        if (expected.Lines is { } lines)
        {
            Assert.Equal(lines.Files, actual.Lines!.Files);
            Assert.Equal(lines.Functions, actual.Lines.Functions);
        }

        Assert.Equal(expected.Producer, actual.Producer);
        Assert.Equal(expected.Relocations, actual.Relocations);
        Assert.Equal(expected.Customs.Select(custom => custom.Name), actual.Customs.Select(custom => custom.Name));
        Assert.Equal(
            expected.Customs.Select(custom => custom.Bytes.ToArray()), actual.Customs.Select(custom => custom.Bytes.ToArray()));
    }
}
