using ProcVM.Core;
using ProcVM.Core.Seam;
using ProcVM.Images.Elf;

namespace ProcVM.Images.Tests;

public class ElfReaderTests
{
    private const uint Load = 1;
    private const uint Interpreter = 3;
    private const uint Stack = 0x6474_E551;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AProgramIsRead(bool is64)
    {
        byte[] file = new ElfFile(is64).Add(Load, 0, 0x40_0000, 0x1234, 0x1234).Add(Load, 0x2010, 0x60_2010, 0x100, 0x5000, 6).Add(Stack, 0, 0, 0, 0, 6).Build();
        ElfImage image = ElfReader.Read(new BytesFile(file)).Value!;
        Assert.Equal(is64 ? ElfMachine.X8664 : ElfMachine.I386, image.Machine);
        Assert.Equal((0x40_1000UL, 0x40_0000UL, 0x60_8000UL), (image.Entry, image.Start, image.End));
        Assert.Equal(is64 ? 0x40_0040UL : 0x40_0034UL, image.HeadersAddress);
        Assert.Equal(new ElfSegment(0x60_2010, 0x5000, 0x2010, 0x100, MemoryAccess.Read | MemoryAccess.Write), image.Segments[1]);
        Assert.False(image.NeedsExecutableStack);
        Assert.False(image.IsPositionIndependent);
    }

    [Fact]
    public void TheDynamicLinkerIsNamed()
    {
        byte[] file = new ElfFile { Type = 3 }.Add(Interpreter, 0x1000, 0x1000, 10, 10).Add(Load, 0, 0, 0x2000, 0x2000, 5, 0x20_0000).Build();
        "/lib/ld.so"u8[..9].CopyTo(file.AsSpan(0x1000));
        ElfImage image = ElfReader.Read(new BytesFile(file)).Value!;
        Assert.Equal("/lib/ld.s"u8.ToArray(), image.Interpreter);
        Assert.True(image.IsPositionIndependent);
        Assert.True(image.NeedsExecutableStack);
        Assert.Equal(0x20_0000UL, image.Alignment);
    }

    [Fact]
    public void ThisVeryHostsProgramsAreRead()
    {
        if (File.Exists("/bin/sh"))
        {
            LoadResult<ElfImage> result = ElfReader.Read(new BytesFile(File.ReadAllBytes("/bin/sh")));
            Assert.True(result.Succeeded || result.Diagnostics[0].Descriptor == ElfDiagnostics.OtherMachine);
        }
    }

    [Fact]
    public void WhatIsWrongIsNamed()
    {
        (byte[] File, string Message)[] wrong =
        [
            ([], "incomplete"),
            ([0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1], "incomplete"),
            (new ElfFile().Build(), "0 program headers"),
            (new ElfFile { Machine = 183 }.Add(Load, 0, 0, 1, 1).Build(), "another processor (machine 183)"),
            (new ElfFile(is64: false) { Machine = 62 }.Add(Load, 0, 0, 1, 1).Build(), "x32"),
            (new ElfFile { Type = 1 }.Add(Load, 0, 0, 1, 1).Build(), "relocatable"),
            (new ElfFile { Type = 4 }.Add(Load, 0, 0, 1, 1).Build(), "core"),
            (new ElfFile().Add(Stack, 0, 0, 0, 0).Build(), "nothing"),
            (new ElfFile().Add(Load, 0, 0, 2, 1).Build(), "more bytes in the file"),
            (new ElfFile().Add(Load, 0, 1UL << 47, 1, 1).Build(), "beyond the address space"),
            (new ElfFile().Add(Load, 0, 0x1000, 1, ulong.MaxValue).Build(), "beyond the address space"),
            (new ElfFile(is64: false).Add(Load, 0, 0xFFFF_F000, 1, 0x1001).Build(), "beyond the address space"),
            (new ElfFile().Add(Load, ulong.MaxValue - 0xFFF, 0x1000, 1, 1).Build(), "beyond every file"),
            (new ElfFile().Add(Load, 0x10, 0x1000, 1, 1).Build(), "same place"),
            (new ElfFile().Add(Load, 0, 0, 1, 1).Add(Interpreter, 0, 0, 100_000, 100_000).Build(), "dynamic linker"),
            (new ElfFile().Add(Load, 0, 0, 1, 1).Add(Interpreter, 0x2FFF, 0, 5, 5).Build(), "doesn't end"),
            (new ElfFile { Size = 100 + 56 }.Add(Load, 0, 0, 1, 1).Build()[..100], "behind the end"),
        ];
        foreach ((byte[] file, string message) in wrong)
        {
            LoadResult<ElfImage> result = ElfReader.Read(new BytesFile(file));
            Assert.False(result.Succeeded, message);
            Assert.Contains(message, result.Diagnostics[0].ToString(), StringComparison.Ordinal);
        }
    }

    /// <summary>Mutations of fields, of structure and of bytes: an image that keeps its promises, or a diagnostic; never more than a bounded part of the file read.</summary>
    [Fact]
    public void AnythingGivesAnImageOrADiagnostic()
    {
        Random random = new(4);
        ulong[] interesting = [0, 1, 0xFFF, 0x1000, 0x1001, 1UL << 31, (1UL << 32) - 1, 1UL << 32, 1UL << 47, (1UL << 47) - 1, 1UL << 63, ulong.MaxValue, ulong.MaxValue - 0xFFF];
        int good = 0;
        for (int round = 0; round < 20_000; round++)
        {
            bool is64 = random.Next(2) == 0;
            ElfFile made = new(is64) { Type = (ushort)random.Next(2, 4) };
            int count = random.Next(1, 6);
            for (int i = 0; i < count; i++)
            {
                ulong address = ((ulong)random.Next(0, 100) << 12) + (ulong)random.Next(0, 64);
                made.Add(random.Next(4) switch { 0 => Interpreter, 1 => Stack, _ => Load }, address % 0x2000 < 0x1000 ? address % 0x1000 : address % 0x3000,
                    address, (ulong)random.Next(0, 100), (ulong)random.Next(50, 0x3000), (uint)random.Next(8));
            }

            byte[] file = made.Build();
            for (int i = random.Next(4); i > 0; i--)
            {
                int place = random.Next(made.FirstHeader + (made.HeaderSize * count));
                BitConverter.TryWriteBytes(file.AsSpan(place), random.Next(3) == 0 ? (ulong)random.NextInt64() : interesting[random.Next(interesting.Length)]);
            }

            BytesFile source = new(random.Next(10) == 0 ? file[..random.Next(file.Length)] : file);
            LoadResult<ElfImage> result = ElfReader.Read(source);
            Assert.True(source.BytesRead <= 132 << 10);
            if (result.Succeeded)
            {
                good++;
                AssertKeepsPromises(result.Value);
            }
            else
            {
                Assert.NotEmpty(result.Diagnostics[0].ToString());
            }
        }

        Assert.InRange(good, 1000, 19_000);
    }

    private static void AssertKeepsPromises(ElfImage image)
    {
        Assert.NotEmpty(image.Segments);
        Assert.True(image.Start < image.End && image.End <= 1UL << 47);
        Assert.True(image.Start % ElfImage.PageSize == 0 && image.End % ElfImage.PageSize == 0 && ulong.IsPow2(image.Alignment));
        foreach (ElfSegment segment in image.Segments)
        {
            Assert.True(segment.Address >= image.Start && segment.Address + segment.MemorySize <= image.End);
            Assert.True(segment.FileSize <= segment.MemorySize && segment.Offset >= 0 && segment.MemorySize > 0);
            Assert.True(segment.FileSize == 0 || ((ulong)segment.Offset ^ segment.Address) % ElfImage.PageSize == 0);
        }
    }
}
