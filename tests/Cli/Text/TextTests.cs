using System.Text.Json;
using ProcVM.Cli.Text;

namespace ProcVM.Cli.Tests.Text;

/// <summary>Sizes, durations, suggestions, JSON, and kinds of files.</summary>
public class TextTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("65536", 65536)]
    [InlineData("512K", 512 << 10)]
    [InlineData("64M", 64 << 20)]
    [InlineData("64mb", 64 << 20)]
    [InlineData("64MiB", 64 << 20)]
    [InlineData("1G", 1 << 30)]
    [InlineData("7b", 7)]
    public void Sizes(string text, long bytes)
    {
        Assert.True(SizeText.TryParse(text, out ulong size));
        Assert.Equal((ulong)bytes, size);
    }

    [Theory]
    [InlineData("")]
    [InlineData("M")]
    [InlineData("-1")]
    [InlineData("1.5G")]
    [InlineData("12Q")]
    [InlineData(" 1")]
    [InlineData("99999999999999999999")]
    [InlineData("9999999999T")]
    public void NoSizes(string text) => Assert.False(SizeText.TryParse(text, out _));

    [Theory]
    [InlineData(0, "0 bytes")]
    [InlineData(1000, "1000 bytes")]
    [InlineData(1 << 16, "64K")]
    [InlineData(64 << 20, "64M")]
    [InlineData(1 << 30, "1G")]
    public void SizesInWords(long bytes, string text) => Assert.Equal(text, SizeText.Format((ulong)bytes));

    [Theory]
    [InlineData("1s", 1000)]
    [InlineData("2", 2000)]
    [InlineData("500ms", 500)]
    [InlineData("0.25s", 250)]
    [InlineData("2m", 120_000)]
    [InlineData("1h", 3_600_000)]
    public void Durations(string text, double milliseconds)
    {
        Assert.True(DurationText.TryParse(text, out TimeSpan duration));
        Assert.Equal(milliseconds, duration.TotalMilliseconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("0")]
    [InlineData("-1s")]
    [InlineData("1e9h")]
    [InlineData("1 s")]
    [InlineData("1d")]
    [InlineData("NaN")]
    [InlineData("9999999h")]
    public void NoDurations(string text) => Assert.False(DurationText.TryParse(text, out _));

    [Theory]
    [InlineData("--memroy", "--memory")]
    [InlineData("--mem", "--memory")]
    [InlineData("--Timeout", "--timeout")]
    [InlineData("--xyzzy", null)]
    [InlineData("-", null)]
    public void Suggestions(string word, string? near) => Assert.Equal(near, Suggestion.Nearest(word, ["--memory", "--timeout", "--dir"]));

    [Fact]
    public void ALongWordIsNoTrouble() => Assert.Null(Suggestion.Nearest(new string('x', 100_000), ["--memory"]));

    [Fact]
    public void JsonIsEscaped()
    {
        string text = "a\"b\\c\n\u0001\u007f é 😀 \ud800";
        string json = new JsonLine().Add("text", text).Add("none", (string?)null).Add("n", -5).Add("d", 0.25).ToString();
        using JsonDocument document = JsonDocument.Parse(json.Replace("\\ud800\"", "\"", StringComparison.Ordinal));
        Assert.Equal(text[..^1], document.RootElement.GetProperty("text").GetString());
        Assert.Equal(JsonValueKind.Null, document.RootElement.GetProperty("none").ValueKind);
        Assert.DoesNotContain('\n', json);
    }

    [Theory]
    [InlineData("program x; begin end.", "Source")]
    [InlineData("", "Source")]
    [InlineData("MZ is a name", "Source")]
    [InlineData("#!/bin/sh\n", "Script")]
    [InlineData("\0pvm", "Pcode")]
    [InlineData("\u007fELF", "Elf")]
    [InlineData("\0asm", "Wasm")]
    [InlineData("MZ\0\0", "Dos")]
    [InlineData("\u0001\u0002", "Unknown")]
    public void KindsOfFiles(string content, string kind) =>
        Assert.Equal(kind, new FileContent("x", System.Text.Encoding.Latin1.GetBytes(content)).Kind.ToString());

    [Fact]
    public void AProgramForWindows()
    {
        byte[] bytes = new byte[0x84];
        "MZ"u8.CopyTo(bytes);
        bytes[0x3C] = 0x80;
        "PE\0\0"u8.CopyTo(bytes.AsSpan(0x80));
        Assert.Equal(FileKind.Pe, new FileContent("x", bytes).Kind);
        bytes[0x3F] = 0xFF;
        Assert.Equal(FileKind.Dos, new FileContent("x", bytes).Kind);
    }

    [Fact]
    public void TextIsUtf8OrLatin1()
    {
        Assert.Equal("é", new FileContent("x", [0xC3, 0xA9]).Text.Text);
        Assert.Equal("é", new FileContent("x", [0xE9]).Text.Text);
        Assert.Equal("a", new FileContent("x", [0xEF, 0xBB, 0xBF, (byte)'a']).Text.Text);
    }
}
