using ProcVM.Core;

namespace ProcVM.Module.Tests;

/// <summary>What the reader refuses, byte by byte.</summary>
public class ReaderTests
{
    [Theory]
    [InlineData("", "PVM0200")]
    [InlineData("00 70 76 6d", "PVM0200")]
    [InlineData("00 61 73 6d 01 00 00 00", "PVM0200")]
    [InlineData("00 70 76 6d 02 00 00 00", "PVM0201")]
    [InlineData("00 70 76 6d 01 00 00 00", "ok")]
    public void Headers(string bytes, string expected) => Assert.Equal(expected, FirstError(Hex(bytes)));

    [Theory]
    [InlineData("00 00", "PVM0203")]
    [InlineData("0c 00", "PVM0203")]
    [InlineData("7f 00", "PVM0203")]
    [InlineData("01 01 00 01 01 00", "PVM0204")]
    [InlineData("02 01 00 01 01 00", "PVM0204")]
    [InlineData("c8 00 c8 00", "PVM0204")]
    [InlineData("c8 00 c9 00", "ok")]
    [InlineData("01", "PVM0205")]
    [InlineData("01 02 00", "PVM0205")]
    [InlineData("01 ff ff ff ff 0f", "PVM0205")]
    [InlineData("01 00", "PVM0206")]
    [InlineData("01 01 80", "PVM0207")]
    [InlineData("01 05 80 80 80 80 10", "PVM0207")]
    [InlineData("01 06 80 80 80 80 80 00", "PVM0207")]
    [InlineData("01 05 80 80 80 80 00", "ok")]
    [InlineData("01 01 05", "PVM0208")]
    [InlineData("01 03 01 01 7f", "PVM0206")]
    [InlineData("01 04 01 01 7b 00", "PVM0209")]
    [InlineData("01 02 00 00", "PVM0212")]
    [InlineData("02 04 01 01 ff 00", "PVM0210")]
    [InlineData("02 04 01 05 61 00", "PVM0208")]
    [InlineData("03 02 01 00", "PVM0213")]
    [InlineData("0a 05 01 03 00 00 00", "PVM0213")]
    [InlineData("03 02 01 00 0a 05 01 03 00 00 00", "ok")]
    [InlineData("03 02 01 00 0a 05 01 04 00 00 00", "PVM0208")]
    [InlineData("03 02 01 00 0a 05 01 02 00 00 00", "PVM0206")]
    [InlineData("03 02 01 00 0a 09 01 07 00 01 d1 86 03 7f 00", "PVM0208")]
    [InlineData("03 02 01 00 0a 07 01 05 00 00 01 02 00", "PVM0209")]
    [InlineData("04 23 11 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00", "PVM0208")]
    [InlineData("05 03 00 00 00", "PVM0206")]
    [InlineData("06 04 01 7f 02 00", "PVM0209")]
    [InlineData("06 05 01 7d 00 00 00", "PVM0206")]
    [InlineData("07 05 01 01 61 04 00", "PVM0209")]
    [InlineData("08 05 ff ff ff ff 0f", "PVM0208")]
    [InlineData("09 03 01 02 00", "PVM0209")]
    [InlineData("0b 04 01 01 02 00", "PVM0208")]
    [InlineData("84 02 00 00", "PVM0212")]
    [InlineData("84 05 01 00 00 00 00", "PVM0209")]
    public void Sections(string bytes, string expected) =>
        Assert.Equal(expected, FirstError(Hex("00 70 76 6d 01 00 00 00 " + bytes)));

    [Theory]
    [InlineData("80 01 01")]
    [InlineData("80 03 00 00 05")]
    [InlineData("81 01 7f")]
    [InlineData("81 05 01 01 61 01 00")]
    [InlineData("82 02 01 ff")]
    [InlineData("83 03 01 01 ff")]
    public void DamagedToolSectionsAreDroppedWithAWarning(string bytes)
    {
        byte[] module = Hex("00 70 76 6d 01 00 00 00 " + bytes);
        LoadResult<PcodeModule> read = ModuleReader.Read(module, "m.pcode");
        Assert.True(read.Succeeded);
        Diagnostic warning = Assert.Single(read.Diagnostics);
        Assert.Equal("PVM0214", warning.Descriptor.Code);
        Assert.NotNull(warning.Offset);
        Assert.Null(read.Value.Names);
        Assert.Null(read.Value.Lines);
        Assert.Null(read.Value.Producer);
        Assert.Empty(read.Value.Customs);
    }

    [Fact]
    public void DamagedNamesAreNoneWhenReadLazily()
    {
        LoadResult<PcodeModule> read = ModuleReader.Read(Hex("00 70 76 6d 01 00 00 00 80 01 01"), "m.pcode", lazy: true);
        Assert.True(read.Succeeded);
        Assert.Empty(read.Diagnostics);
        Assert.Null(read.Value.Names);
    }

    [Fact]
    public void CountsDontAllocateWhatTheInputCannotHold()
    {
        // Each claims a million items, or the most locals, in a few bytes.
        string[] sections =
        [
            "01 04 c0 84 3d 00", "02 04 c0 84 3d 00", "03 04 c0 84 3d 00", "06 04 c0 84 3d 00", "07 04 c0 84 3d 00", "09 04 c0 84 3d 00",
            "0b 04 c0 84 3d 00", "83 04 c0 84 3d 00", "84 04 c0 84 3d 00",
        ];
        foreach (string section in sections)
        {
            byte[] module = Hex("00 70 76 6d 01 00 00 00 " + section);
            ModuleReader.Read(module, "m.pcode");
            long before = GC.GetAllocatedBytesForCurrentThread();
            ModuleReader.Read(module, "m.pcode");
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8192);
        }
    }

    [Fact]
    public void LocalsOfAllFunctionsAreBounded()
    {
        CodeBuffer section = new();
        const int Functions = 300;
        section.WriteU32(Functions);
        for (int i = 0; i < Functions; i++)
        {
            section.WriteU32(7);
            section.WriteBytes(Hex("00 01 d0 86 03 7f 00"));
        }

        CodeBuffer module = new();
        module.WriteBytes(Hex("00 70 76 6d 01 00 00 00 03"));
        module.WriteU32(Functions + 2);
        module.WriteU32(Functions);
        module.WriteBytes(new byte[Functions]);
        module.WriteByte(10);
        module.WriteU32((uint)section.Length);
        module.WriteBytes(section.Written);
        Assert.Equal("PVM0208", FirstError(module.Written.ToArray()));
    }

    [Fact]
    public void ErrorsNameFileSectionAndByte()
    {
        LoadResult<PcodeModule> read = ModuleReader.Read(Hex("00 70 76 6d 01 00 00 00 01 04 01 01 7b 00"), "m.pcode");
        Assert.Equal(
            "procvm: error PVM0209: m.pcode: section types: parameters has type byte 7b (at byte 0xc)",
            read.Diagnostics[0].ToString());
    }

    private static string FirstError(byte[] bytes)
    {
        LoadResult<PcodeModule> read = ModuleReader.Read(bytes, "m.pcode");
        return read.Succeeded ? "ok" : read.Diagnostics[0].Descriptor.Code;
    }

    private static byte[] Hex(string text) => Convert.FromHexString(text.Replace(" ", ""));
}
