using System.Diagnostics;
using System.Globalization;
using System.Text;
using ProcVM.Personality.Pvm;

namespace ProcVM.Personality.Tests.Pvm;

/// <summary>The same values written, read and drawn by a program that Free Pascal compiles; where it is installed. The
/// golden tables of the other tests hold what it said.</summary>
public sealed class FreePascalTests
{
    private const int Count = 300;

    [Fact]
    public void WritesReadsAndDrawsTheSame()
    {
        if (FindCompiler() is not { } compiler)
        {
            return;
        }

        (StringBuilder program, List<string> expected) = (new StringBuilder("{$mode objfpc}{$h-}\nvar s: string; d: double; c: integer; v: int64; i: integer;\nbegin\n"), []);
        AddNumbers(program, expected);
        AddStrings(program, expected);
        AddRandomNumbers(program, expected);
        program.Append("end.\n");
        string[] actual = Run(compiler, program.ToString());
        Assert.Equal(expected.Count, actual.Length);
        for (int i = 0; i < actual.Length; i++)
        {
            Assert.Equal((i, actual[i]), (i, expected[i]));
        }
    }

    /// <summary>Values that both sides round alike: multiples of 1/8 have an exact decimal form, and 17 digits are enough.</summary>
    private static void AddNumbers(StringBuilder program, List<string> expected)
    {
        Random random = new(3);
        for (int i = 0; i < Count; i++)
        {
            double value = (random.Next(4_000_000) - 2_000_000) / 8.0;
            (int width, int decimals) = (random.Next(0, 20), random.Next(1, 8));

            // Beyond 24 characters Free Pascal pads with blanks where the standard wants digits.
            int floating = Math.Min(width + 8, 24);
            string literal = value.ToString("F3", CultureInfo.InvariantCulture);
            program.Append(CultureInfo.InvariantCulture, $"d := {literal}; writeln(d:{width}:{decimals}, '|', d, '|', d:{floating});\n");
            using Machine machine = new();
            machine.Text.WriteReal(Machine.Output, value, width, decimals);
            machine.WriteString(Machine.Output, "|");
            machine.Text.WriteReal(Machine.Output, value, -1, -1);
            machine.WriteString(Machine.Output, "|");
            machine.Text.WriteReal(Machine.Output, value, floating, -1);
            expected.Add(machine.Written);

            long integer = random.NextInt64(long.MinValue + 1, long.MaxValue) >> random.Next(64);
            program.Append(CultureInfo.InvariantCulture, $"v := {integer}; writeln(v:{width}, '|', v);\n");
            using Machine other = new();
            other.Text.WriteInteger(Machine.Output, integer, width);
            other.WriteString(Machine.Output, "|");
            other.Text.WriteInteger(Machine.Output, integer, -1);
            expected.Add(other.Written);
        }
    }

    private static void AddStrings(StringBuilder program, List<string> expected)
    {
        string[] numbers = ["12", " 7", "-5", "+5", "1x", "y", "$1F", "-$1F", "%11", "&17", "9223372036854775807"];
        foreach (string text in numbers)
        {
            using Machine machine = new();
            uint code = machine.Allocate(4);
            long value = machine.Calls.ShortString.ToInteger(Encoding.ASCII.GetBytes(text), code);
            int place = BitConverter.ToInt32(machine.Bytes(code, 4));
            program.Append(CultureInfo.InvariantCulture, $"val('{text}', v, c); if c <> 0 then v := 0; writeln(v, ' ', c);\n");
            expected.Add($"{value} {place}");
        }

        string[] reals = ["1.5", "-2e3", "0.1", "1e", "12.5x", "  3", "9007199254740993"];
        foreach (string text in reals)
        {
            using Machine machine = new();
            uint code = machine.Allocate(4);
            double value = machine.Calls.ShortString.ToReal(Encoding.ASCII.GetBytes(text), code);
            int place = BitConverter.ToInt32(machine.Bytes(code, 4));
            ShortString written = machine.String("", 40);
            machine.Calls.ShortString.FromReal(written, value, -1, -1);
            program.Append(CultureInfo.InvariantCulture, $"val('{text}', d, c); if c <> 0 then d := 0; str(d, s); writeln(s, ' ', c);\n");
            expected.Add($"{Encoding.ASCII.GetString(written.Characters)} {place}");
        }

        (string Call, Action<ShortStringCalls, Machine> Action)[] edits =
        [
            ("s := copy('abcdef', 2, 3)", (c, m) => c.Copy(Text(m), "abcdef"u8, 2, 3)),
            ("s := copy('abcdef', 0, 3)", (c, m) => c.Copy(Text(m), "abcdef"u8, 0, 3)),
            ("s := copy('abcdef', 5, 99)", (c, m) => c.Copy(Text(m), "abcdef"u8, 5, 99)),
            ("s := copy('abcdef', 9, 1)", (c, m) => c.Copy(Text(m), "abcdef"u8, 9, 1)),
            ("s := 'abcdef'; delete(s, 2, 2)", (c, m) => Edit(m, "abcdef", text => c.Delete(text, 2, 2))),
            ("s := 'abcdef'; delete(s, 5, 9)", (c, m) => Edit(m, "abcdef", text => c.Delete(text, 5, 9))),
            ("s := 'abcdef'; delete(s, 0, 2)", (c, m) => Edit(m, "abcdef", text => c.Delete(text, 0, 2))),
            ("s := 'abc'; insert('XY', s, 2)", (c, m) => Edit(m, "abc", text => c.Insert("XY"u8, text, 2))),
            ("s := 'abc'; insert('XY', s, 0)", (c, m) => Edit(m, "abc", text => c.Insert("XY"u8, text, 0))),
            ("s := 'abc'; insert('XY', s, 9)", (c, m) => Edit(m, "abc", text => c.Insert("XY"u8, text, 9))),
        ];
        foreach ((string call, Action<ShortStringCalls, Machine> action) in edits)
        {
            using Machine machine = new();
            action(machine.Calls.ShortString, machine);
            program.Append(call).Append("; writeln(s);\n");
            expected.Add(Encoding.ASCII.GetString(Text(machine).Characters));
        }
    }

    private static void AddRandomNumbers(StringBuilder program, List<string> expected)
    {
        program.Append("for i := 1 to 2000 do writeln(random(i)); for i := 1 to 100 do writeln(random(int64(1) shl 40));\n");
        program.Append("randseed := 12345; for i := 1 to 100 do writeln(random(1000000)); for i := 1 to 100 do writeln(random:0:9);\n");
        RandomCalls random = new(new Core.Ports.SeededEntropy(0), 0);
        expected.AddRange(Enumerable.Range(1, 2000).Select(i => $"{random.Below(i)}"));
        expected.AddRange(Enumerable.Range(1, 100).Select(_ => $"{random.Below(1L << 40)}"));
        random.Seed(12345);
        expected.AddRange(Enumerable.Range(1, 100).Select(_ => $"{random.Below(1_000_000)}"));
        expected.AddRange(Enumerable.Range(1, 100).Select(_ => random.Unit().ToString("F9", CultureInfo.InvariantCulture)));
    }

    private static ShortString Text(Machine machine) => new(machine.Bytes(4096, 256));

    private static void Edit(Machine machine, string start, StringEdit edit)
    {
        ShortString text = Text(machine);
        text.Assign(Encoding.ASCII.GetBytes(start));
        edit(text);
    }

    private static string? FindCompiler() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => Path.Combine(folder, "fpc")).FirstOrDefault(File.Exists);

    private static string[] Run(string compiler, string program)
    {
        string folder = Directory.CreateTempSubdirectory("procvm-fpc-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "oracle.pas"), program);
            Assert.True(Start(compiler, folder, "-v0", "oracle.pas").ExitCode == 0, "fpc rejects the program");
            (int exitCode, string output) = Start(Path.Combine(folder, "oracle"), folder);
            Assert.Equal(0, exitCode);
            return output.TrimEnd('\n').Split('\n');
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static (int ExitCode, string Output) Start(string file, string folder, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(file, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }

    private delegate void StringEdit(ShortString text);
}
