using ProcVM.Core;
using ProcVM.Runtime;

namespace ProcVM.Module.Tests.Wasm;

/// <summary>WebAssembly lowered as SPEC.md section 11 says verifies and gives what node gives.</summary>
public sealed class WasmTests(WasmFixture fixture) : IClassFixture<WasmFixture>
{
    public static TheoryData<string> Cases => [.. Directory.GetFiles(WasmFixture.CaseFolder, "*.wat")
        .Select(file => Path.GetFileNameWithoutExtension(file)!).Order()];

    public static TheoryData<string> Instructions => [.. NumericCases.Names];

    [WasmTheory]
    [MemberData(nameof(Cases))]
    public void Programs(string name)
    {
        Dictionary<string, string[]> expected = fixture.Expected(name);
        Assert.NotEmpty(expected);
        foreach ((string export, string[] log) in expected)
        {
            Check(name, export, log);
        }
    }

    [WasmTheory]
    [MemberData(nameof(Instructions))]
    public void NumericInstructions(string name)
    {
        KeyValuePair<string, string[]>[] exports = [.. fixture.Expected("numeric")
            .Where(pair => pair.Key == name || pair.Key.StartsWith(name + "#", StringComparison.Ordinal))];
        Assert.InRange(exports.Sum(pair => pair.Value.Length), 18, 10_000);
        foreach ((string export, string[] log) in exports)
        {
            Check("numeric", export, log);
        }
    }

    private void Check(string name, string export, string[] expected)
    {
        PcodeModule module = WasmLowering.Lower(fixture.Module(name), export);
        byte[] bytes = ModuleWriter.ToArray(module);
        LoadResult<VerifiedModule> verified = Verifier.Verify(ModuleReader.Read(bytes, name).Value!);
        Assert.True(verified.Succeeded, string.Join('\n', verified.Diagnostics));
        foreach (long fuel in (ReadOnlySpan<long>)[-1, 100_000_000])
        {
            ReportHost host = new();
            PcodeLimits limits = new() { Memory = 16 << 20, Fuel = fuel };
            LoadResult<PcodeInstance> created = PcodeInstance.Create(verified.Value, host, limits);
            Assert.True(created.Succeeded, string.Join('\n', created.Diagnostics));
            using PcodeInstance instance = created.Value;
            RunResult result = instance.Run();
            if (result.End != RunEnd.Exited)
            {
                Assert.Equal(RunEnd.Trapped, result.End);
                host.Log.Add("trap");
            }

            int first = Enumerable.Range(0, Math.Min(expected.Length, host.Log.Count))
                .FirstOrDefault(i => expected[i] != host.Log[i], Math.Min(expected.Length, host.Log.Count));
            Assert.True(first == expected.Length && first == host.Log.Count,
                $"{name} {export}, report {first}: node {At(expected, first)}, here {At(host.Log, first)} {result.Trap?.Message}");
        }
    }

    private static string At(IReadOnlyList<string> log, int index) => index < log.Count ? log[index] : "nothing";
}
